"""What every page has: a heading, the reason while it is greyed, and a column of cards."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.bitrix.features import Obstacle
from daybook.ui.extensions.context import WRITE_KEY, Context
from daybook.ui.extensions.words import blocked_advice, blocked_title, page_words
from daybook.ui.kit.banner import Banner
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.decision import Decision
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import MEDIUM, SMALL
from daybook.ui.kit.scroll import Scroll, left_column
from daybook.work.extensions import Section
from daybook.work.shelf import Shelf

WIDTH = 800
MOST_DIGITS = 18
"""As long as a number may be; no portal counts further."""
T = TypeVar("T")


class Page(Scroll):
    """Fill it by `put`; `show_state` is called whenever something of the presenter's changed."""

    connect_wanted = Signal()

    def __init__(self, context: Context, section: Section) -> None:
        words = page_words(section)
        super().__init__(words.title)
        self.context = context
        self.section = section
        self.extensions = context.extensions
        self._reads: set[str] = set()
        self._sending = False
        self._gone = False
        self._banner = Banner(context.look, "info")
        self._connect = push_button(
            context.look, self.tr("Connect an application"), self.connect_wanted.emit, glyph=Glyph.CONNECTION,
            compact=True,
        )  # fmt: skip
        self._banner.add_button(self._connect)
        self._busy = BusyLine(context.look, words.title)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(MEDIUM)
        self._column.addWidget(label(words.title, Step.TITLE))
        self._column.addWidget(label(words.text, tone="text_soft", wrap=True))
        self._column.addWidget(self._busy)
        self._column.addWidget(self._banner)
        self._column.addStretch(1)
        self.show_content(left_column(inner, WIDTH))

    @property
    def may_change(self) -> bool:
        """True when this secret may change what the page is about."""
        return self.extensions.blocked(self.section) is None

    def read(self, wanted: Coroutine[Any, Any, None], *, key: str, again: Callable[[], object] | None = None) -> None:
        """Reads something that ends with the page."""
        self._reads.add(key)
        self.context.jobs.start(wanted, key=key, again=again)

    def write(self, change: Coroutine[Any, Any, T], done: Callable[[T], object]) -> bool:
        """Makes a change that nobody may cut short; `done` is told what came of it, unless the page is gone by then.

        False, with nothing begun, once the window is closing.
        """

        async def work() -> None:
            made = await change
            if not self._gone:
                done(made)

        begun = not self._gone and self.context.writes.start(work(), key=WRITE_KEY)
        if not begun:
            change.close()
        return begun

    def submit(self, change: Coroutine[Any, Any, T], done: Callable[[T], object]) -> None:
        """Sends the form as `write` does, once, however often the button is pressed meanwhile.

        The button is not greyed, for then it would lose the focus.
        """
        if self._sending:
            change.close()
            return

        async def work() -> T:
            try:
                return await change
            finally:
                self._sending = False

        self._sending = True
        if not self.write(work(), done):
            self._sending = False
            change.close()

    def leave(self) -> None:
        """The workspace goes: what is being read ends, and what is being written is said to nobody."""
        if not self._gone:
            self._gone = True
            for key in self._reads:
                self.context.jobs.cancel(key)
            self.detach()

    def put(self, widget: QWidget) -> None:
        """One more card below the others."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def put_heading(self, text: str) -> None:
        """A heading above the next card."""
        heading = label(text, Step.HEADING)
        heading.setContentsMargins(0, SMALL, 0, 0)
        self.put(heading)

    def show_busy(self, busy: bool) -> None:
        """Whether something is being read."""
        self._busy.set_busy(busy)

    def show_state(self) -> None:
        """The reason why nothing can be changed here, if there is one."""
        blocked = self.extensions.blocked(self.section)
        self._banner.setVisible(blocked is not None)
        if blocked is not None:
            self._banner.say("info", blocked_title(blocked), blocked_advice(blocked))
            self._connect.setVisible(blocked.obstacle is Obstacle.NEEDS_APPLICATION)

    def nothing(self, shelf: Shelf[Any], none: str) -> str:
        """What to say where there are no rows: `none` once it is known that there are none."""
        if not self.may_change and not shelf.known:
            return self.tr("Not to be seen with this secret.")
        return none if shelf.known else self.tr("Not known yet.")

    def begin(self) -> None:
        """The page has come on: the focus goes where work begins."""
        self.setFocus()

    def detach(self) -> None:
        """Stops listening to the presenter."""

    def ask(self, *, title: str, text: str, yes: str, then: Callable[[], object]) -> None:
        """Asks before something is removed."""
        question = Decision(self.context.look, self.window(), title=title, text=text, yes=yes, danger=True)
        question.decided.connect(lambda agreed: then() if agreed else None)
        question.open()
