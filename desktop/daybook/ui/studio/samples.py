"""Layouts to begin with; they are in the resources."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook import resources

FOLDER: Final = "layouts"
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Sample:
    """One of them; `text` reads it."""

    key: str
    title: str

    def text(self) -> str:
        """The layout."""
        return resources.text(f"{FOLDER}/{self.key}.json")


def samples() -> tuple[Sample, ...]:
    """Cards first, then content blocks."""
    return (
        Sample("call", translate("Studio", "Card: incoming call")),
        Sample("fields", translate("Studio", "Card: fields of an order")),
        Sample("all_blocks", translate("Studio", "Card: every type of block")),
        Sample("languages", translate("Studio", "Card: in several languages")),
        Sample("menu", translate("Studio", "Card: menu in sections")),
        Sample("blocks", translate("Studio", "Content blocks: seven in a column")),
        Sample("line", translate("Studio", "Content blocks: several on one line")),
    )
