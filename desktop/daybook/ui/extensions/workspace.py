"""The workspace of extensions: the list of pages at the left, the one that is on beside it."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.extensions.context import Context
from daybook.ui.extensions.nav import SectionList
from daybook.ui.extensions.pages import Pages
from daybook.ui.extensions.words import page_words
from daybook.ui.kit.commands import Command
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, separator
from daybook.ui.kit.making import at_once
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.pages import PageStack
from daybook.work.extensions import Section

JOB: Final = "extensions"
WRITES_END_WITHIN_S: Final = 5.0
_LIST_WIDTH = 260


class ExtensionsWorkspace(QObject):
    """Shows one page at a time and reads it when it comes on."""

    id = "extensions"
    glyph = Glyph.EXTENSIONS

    connect_wanted = Signal()
    """The person wants to connect an application."""

    def __init__(self, context: Context, pages: Pages | None = None) -> None:
        """`pages` None: it makes its own."""
        super().__init__()
        self._context = context
        self._begun = False
        self._gone = False
        self.title = self.tr("Extensions")
        self.list = SectionList(context.look, self.title)
        pages = pages or at_once(Pages.making(context))
        self.types, self.cards, self.badges = pages.types, pages.cards, pages.badges
        self.blocks, self.actions, self.events = pages.blocks, pages.actions, pages.events
        self.menu, self.pictures, self.reference = pages.menu, pages.pictures, pages.reference
        self.pages = pages.by_section
        self._stack = PageStack()
        self.widget = self._arrange()  # first: each page moves only once then
        for page in self.pages.values():
            self._stack.addWidget(page)
            page.connect_wanted.connect(self.connect_wanted)
        self.commands: Sequence[Command] = self._commands()
        self.list.chosen.connect(lambda section: self.show_section(Section(section)))
        self._end = context.extensions.changed.add(self._show_blocked)
        self.list.choose(Section.TYPES)
        self._show_blocked()
        self.widget.destroyed.connect(self._detach)  # the window may let go of it before `aclose`

    @property
    def current(self) -> Section:
        """The page that is on."""
        return next(section for section, page in self.pages.items() if page is self._stack.currentWidget())

    def enter(self) -> None:
        """The list has the focus; the first time it is asked what this secret may do."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._begun:
            self._begun = True
            self._context.jobs.start(self._begin(), key=JOB, again=self.refresh)

    async def ready(self) -> None:
        """Returns when everything that was asked for is shown."""
        await self._context.jobs.settled()

    async def pose(self) -> None:
        """The badges, which everybody may look at."""
        self.show_section(Section.BADGES)
        await self.ready()

    async def aclose(self) -> None:
        """Ends the reads, and lets writes in flight end."""
        self._detach()
        if not self._context.writes.closed:
            with suppress(TimeoutError):
                async with asyncio.timeout(WRITES_END_WITHIN_S):
                    await self._context.writes.settled()

    def _detach(self) -> None:
        if self._gone:
            return
        self._gone = True
        self._context.jobs.cancel(JOB)
        self._end()
        for page in self.pages.values():
            page.leave()

    def show_section(self, section: Section) -> None:
        """Another page, read anew; the focus stays in the list."""
        self.list.choose(section)
        self._stack.setCurrentWidget(self.pages[section])
        self.refresh()

    def go_to_section(self, section: Section) -> None:
        """Another page, with the focus where its work begins."""
        self.show_section(section)
        self.pages[section].begin()

    def refresh(self) -> None:
        """Reads the page again."""
        self._context.jobs.start(self._load(self.current), key=JOB, again=self.refresh)

    async def _begin(self) -> None:
        await self._context.extensions.prepare()
        await self._load(self.current)

    async def _load(self, section: Section) -> None:
        await self._context.extensions.load(section)

    def _show_blocked(self) -> None:
        for section in Section:
            self.list.show_blocked(section, self._context.extensions.blocked(section))

    def _commands(self) -> tuple[Command, ...]:
        go = self.tr("Go to “{page}”")
        sections = tuple(
            Command(
                f"extensions-{section}",
                go.format(page=page_words(section).title),
                partial(self.go_to_section, section),
                (f"Alt+{number}",),
                page_words(section).glyph,
                self.title,
            )
            for number, section in enumerate(Section, start=1)
        )
        again = Command("refresh", self.tr("Read the page again"), self.refresh, ("F5",), Glyph.REFRESH, self.title)
        to_list = Command(
            "go-list",
            self.tr("Go to the list of pages"),
            partial(self.list.setFocus, Qt.FocusReason.ShortcutFocusReason),
            ("Ctrl+L",),
            Glyph.EXTENSIONS,
            self.title,
        )
        return (*sections, again, to_list)

    def _arrange(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_LIST_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(MEDIUM, LARGE, MEDIUM, MEDIUM)
        column.setSpacing(MEDIUM)
        heading = label(self.title, Step.HEADING)
        heading.setContentsMargins(SMALL, 0, 0, 0)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(separator(vertical=True))
        row.addWidget(self._stack, 1)
        return whole
