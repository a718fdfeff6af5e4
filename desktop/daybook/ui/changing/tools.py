"""What every line of the form may ask for."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from daybook.domain.entities import Entity, EntityRef, Person
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.todo.contract import Clockwork


class Tools(QObject):
    """Handed to every line. `people_wanted` and `items_wanted` ask for what `people_came` and `items_came` bring."""

    people_wanted = Signal()
    people_came = Signal()
    items_wanted = Signal(str)
    items_came = Signal(object)  # Sequence[Entity]
    file_wanted = Signal(object, object)  # what reads a file, in another thread, and what takes its answer
    studio_wanted = Signal(object)  # the layout that is to be edited there, None to begin one
    table_out_wanted = Signal()
    table_in_wanted = Signal()

    def __init__(
        self,
        look: Look,
        formats: Formats,
        clockwork: Clockwork,
        *,
        person_of: Callable[[int], Person | None],
        item_title: Callable[[EntityRef], str],
        by_application: bool,
    ) -> None:
        super().__init__()
        self.look = look
        self.formats = formats
        self.clockwork = clockwork
        self.person_of = person_of
        self.item_title = item_title
        self.by_application = by_application
        self.people: tuple[Person, ...] = ()
        """Who may be made responsible, oneself first; empty until somebody asked."""

    def bring_people(self, people: Sequence[Person]) -> None:
        """These may be chosen."""
        self.people = tuple(people)
        self.people_came.emit()

    def bring_items(self, items: Sequence[Entity]) -> None:
        """These were found."""
        self.items_came.emit(tuple(items))
