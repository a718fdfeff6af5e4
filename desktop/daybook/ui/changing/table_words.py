"""What stands in an exported table, and what is wrong with one that is read."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.domain.entities import Person
from daybook.domain.pending import Value
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.ui.activities.cell_words import reason_words
from daybook.ui.layouts.color_names import todo_color_name
from daybook.work.changing.table import TableWords
from daybook.work.changing.table_file import BadTable, FileFault
from daybook.work.changing.table_import import TableFault, TableMistake
from daybook.work.exporting.table import Cell

translate = QCoreApplication.translate

_SHOWN: Final = 40


def table_words(person_of: Callable[[int], Person | None]) -> TableWords:
    """The headings and cells of a table in the person's language."""
    fields = {
        Field.TITLE: translate("Columns", "Title"),
        Field.DEADLINE: translate("Columns", "Deadline"),
        Field.RESPONSIBLE: translate("Columns", "Responsible"),
        Field.COLOR: translate("Columns", "Colour"),
        Field.COMPLETED: translate("Columns", "Done"),
        Field.PINGS: translate("Columns", "Reminders"),
        Field.DESCRIPTION: translate("Columns", "Description"),
    }

    def write(_name: Field, value: Value) -> Cell:
        if isinstance(value, bool):
            return translate("TableCells", "yes") if value else translate("TableCells", "no")
        if isinstance(value, TodoColor):
            return todo_color_name(value)
        if isinstance(value, PingOffsets):
            return ", ".join(map(str, value.minutes)) or translate("TableCells", "none")
        if isinstance(value, datetime | str) or value is None:
            return value
        person = person_of(value)
        return person.name if person is not None and not person.name.startswith("#") else f"#{value}"

    marks = translate("TableCells", "Daybook (leave as it is)")
    return TableWords(translate("TableCells", "ID"), marks, fields, write)


def bad_table_words(bad: BadTable) -> str:
    """Why a file is no table."""
    said = {
        FileFault.TOO_LARGE: translate("TableFaults", "The file is too large."),
        FileFault.UNREADABLE: translate("TableFaults", "The file can’t be opened. Is it open in another program?"),
        FileFault.NOT_A_TABLE: translate("TableFaults", "The file is no table. Save it as CSV or XLSX."),
        FileFault.LOCKED: translate("TableFaults", "The file needs a password. Save it without one."),
        FileFault.EMPTY: translate("TableFaults", "The file is empty."),
    }[bad.reason]
    if not bad.line:
        return said
    return translate("TableFaults", "Line {line}: {what}").format(line=bad.line, what=said)


def mistake_words(mistake: TableMistake) -> str:
    """What is wrong with one cell, and where it is."""
    said = mistake.said if len(mistake.said) <= _SHOWN else f"{mistake.said[:_SHOWN]}…"
    if isinstance(mistake.reason, TableFault):
        what = _faults()[mistake.reason].format(said=said, column=mistake.column)
        return translate("TableFaults", "Line {line}: {what}").format(line=mistake.line, what=what)
    place = translate("TableFaults", "Line {line}, {column}: “{said}”. {what}")
    return place.format(line=mistake.line, column=mistake.column, said=said, what=reason_words(mistake.reason))


def _faults() -> dict[TableFault, str]:
    return {
        TableFault.NO_ID_COLUMN: translate("TableFaults", "No column is called “ID”."),
        TableFault.NOTHING_TO_WRITE: translate("TableFaults", "No column is one that can be changed."),
        TableFault.DOUBLE_COLUMN: translate("TableFaults", "The column “{column}” is there already."),
        TableFault.NO_ID: translate("TableFaults", "“{said}” is no number of an activity."),
        TableFault.DOUBLE_ID: translate("TableFaults", "The activity {said} stands in an earlier line already."),
        TableFault.UNKNOWN_ID: translate("TableFaults", "There is no activity {said}, or it was not read yet."),
    }
