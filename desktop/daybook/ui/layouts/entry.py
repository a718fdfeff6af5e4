"""What the portal writes on a card by itself: no layout says it, so the picture shows sample values."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class Entry:
    """The activity around a layout, in words as they are shown. `deadline` "" = it has none."""

    moment: str
    """When it was made, in the top line."""
    deadline: str
    title: str
    """Of the to-do that bears a set of blocks; a card of its own brings its title."""
    description: str
    until: str
    """What stands before the deadline of a to-do."""
    day: str
    month: str
    hour: str
    """The lines of the calendar sheet."""
    complete: str
    edit: str
    """The buttons of a to-do."""
    more: str
    """On the pill that unfolds a long text."""
    less: str


def sample_entry() -> Entry:
    """A to-do of an imaginary manager, in the language of the window."""
    return Entry(
        moment=_tr("today, 09:41"),
        deadline=_tr("Fri, Jun 4, 18:00"),
        title=_tr("Contact the customer"),
        description=_tr("Ask how the installation went"),
        until=_tr("To be done by"),
        day=_tr("04"),
        month=_tr("June"),
        hour=_tr("Fri 18:00"),
        complete=_tr("Complete"),
        edit=_tr("Edit"),
        more=_tr("Show more"),
        less=_tr("Show less"),
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("Card", words)
