"""Badges: those of the portal as cards show them, and a form for one more."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from daybook.domain.extensions import Badge, BadgeTone
from daybook.domain.translated import is_blank, shown
from daybook.ui.extensions.badge_pill import PILL_HEIGHT, BadgePill
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.language_text import LanguageText
from daybook.ui.extensions.page import Page
from daybook.ui.extensions.rows import Row, Rows
from daybook.ui.extensions.words import tone_word
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.form import Form
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import SMALL
from daybook.work.extensions import Section


class BadgesPage(Page):
    """Makes and removes badges; a new one is drawn while it is written."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, Section.BADGES)
        self.rows = Rows(
            context.look, self.tr("Badges of the portal"), opens=self.tr("Use as a start"), removes=self.tr("Delete")
        )
        self.rows.removal_wanted.connect(self._ask_to_delete)
        self.rows.opened.connect(self._take)
        self.code = QLineEdit()
        self.title = LanguageText(context.look, self.tr("Title"))
        self.value = LanguageText(context.look, self.tr("Value"))
        self.tone = combo_box(self.tr("Colour"))
        for tone in BadgeTone:
            self.tone.addItem(tone_word(tone), tone)
        self.add = push_button(context.look, self.tr("Make the badge"), self.make, kind="primary", glyph=Glyph.PLUS)
        self._sample = QWidget()
        self._sample_row = QHBoxLayout(self._sample)
        self._lay_out()
        self.title.typed.connect(self._draw)
        self.value.typed.connect(self._draw)
        self.tone.activated.connect(lambda _index: self._draw())
        self._ends = [self.extensions.badges.changed.add(self.show_state), self.extensions.changed.add(self.show_state)]
        self.show_state()
        self._draw()

    def show_state(self) -> None:
        """The badges there are."""
        super().show_state()
        shelf = self.extensions.badges
        self.show_busy(shelf.loading)
        nothing = self.nothing(shelf, self.tr("None yet."))
        self.rows.show_rows([self._row(each) for each in shelf.rows], nothing, editable=self.may_change)
        self.add.setEnabled(self.may_change)

    def begin(self) -> None:
        """The cursor stands in the code."""
        self.code.setFocus()

    def detach(self) -> None:
        """Stops listening."""
        for end in self._ends:
            end()

    @property
    def badge(self) -> Badge:
        """What the form says now."""
        return Badge(self.code.text().strip(), self.title.value, self.value.value, BadgeTone(self.tone.currentData()))

    def make(self) -> None:
        """Sends the form, if it can be sent."""
        badge = self.badge
        taken = badge.code in {each.code for each in self.extensions.badges.rows}
        missing = self.tr("Give it a code.") if not badge.code else self.tr("There is a badge with this code already.")
        self._code_row.complain(missing if taken or not badge.code else "")
        self._title_row.complain(self.tr("Say what it is about.") if is_blank(badge.title) else "")
        self._value_row.complain(self.tr("Say what it says.") if is_blank(badge.value) else "")
        wrong = [row for row in (self._code_row, self._title_row, self._value_row) if row.problem]
        if wrong or not self.may_change:
            (wrong or [self._code_row])[0].setFocus()
            return
        self.submit(self.extensions.add_badge(badge), lambda _none: self._made(badge))

    def _made(self, badge: Badge) -> None:
        if self.badge == badge:  # else the next one is being written
            self.code.clear()
            self.title.show_text("")
            self.value.show_text("")
            self._draw()
        self.context.quiet.tell(self.tr("The badge “{code}” is there.").format(code=badge.code))

    def _take(self, code: object) -> None:
        """Reads a badge as it is now and puts it into the form, for one like it."""
        self.read(self._read(str(code)), key="badge")

    async def _read(self, code: str) -> None:
        badge = await self.extensions.find_badge(code)
        self.code.clear()
        self.title.show_text(badge.title)
        self.value.show_text(badge.value)
        self.tone.setCurrentIndex(self.tone.findData(badge.tone))
        self._draw()
        self.code.setFocus()

    def _draw(self) -> None:
        while (item := self._sample_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        badge = self.badge
        if is_blank(badge.value):
            hint = label(self.tr("It is drawn here once it says something."), tone="text_faint")
            hint.setContentsMargins(0, SMALL, 0, 0)  # in one line with the caption
            self._sample_row.addWidget(hint, alignment=Qt.AlignmentFlag.AlignTop)
        else:
            self._sample_row.addWidget(BadgePill(self.context.look, badge))
        self._sample_row.addStretch(1)

    def _row(self, each: Badge) -> Row:
        return Row(
            each.code,
            each.code,
            self.tr("{title}: {value} · {tone}").format(
                title=shown(each.title), value=shown(each.value), tone=tone_word(each.tone)
            ),
            lambda: BadgePill(self.context.look, each),
        )

    def _ask_to_delete(self, code: object) -> None:
        self.ask(
            title=self.tr("Delete the badge “{code}”?").format(code=code),
            text=self.tr("It goes from every card that shows it. It can be made again with the same code."),
            yes=self.tr("Delete it"),
            then=lambda: self.write(
                self.extensions.delete_badge(str(code)),
                lambda _none: self.context.quiet.tell(self.tr("The badge “{code}” is gone.").format(code=code)),
            ),
        )

    def _lay_out(self) -> None:
        form = Form(self.tr("Make a badge"))
        self._sample.setAccessibleName(self.tr("How it will look"))
        self._sample_row.setContentsMargins(0, 0, 0, 0)
        self._sample.setMinimumHeight(PILL_HEIGHT)
        self._code_row = form.add(self.tr("Code"), self.code, self.tr("Configurable activities name the badge by it."))
        self._title_row = form.add(self.tr("Title"), self.title)
        self._value_row = form.add(self.tr("Value"), self.value)
        form.add(self.tr("Colour"), self.tone)
        form.add(self.tr("Looks like"), self._sample)
        form.add_foot(self.add)
        self.put(self.rows)
        self.put_heading(self.tr("Make a badge"))
        self.put(form)
