"""Stages of deals, leads and smart processes, in words and with the colour of their outcome."""

import re
from typing import Final

from PySide6.QtCore import QCoreApplication

_WON: Final = frozenset({"WON", "CONVERTED", "SUCCESS"})
_LOST: Final = frozenset({"LOSE", "APOLOGY", "JUNK", "FAIL"})
_READABLE: Final = re.compile(r"(?!UC_)[A-Z]+(?:_[A-Z]+)*")
"""A code somebody can read. Those that the portal makes up for a company's own stages ("UC_5T2K9D", "3") are not."""


def stage_words(code: str) -> str:
    """A stage as words; "" for a stage of the company's own making.

    The methods Daybook uses give codes only, so these are the portal's own stages by their usual names. A code may
    name its pipeline first: "C1:EXECUTING", "DT128_5:CLIENT".
    """
    name = _name(code)
    known = _usual_names().get(name)
    if known is not None:
        return known
    return name.replace("_", " ").capitalize() if _READABLE.fullmatch(name) else ""


def stage_tone(code: str) -> str:
    """The tone of the pill (`kit.pill.TONES`): how it ended, or that it still runs."""
    name = _name(code)
    if name in _WON:
        return "success"
    return "neutral" if name in _LOST else "accent"


def _name(code: str) -> str:
    return code.rpartition(":")[2]


def _usual_names() -> dict[str, str]:
    return {
        "NEW": QCoreApplication.translate("Stages", "New"),
        "PREPARATION": QCoreApplication.translate("Stages", "Preparation"),
        "PREPAYMENT_INVOICE": QCoreApplication.translate("Stages", "Prepayment invoice"),
        "EXECUTING": QCoreApplication.translate("Stages", "In progress"),
        "FINAL_INVOICE": QCoreApplication.translate("Stages", "Final invoice"),
        "WON": QCoreApplication.translate("Stages", "Won"),
        "LOSE": QCoreApplication.translate("Stages", "Lost"),
        "APOLOGY": QCoreApplication.translate("Stages", "Failure analysis"),
        "IN_PROCESS": QCoreApplication.translate("Stages", "In progress"),
        "PROCESSED": QCoreApplication.translate("Stages", "Processed"),
        "JUNK": QCoreApplication.translate("Stages", "Junk"),
        "CONVERTED": QCoreApplication.translate("Stages", "Converted"),
        "CLIENT": QCoreApplication.translate("Stages", "With the client"),
        "SUCCESS": QCoreApplication.translate("Stages", "Success"),
        "FAIL": QCoreApplication.translate("Stages", "Failed"),
    }
