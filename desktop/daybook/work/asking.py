"""What the table is asked for, as a person types it: a text that means something else as time goes by."""

from collections.abc import Callable

from daybook.domain.filtering import Order
from daybook.domain.grouping import GroupBy
from daybook.domain.query import Query
from daybook.domain.query_context import QueryContext
from daybook.domain.query_faults import BadQuery, Mistake
from daybook.domain.query_reader import QueryReader
from daybook.domain.query_resolve import resolve
from daybook.domain.query_writer import QueryWriter
from daybook.work.activities_table import ActivitiesTable, Question
from daybook.work.listeners import Listeners


class Asking:
    """`text` is what stands in the field, `query` as much of it as was understood, `mistakes` the rest.

    What is wrong filters nothing: the table shows what the other parts ask for. `changed` tells that any of it is
    another one.
    """

    def __init__(
        self, table: ActivitiesTable, reader: QueryReader, writer: QueryWriter, context: Callable[[], QueryContext]
    ) -> None:
        self.text = ""
        self.query = Query()
        self.mistakes: tuple[Mistake, ...] = ()
        self.order = Order()
        self.group_by: GroupBy | None = None
        self.context = context
        self.changed = Listeners()
        self._table = table
        self._reader = reader
        self._writer = writer

    @property
    def is_asked(self) -> bool:
        """False when the table would show something else if it were asked now: the time has moved on, say."""
        return self.question() == self._table.question

    def question(self) -> Question:
        """What the table is to show now. Somebody who is known no longer leaves the filter as it was."""
        try:
            wanted = resolve(self.query, self.context())
        except BadQuery:
            wanted = self._table.question.filter
        return Question(wanted, self.order, self.group_by)

    def type(self, text: str) -> bool:
        """Takes what was typed; False when nothing new is to be shown."""
        self.text = text
        reading = self._reader.reading(text)
        known, unknown = self._resolvable(reading.query)
        self.mistakes = tuple(sorted((*reading.mistakes, *unknown), key=lambda each: each.at))
        changed = known != self.query
        self.query = known
        self.changed.tell()
        return changed

    def show(self, query: Query, *, order: Order | None = None, group_by: GroupBy | None = None) -> None:
        """Another question as a whole, as a view holds it; without an order the present one stays."""
        self.query, self.text, self.mistakes = query, self._writer.write(query), ()
        if order is not None:
            self.order, self.group_by = order, group_by
        self.changed.tell()

    def drop(self, part: int) -> None:
        """The same without one part, counted from 0."""
        self.show(self.query.without(part))

    def sort(self, order: Order) -> None:
        """Another order."""
        self.order = order
        self.changed.tell()

    def group(self, group_by: GroupBy | None) -> None:
        """Other groups, or none."""
        self.group_by = group_by
        self.changed.tell()

    async def ask(self) -> None:
        """Shows what is asked for. Raises StoreUnusable."""
        await self._table.ask(self.question())

    async def ask_if_due(self) -> None:
        """Asks again when the same words mean something else by now. Raises StoreUnusable."""
        if not self.is_asked:
            await self.ask()

    def _resolvable(self, query: Query) -> tuple[Query, tuple[Mistake, ...]]:
        """The parts whose names somebody has, and what is wrong with the others."""
        context, parts = self.context(), list(query.parts)
        mistakes: tuple[Mistake, ...] = ()
        for part in query.parts:
            try:
                resolve(Query((part,)), context)
            except BadQuery as bad:
                parts.remove(part)
                mistakes += bad.mistakes
        return Query(tuple(parts)), mistakes
