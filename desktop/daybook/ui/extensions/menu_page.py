"""Places in the portal: where the application is shown, and what its page would be told when opened from there."""

from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from daybook.bitrix.errors import PortalError
from daybook.domain import placements
from daybook.domain.activity import Activity
from daybook.domain.extensions import Placement
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.json_field import JsonField
from daybook.ui.extensions.page import MOST_DIGITS, Page
from daybook.ui.extensions.rows import Row, Rows
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.form import Form
from daybook.ui.kit.icons import Glyph
from daybook.work.extensions import Section

_LIST, _TIMELINE = "list", "timeline"


class MenuPage(Page):
    """Binds a place, and plays the portal that opens it; playing works with any secret."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, Section.MENU)
        self._activity: Activity | None = None
        self.rows = Rows(context.look, self.tr("Where it is shown"), removes=self.tr("Take away"))
        self.rows.removal_wanted.connect(self._take_away)
        self.place = combo_box(self.tr("Place"))
        for place, words in (
            (placements.LIST_MENU, self.tr("Menu of an activity, in the list of activities")),
            (placements.TIMELINE_MENUS[2], self.tr("Menu of an activity, in the timeline of a deal")),
            (placements.TIMELINE_MENUS[1], self.tr("Menu of an activity, in the timeline of a lead")),
        ):
            self.place.addItem(words, place)
        self.handler = QLineEdit()
        self.handler.setPlaceholderText("https://…")
        self.words = QLineEdit()
        self.add = push_button(context.look, self.tr("Show it there"), self.bind, kind="primary", glyph=Glyph.PLUS)
        self.number = QLineEdit()
        self.number.setMaxLength(MOST_DIGITS)
        self.number.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.number.setFixedWidth(140)
        self.opened_from = combo_box(self.tr("Opened from"))
        self.opened_from.addItem(self.tr("The list of activities"), _LIST)
        self.opened_from.addItem(self.tr("The timeline of its item"), _TIMELINE)
        self.play = push_button(context.look, self.tr("Show what the page is told"), self.simulate, glyph=Glyph.EYE)
        self.told = JsonField(self.tr("What the page is told"))
        self.told.setReadOnly(True)
        self.told.setMinimumHeight(230)
        self._lay_out()
        self._ends = [
            self.extensions.placements.changed.add(self.show_state),
            self.extensions.changed.add(self.show_state),
        ]
        self.show_state()

    def show_state(self) -> None:
        """Where the application is shown."""
        super().show_state()
        shelf = self.extensions.placements
        self.show_busy(shelf.loading)
        nothing = self.nothing(shelf, self.tr("Nowhere yet."))
        self.rows.show_rows([self._row(each) for each in shelf.rows], nothing, editable=self.may_change)
        self.add.setEnabled(self.may_change)

    def begin(self) -> None:
        """The cursor stands in the address, or where the player is fed."""
        (self.handler if self.may_change else self.number).setFocus()

    def detach(self) -> None:
        """Stops listening."""
        for end in self._ends:
            end()

    def bind(self) -> None:
        """Sends the form, if it can be sent."""
        handler = self.handler.text().strip()
        wrong = urlsplit(handler).scheme not in ("http", "https")
        self._handler_row.complain(self.tr("An address that begins with https://.") if wrong else "")
        if wrong or not self.may_change:
            self.handler.setFocus()
            return
        placement = Placement(self.place.currentData(), handler, self.words.text().strip())
        done = self.tr("Your application is in the menu now.")
        self.submit(self.extensions.place(placement), lambda _none: self.context.quiet.tell(done))

    def simulate(self) -> None:
        """Looks the activity up and shows what its page would be told."""
        number = self.number.text().strip()
        if not number.isdecimal() or int(number) < 1:
            self._number_row.complain(self.tr("The number of an activity, such as 1465."))
            self.number.setFocus()
            return
        self._number_row.complain("")
        self.read(self._simulate(int(number)), key="placement")

    async def _simulate(self, number: int) -> None:
        try:
            activity = await self.extensions.find_activity(number)
        except PortalError:
            activity = None
        if activity is None:
            self._number_row.complain(self.tr("There is no such activity, or it is not for you."))
            return
        place = placements.LIST_MENU
        if self.opened_from.currentData() == _TIMELINE:
            found = placements.timeline_menu(activity.owner.type_id)
            if found is None:
                self._number_row.complain(self.tr("Contacts and companies have no such place."))
                return
            place = found
        language = self.context.formats.locale.name().partition("_")[0]
        fields = placements.request(
            place, activity.id, activity.owner, host=self.extensions.host, language=language or "en"
        )
        self.told.show_value(fields)

    def _take_away(self, placement: object) -> None:
        if isinstance(placement, Placement):
            done = self.tr("Your application is not shown there any more.")
            self.write(self.extensions.remove_place(placement), lambda _none: self.context.quiet.tell(done))

    def _row(self, each: Placement) -> Row:
        return Row(each, each.title or each.place, f"{each.place} · {each.handler}")

    def _lay_out(self) -> None:
        form = Form(self.tr("Show it in one more place"))
        form.add(self.tr("Place"), self.place)
        self._handler_row = form.add(self.tr("Address"), self.handler, self.tr("The page that opens in the slider."))
        form.add(self.tr("Words in the menu"), self.words)
        form.add_foot(self.add)
        player = Form(self.tr("Try it out"))
        hint = self.tr("Nothing is sent: this is what the portal would post to your page. Tokens are not shown.")
        self._number_row = player.add(self.tr("Activity"), self.number, hint)
        player.add(self.tr("Opened from"), self.opened_from)
        player.add_foot(self.play)
        player.add_wide(self.told)
        self.put(self.rows)
        self.put_heading(self.tr("Show it in one more place"))
        self.put(form)
        self.put_heading(self.tr("Try it out"))
        self.put(player)
