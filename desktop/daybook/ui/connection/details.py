"""One connection: whose it is, where its secret is, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from daybook.store.connections import (
    ENTERPRISE_BURST,
    ENTERPRISE_RATE_PER_S,
    USUAL_BURST,
    USUAL_RATE_PER_S,
    ConnectionKind,
)  # fmt: skip
from daybook.ui.connection.wording import application_facts, kind_words, secret_problem, secret_words
from daybook.ui.kit.banner import Banner
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL, WIDE
from daybook.ui.kit.scroll import Scroll, left_column
from daybook.work.connections import KnownConnection, SecretState

WIDTH = 760
NAME_WIDTH = 360


class ConnectionDetails(Scroll):
    """Shows a `KnownConnection` and signals wishes; changes nothing by itself."""

    use_wanted = Signal(str)  # connection id, as in all of these
    rename_wanted = Signal(str, str)  # and the name
    paste_wanted = Signal()
    sign_in_wanted = Signal(str)
    limits_wanted = Signal(str, float, int)  # and requests a second, burst
    forget_wanted = Signal(str)

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__("")
        self._formats = formats
        self._shown: KnownConnection | None = None
        self.setAccessibleName(self.tr("Connection"))
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the connection"))
        self.name.setMaximumWidth(NAME_WIDTH)
        self.name.editingFinished.connect(self._rename)
        self._banner = Banner(look, "warning")
        self._paste = push_button(look, self.tr("Paste the webhook"), self.paste_wanted.emit, compact=True)
        self._sign_in = push_button(look, self.tr("Sign in again"), self._ask_in, glyph=Glyph.GLOBE, compact=True)
        self._retry = push_button(look, self.tr("Try again"), self._use, glyph=Glyph.REFRESH, compact=True)
        self._banner.add_button(self._paste)
        self._banner.add_button(self._sign_in)
        self._banner.add_button(self._retry)
        self._title = label(step=Step.TITLE)
        self._facts = [label(wrap=True) for _ in self._titles()]
        self._titles_shown = [label(title, tone="text_soft") for title in self._titles()]
        self.plan = combo_box(self.tr("Plan of the portal"))
        self.plan.addItem(self.tr("Usual: 2 requests a second"), (USUAL_RATE_PER_S, USUAL_BURST))
        self.plan.addItem(self.tr("Enterprise: 5 requests a second"), (ENTERPRISE_RATE_PER_S, ENTERPRISE_BURST))
        self.plan.activated.connect(self._choose_plan)
        self.use = push_button(look, self.tr("Use this connection"), self._use, kind="primary", glyph=Glyph.CHECK)
        self.again = push_button(look, self.tr("Sign in again…"), self._ask_in, glyph=Glyph.GLOBE)
        self.forget = push_button(look, self.tr("Forget it…"), self._forget, kind="danger", glyph=Glyph.TRASH)
        self.show_content(self._make_page())

    def show_connection(self, known: KnownConnection, *, current: bool) -> None:
        """One connection; `current` is the one that is in use."""
        self._shown = known
        connection = known.connection
        self._title.setText(connection.name)
        if not self.name.hasFocus():
            self.name.setText(connection.name)
        used = self._formats.ago(connection.last_used) if connection.last_used else self.tr("never")
        used = self.tr("in use now") if current else used
        facts = (
            connection.portal,
            connection.user_name,
            kind_words(connection.kind),
            *application_facts(known.signed_in),
            secret_words(connection),
            used,
        )
        for title, shown, text in zip(self._titles_shown, self._facts, facts, strict=True):
            shown.setText(text)
            for widget in (title, shown):
                widget.setVisible(bool(text))
        self.plan.setCurrentIndex(int(connection.rate_per_s > USUAL_RATE_PER_S))
        self.use.setVisible(not current)
        self._show_problem(known)

    def edit_name(self) -> None:
        """Puts the focus into the name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _show_problem(self, known: KnownConnection) -> None:
        state, kind = known.secret, known.connection.kind
        problem = secret_problem(state, kind)
        self._banner.setVisible(problem is not None)
        if problem is not None:
            self._banner.say("warning", problem.title, problem.advice)
        lost = state in (SecretState.EMPTY, SecretState.MISSING, SecretState.ENDED)
        self._paste.setVisible(lost and kind is ConnectionKind.WEBHOOK)
        self._sign_in.setVisible(lost and kind is ConnectionKind.APPLICATION)
        self.again.setVisible(kind is ConnectionKind.APPLICATION and not lost)
        self._retry.setVisible(state not in (SecretState.EMPTY, SecretState.ENDED))

    def _ask_in(self) -> None:
        if self._shown is not None:
            self.sign_in_wanted.emit(self._shown.connection.id)

    def _rename(self) -> None:
        name = " ".join(self.name.text().split())
        if self._shown is not None and name != self._shown.connection.name:
            if name:
                self.rename_wanted.emit(self._shown.connection.id, name)
            else:
                self.name.setText(self._shown.connection.name)

    def _use(self) -> None:
        if self._shown is not None:
            self.use_wanted.emit(self._shown.connection.id)

    def _choose_plan(self) -> None:
        if self._shown is not None:
            rate_per_s, burst = self.plan.currentData()
            self.limits_wanted.emit(self._shown.connection.id, rate_per_s, burst)

    def _forget(self) -> None:
        if self._shown is not None:
            self.forget_wanted.emit(self._shown.connection.id)

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Portal"),
            self.tr("You act as"),
            self.tr("Kind"),
            self.tr("Application"),
            self.tr("Permissions"),
            self.tr("Secret"),
            self.tr("Last used"),
        )

    def _make_page(self) -> QWidget:
        card = QFrame()
        card.setProperty("panel", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        grid.setHorizontalSpacing(WIDE)
        grid.setVerticalSpacing(MEDIUM)
        grid.setColumnMinimumWidth(0, 120)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(self.tr("Name"), tone="text_soft"), 0, 0)
        named = QHBoxLayout()  # a field of a greatest width in the grid itself would widen the other column
        named.addWidget(self.name, 1000)
        named.addStretch(1)
        grid.addLayout(named, 0, 1)
        for row, (title, fact) in enumerate(zip(self._titles_shown, self._facts, strict=True), start=1):
            grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(fact, row, 1)
        grid.addWidget(label(self.tr("Plan"), tone="text_soft"), len(self._facts) + 1, 0)
        grid.addWidget(self.plan, len(self._facts) + 1, 1, Qt.AlignmentFlag.AlignLeft)
        row_of_buttons = QHBoxLayout()
        row_of_buttons.setSpacing(SMALL)
        row_of_buttons.addWidget(self.use)
        row_of_buttons.addWidget(self.again)
        row_of_buttons.addStretch(1)
        row_of_buttons.addWidget(self.forget)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        column.addWidget(self._title)
        column.addWidget(self._banner)
        column.addWidget(card)
        column.addLayout(row_of_buttons)
        column.addStretch(1)
        return left_column(inner, WIDTH)
