"""Methods and fields: what this secret may call and how the portal describes its objects, to look up and copy."""

from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from daybook.domain.entities import Person
from daybook.domain.fields import FieldInfo
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.page import Page
from daybook.ui.extensions.rows import Row, Rows
from daybook.ui.extensions.words import about_word, described_word
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.search_field import SearchField
from daybook.work.extensions import Described, Fact, Section

ABOUT: Final = "about"
METHODS: Final = "methods"
PEOPLE: Final = "people"
JOB: Final = "reference"


class ReferencePage(Page):
    """One list at a time, narrowed by what is typed; each is read when it is wanted first."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, Section.REFERENCE)
        self._people: tuple[Person, ...] = ()
        self.which = combo_box(self.tr("List"))
        self.which.addItem(self.tr("About this secret"), ABOUT)
        self.which.addItem(self.tr("Methods"), METHODS)
        self.which.addItem(self.tr("People"), PEOPLE)
        for described in Described:
            self.which.addItem(described_word(described), str(described))
        self.which.setFixedWidth(240)
        self.search = SearchField(context.look, self.tr("Search"))
        self.rows = Rows(context.look, self.tr("Names"), opens=self.tr("Copy"))
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.which)
        line.addWidget(self.search, 1)
        self.put(head)
        self.put(self.rows)
        self.which.activated.connect(lambda _index: self._read())
        self.search.textChanged.connect(lambda _text: self.show_state())
        self.search.searched.connect(lambda _text: self._find_people())
        self.rows.opened.connect(self._copy)
        self._ends = [shelf.changed.add(self.show_state) for shelf in self.extensions.fields.values()]
        self._ends.append(self.extensions.methods.changed.add(self.show_state))
        self._ends.append(self.extensions.about.changed.add(self.show_state))
        self.show_state()

    def show_state(self) -> None:
        """What fits."""
        super().show_state()
        said = self.search.text().strip().casefold()
        rows, known, loading = self._content()
        self.show_busy(loading)
        fitting = [row for row in rows if said in f"{row.title} {row.text}".casefold()]
        if self.which.currentData() == PEOPLE:
            fitting = rows  # the portal has looked for them, by more than their names
            nothing = self.tr("Nobody is called so.") if said else self.tr("Type a part of a name or a position.")
        else:
            nothing = self.tr("Nothing is like this.") if known else self.tr("Not known yet.")
        self.rows.show_rows(fitting, nothing)

    def _content(self) -> tuple[list[Row], bool, bool]:
        """The rows of the chosen list, whether they are known, whether they are being read."""
        wanted = self.which.currentData()
        if wanted == ABOUT:
            about = self.extensions.about
            return [self._fact(each) for each in about.rows], about.known, about.loading
        if wanted == METHODS:
            methods = self.extensions.methods
            return [Row(each, each) for each in methods.rows], methods.known, methods.loading
        if wanted == PEOPLE:
            return [Row(each.name, each.name, each.position) for each in self._people], True, False
        described = self.extensions.fields[Described(wanted)]
        return [self._field(each) for each in described.rows], described.known, described.loading

    def begin(self) -> None:
        """The cursor stands in the search."""
        self.search.setFocus()

    def detach(self) -> None:
        """Stops listening."""
        for end in self._ends:
            end()

    def _read(self) -> None:
        wanted = self.which.currentData()
        if wanted == PEOPLE:
            self._find_people()
        elif wanted in set(Described) and not self.extensions.fields[Described(wanted)].known:
            self.read(self.extensions.fields[Described(wanted)].load(), key=JOB, again=self._read)
        self.show_state()

    def _find_people(self) -> None:
        if self.which.currentData() == PEOPLE:
            self.read(self._read_people(self.search.text()), key=JOB)

    async def _read_people(self, text: str) -> None:
        self._people = tuple(await self.extensions.find_people(text))
        self.show_state()

    def _fact(self, each: Fact) -> Row:
        yes, no = self.tr("yes"), self.tr("no")
        words = (yes if each.value else no) if isinstance(each.value, bool) else each.value
        return Row(words, about_word(each.about), words)

    def _field(self, each: FieldInfo) -> Row:
        facts = [each.title, each.type]
        facts += [
            words
            for words, holds in (
                (self.tr("required"), each.required),
                (self.tr("read-only"), each.read_only),
                (self.tr("set once"), each.immutable),
                (self.tr("several"), each.multiple),
            )
            if holds
        ]
        return Row(each.name, each.name, " · ".join(fact for fact in facts if fact))

    def _copy(self, name: object) -> None:
        QGuiApplication.clipboard().setText(str(name))
        self.context.quiet.tell(self.tr("“{code}” is copied.").format(code=name))
