"""Configurable activities: make one, or open one by its number and change it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from daybook.domain.extensions import PLAIN_TYPE, CardFields, ConfigurableActivity
from daybook.domain.translated import shown
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.item_field import ItemField
from daybook.ui.extensions.json_field import JsonField, NotJson
from daybook.ui.extensions.page import MOST_DIGITS, Page
from daybook.ui.kit.buttons import push_button, rename
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.form import Form
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.moment_field import MomentField
from daybook.ui.todo.person_field import PersonField
from daybook.work.extensions import Section

SAMPLE = {
    "icon": {"code": "info"},
    "header": {"title": "Customer survey"},
    "body": {
        "logo": {"code": "list-check"},
        "blocks": {"answer": {"type": "text", "properties": {"value": "Waiting for the answer"}}},
    },
}


class CardsPage(Page):
    """One form for both: it makes a new one until one was opened."""

    studio_wanted = Signal(str)
    """The card is to be edited in the studio, which hands it back by `take_layout`."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, Section.CARDS)
        self._opened: ConfigurableActivity | None = None
        self._responsible: int | None = None
        look = context.look
        self.number = QLineEdit()
        self.number.setMaxLength(MOST_DIGITS)
        self.number.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.number.setFixedWidth(140)
        self.number.returnPressed.connect(self.open_number)
        self.open = push_button(look, self.tr("Open"), self.open_number, glyph=Glyph.SEARCH)
        self.fresh = push_button(look, self.tr("New one"), self.begin_new, glyph=Glyph.PLUS)
        self.owner = ItemField(look, self.tr("Belongs to"))
        self.owner.search_wanted.connect(self._search)
        self.kind = combo_box(self.tr("Type"))
        self.kind.addItem(self.tr("Without a type of its own"), PLAIN_TYPE)
        self.deadline = MomentField(context.reader, context.formats, context.clock.now, self.tr("Deadline"))
        self.pings = QLineEdit()
        self.pings.setFixedWidth(220)
        self.responsible = PersonField(look, lambda number: context.people.known.get(number or 0))
        self.responsible.people_wanted.connect(self._read_people)
        self.responsible.taken.connect(self._take_person)
        self.badge = combo_box(self.tr("Badge"))
        self.badge.addItem(self.tr("None"), "")
        self.incoming = QCheckBox(self.tr("It came in from the customer: counts as incoming, has no deadline"))
        self.completed = QCheckBox(self.tr("Done"))
        self.origin = QLineEdit()
        self.layout_json = JsonField(self.tr("Card as JSON"))
        self.save = push_button(look, self.tr("Make it"), self.send, kind="primary", glyph=Glyph.CHECK)
        self.studio = push_button(look, self.tr("Edit the card in Layouts"), self._to_studio, glyph=Glyph.LAYOUTS)
        self._lay_out()
        shelves = (self.extensions.types, self.extensions.badges, self.extensions)
        self._ends = [each.changed.add(self.show_state) for each in shelves]
        self.begin_new()

    def show_state(self) -> None:
        """Which types and badges there are, and what can be done."""
        super().show_state()
        self.show_busy(self.extensions.types.loading or self.extensions.badges.loading)
        types = [each for each in self.extensions.types.rows if each.configurable]
        _offer(self.kind, [(each.code, each.name or each.code) for each in types])
        _offer(
            self.badge,
            [(each.code, f"{shown(each.title)}: {shown(each.value)}") for each in self.extensions.badges.rows],
        )
        for widget in (self.save, self.open):
            widget.setEnabled(self.may_change)
        opened = self._opened
        rename(self.save, self.tr("Make it") if opened is None else self.tr("Save #{id}").format(id=opened.id))
        self.owner.setEnabled(opened is None)

    def begin(self) -> None:
        """The button of the item has the focus."""
        self.owner.setFocus()

    def detach(self) -> None:
        """Stops listening."""
        for end in self._ends:
            end()

    def begin_new(self) -> None:
        """An empty form with a card to begin with."""
        self._opened = None
        self.number.clear()
        self.owner.show_item(None)
        self._show_fields(CardFields(responsible_id=self.context.people.me.id))
        self.layout_json.show_value(SAMPLE)
        self._complain({})
        self.show_state()

    def take_layout(self, text: str) -> None:
        """A card that was written elsewhere."""
        self.layout_json.setPlainText(text)
        self.layout_json.setFocus()

    def _to_studio(self) -> None:
        self.studio_wanted.emit(self.layout_json.toPlainText())

    def open_number(self) -> None:
        """Reads the one that is named."""
        text = self.number.text().strip()
        good = text.isdecimal() and int(text) > 0
        self._number_row.complain("" if good else self.tr("The number of an activity, such as 1465."))
        if good and self.may_change:
            self.read(self._open(int(text)), key="card")

    async def _open(self, number: int) -> None:
        card = await self.extensions.find_card(number)
        item = await self.extensions.find_item(card.owner)
        await self.context.people.know([card.fields.responsible_id])
        self._opened = card
        self.owner.show_item(card.owner, item.title if item is not None else "")
        self._show_fields(card.fields)
        self.layout_json.show_value(card.layout)
        self._complain({})
        self.show_state()

    def send(self) -> None:
        """Makes or saves it, if it can be sent."""
        problems = self._problems()
        self._complain(problems)
        if problems or not self.may_change:
            next(iter(problems), self.owner).setFocus()
            return
        fields, layout, owner = self._fields(), self.layout_json.value(), self.owner.ref
        if self._opened is not None:
            number = self._opened.id
            done = self.tr("Activity #{id} is saved.").format(id=number)
            change = self.extensions.change_card(number, fields, layout)
            self.submit(change, lambda _none: self.context.quiet.tell(done))
        elif owner is not None:
            making = self.extensions.make_card(owner, fields, layout, self.context.clock.now)
            self.submit(making, lambda number: self._made(ConfigurableActivity(number, owner, fields, layout)))

    def _made(self, card: ConfigurableActivity) -> None:
        """What is written on belongs to the new one, unless another one was begun meanwhile."""
        self.context.quiet.tell(self.tr("It is made: activity #{id}.").format(id=card.id))
        if self._opened is None and self.owner.ref == card.owner:
            self._opened = card
            self.number.setText(str(card.id))
            self.show_state()

    def _problems(self) -> dict[QWidget, str]:
        found: dict[QWidget, str] = {}
        if self.owner.ref is None:
            found[self.owner] = self.tr("Choose a deal, lead, contact or company.")
        if self.deadline.is_wrong:
            found[self.deadline] = self.tr("This is no moment.")
        elif self.deadline.moment is not None and self.incoming.isChecked():
            found[self.deadline] = self.tr("What came in can't have a deadline.")
        if self._pings() is None:
            found[self.pings] = self.tr("Minutes before the deadline, such as 0, 15.")
        try:
            if not self.layout_json.value():
                found[self.layout_json] = self.tr("A card needs an icon, a header and a body.")
        except NotJson as problem:
            place = self.tr("This is no JSON object: line {line}, column {column}.")
            found[self.layout_json] = place.format(line=problem.line, column=problem.column)
        return found

    def _complain(self, problems: dict[QWidget, str]) -> None:
        for field, row in self._rows_of.items():
            row.complain(problems.get(field, ""))

    def _pings(self) -> tuple[int, ...] | None:
        """The numbers that are typed; None when something else is."""
        parts = self.pings.text().replace(";", ",").replace(",", " ").split()
        if not all(part.isdecimal() and len(part) < 7 for part in parts):
            return None
        return tuple(sorted({int(part) for part in parts}))

    def _fields(self) -> CardFields:
        before = self._opened.fields if self._opened is not None else CardFields()
        return replace(
            before,
            type_code=self.kind.currentData(),
            completed=self.completed.isChecked(),
            deadline=self.deadline.moment,
            pings=self._pings() or (),
            incoming=self.incoming.isChecked(),
            responsible_id=self._responsible,
            badge=self.badge.currentData(),
            origin_id=self.origin.text().strip(),
        )

    def _show_fields(self, fields: CardFields) -> None:
        _choose(self.kind, fields.type_code)
        _choose(self.badge, fields.badge)
        self.deadline.show_moment(fields.deadline)
        self.pings.setText(", ".join(str(each) for each in fields.pings))
        self.incoming.setChecked(fields.incoming)
        self.completed.setChecked(fields.completed)
        self.origin.setText(fields.origin_id)
        self._take_person(fields.responsible_id)

    def _take_person(self, number: object) -> None:
        self._responsible = number if isinstance(number, int) else None
        self.responsible.show_person(self._responsible)

    def _read_people(self) -> None:
        self.read(self._offer_people(), key="people for cards")

    async def _offer_people(self) -> None:
        people = await self.context.people.choices()
        me = self.context.people.me
        self.responsible.show_people((me, *(each for each in people if each.id != me.id)))

    def _search(self, text: str) -> None:
        self.read(self._find_items(text), key="items for cards")

    async def _find_items(self, text: str) -> None:
        self.owner.show_found(await self.extensions.find_items(text))

    def _lay_out(self) -> None:
        finder = Form(self.tr("Open one"))
        self._number_row = finder.add(
            self.tr("Activity"), self.number, self.tr("The number of one that your application made.")
        )
        finder.add_foot(self.fresh, self.open)
        form = Form(self.tr("Configurable activity"))
        self._rows_of = {
            self.owner: form.add(self.tr("Belongs to"), self.owner),
            self.kind: form.add(self.tr("Type"), self.kind),
            self.deadline: form.add(self.tr("Deadline"), self.deadline),
            self.pings: form.add(
                self.tr("Reminders"), self.pings, self.tr("Minutes before the deadline, such as 0, 15.")
            ),
            self.responsible: form.add(self.tr("Responsible"), self.responsible),
            self.badge: form.add(self.tr("Badge"), self.badge),
        }
        form.add_wide(self.incoming)
        form.add_wide(self.completed)
        form.add(self.tr("Number elsewhere"), self.origin, self.tr("What your own system calls it; may stay empty."))
        self._rows_of[self.layout_json] = form.add(
            self.tr("Card"), self.layout_json, self.tr("Icon, header, body and perhaps a footer. The portal judges it.")
        )
        form.add_foot(self.studio, self.save)
        self.put(finder)
        self.put(form)


def _offer(box: QComboBox, choices: list[tuple[str, str]]) -> None:
    """The first entry stays; what was chosen stays chosen."""
    chosen = box.currentData()
    if [box.itemData(number) for number in range(1, box.count())] != [code for code, _ in choices]:
        while box.count() > 1:
            box.removeItem(1)
        for code, words in choices:
            box.addItem(words, code)
        _choose(box, chosen)


def _choose(box: QComboBox, code: str) -> None:
    if box.findData(code) < 0 and code:
        box.addItem(code, code)
    box.setCurrentIndex(max(box.findData(code), 0))
