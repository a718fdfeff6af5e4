"""The card about new versions: what is known, whether to ask, and where."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from daybook.domain.new_version import NewVersion, is_source
from daybook.ui.kit.banner import Banner
from daybook.ui.kit.buttons import icon_button, push_button, rename
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.form import FormRow
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL
from daybook.ui.kit.overlay import Overlay

_WIDTH: Final = 560


class UpdatesCard(Overlay):
    """Every change counts at once. Nothing is ever installed from here: a page opens in the browser."""

    on_chosen = Signal(bool)
    source_chosen = Signal(str)  # "" for the installer's own
    look_wanted = Signal()
    page_wanted = Signal(str)
    passed_over = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        name = self.tr("New versions of Daybook")
        super().__init__(look, name, parent)
        self._look = look
        self._found: NewVersion | None = None
        self._source = ""
        self.state = Banner(look)
        self.page = push_button(look, self.tr("Open its page"), self._open_page, kind="primary", glyph=Glyph.GLOBE)
        self.skip = push_button(look, self.tr("Not this one"), self.passed_over.emit, kind="quiet")
        self.on = QCheckBox(self.tr("Ask once a day and tell me"))
        self.on.setAccessibleName(self.on.text())
        self.on.clicked.connect(self.on_chosen)
        self.source = QLineEdit()
        self.source.setAccessibleName(self.tr("Address that is asked"))
        self.source.setPlaceholderText("https://")
        self.source.editingFinished.connect(self._choose_source)
        hint = self.tr("A small file that names the newest version. Empty: the address that came with Daybook.")
        self.row = FormRow(label(self.tr("Address"), tone="text_soft"), self.source, hint)
        self.look_now = push_button(look, self.tr("Ask now"), self.look_wanted.emit, glyph=Glyph.REFRESH)
        self.ordered = label(self.tr("Your administrator decides about this."), tone="text_soft", wrap=True)
        self._lay_out(name)

    def show_state(self, tone: str, title: str, text: str, found: NewVersion | None) -> None:
        """What is known, and the ways on when there is a newer version."""
        self._found = found
        self.state.say(tone, title, text)
        for button in (self.page, self.skip):
            button.setVisible(found is not None)
        self.fit()

    def show_choice(self, *, on: bool, source: str, chosen: str, ordered: bool) -> None:
        """What counts: `source` is what is asked, `chosen` what the person typed; both may be ""."""
        self._source = chosen
        self.on.setChecked(on)
        if not self.source.hasFocus() or not self.row.problem:
            self.source.setText(source if ordered else chosen)
        self.on.setEnabled(not ordered and bool(source))
        self.source.setEnabled(not ordered)
        self.look_now.setEnabled(bool(source))
        self.ordered.setVisible(ordered)

    def show_busy(self, busy: bool) -> None:
        """Whether it is being asked."""
        rename(self.look_now, self.tr("Asking…") if busy else self.tr("Ask now"))

    def take_focus(self) -> None:
        """Where something can be done."""
        target = self.page if self._found is not None else self.on if self.on.isEnabled() else self.source
        target.setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose_source(self) -> None:
        typed = self.source.text().strip()
        if typed == self._source:
            self.row.complain("")
            return
        if typed and not is_source(typed):
            self.row.complain(self.tr("An address begins with https:// and holds no name or password."))
            return
        self.row.complain("")
        self.source_chosen.emit(typed)

    def _open_page(self) -> None:
        if self._found is not None:
            self.page_wanted.emit(self._found.page)

    def _lay_out(self, name: str) -> None:
        head = QHBoxLayout()
        head.addWidget(label(name, Step.TITLE))
        head.addStretch(1)
        head.addWidget(icon_button(self._look, Glyph.CLOSE, self.tr("Close"), self.close_card))
        ways = QHBoxLayout()
        ways.setSpacing(SMALL)
        ways.addStretch(1)
        ways.addWidget(self.skip)
        ways.addWidget(self.page)
        foot = QHBoxLayout()
        foot.addWidget(self.look_now)
        foot.addStretch(1)
        self.column.setSpacing(MEDIUM)
        self.column.addLayout(head)
        self.column.addWidget(self.state)
        self.column.addLayout(ways)
        self.column.addWidget(self.ordered)
        self.column.addWidget(self.on)
        self.column.addWidget(self.row.caption)
        self.column.addWidget(self.row)
        self.column.addLayout(foot)
        self.card.setFixedWidth(_WIDTH)
