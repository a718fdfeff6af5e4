"""What the page about layouts shows and says is what is judged."""

import re
from pathlib import Path

from daybook.domain.layouts.faults import WARNINGS, LayoutFault, LayoutMistake
from daybook.domain.layouts.judging import judge

PAGE = (Path(__file__).parents[3] / "docs" / "layouts.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0]
OF_AN_ACTIVITY = {LayoutFault.INCOMING_WITH_DEADLINE, LayoutFault.DEADLINE_NOT_SHOWN}
"""The command knows of no activity."""


def code(fault: LayoutFault) -> str:
    return LayoutMistake(fault, (), 0, 0, 1, 1).code


def codes_in(section: str) -> set[str]:
    table = PAGE.split(f"## {section}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {each for row in rows for each in re.findall(r"`([A-Z_]+)`", row)}


def test_every_code_has_its_row() -> None:
    faults = set(LayoutFault) - OF_AN_ACTIVITY
    assert codes_in("Warnings") == {code(each) for each in faults & WARNINGS}
    assert codes_in("Errors") == {code(each) for each in faults - WARNINGS} | {"FILE_UNREADABLE"}


def test_the_example_is_valid() -> None:
    found = judge(EXAMPLE)
    assert (found.errors, found.warnings) == ((), ())


def test_the_mistake_that_is_shown_is_the_one_that_is_found() -> None:
    (mistake,) = judge(EXAMPLE.replace("base_70", "base_80")).errors
    assert f"blocks.json:{mistake.line}:{mistake.column}: error {mistake.code}: {mistake.place}: “base_80”" in PAGE
    assert f'"path": "{mistake.path}"' in PAGE
