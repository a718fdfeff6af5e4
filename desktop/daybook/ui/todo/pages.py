"""What fills the editor: nothing, a form, an activity to read, or candidates to choose from."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.pages import PageStack
from daybook.ui.kit.scroll import Scroll
from daybook.ui.todo.candidates import CandidateList
from daybook.ui.todo.form import TodoForm
from daybook.ui.todo.reading_page import ReadingPage
from daybook.work.editor_state import EditorPhase, EditorState

_EMPTY_AFTER_MS: Final = 150
"""Between two activities nothing is open for a moment, which is not worth a flicker."""
_EMPTY_TEXT_WIDTH: Final = 260


class Pages(PageStack):
    """Chooses the page that fits a state. `currentChanged` tells when that is another one."""

    def __init__(self, look: Look, form: TodoForm, reading: ReadingPage, candidates: CandidateList) -> None:
        super().__init__()
        self._empty = EmptyState(
            look,
            Glyph.PENCIL,
            self.tr("Nothing is open"),
            self.tr("Choose an activity in the timeline, or plan the next step with {keys}.").format(keys="Ctrl+N"),
            text_width=_EMPTY_TEXT_WIDTH,
        )
        self._form = Scroll(self.tr("To-do"), form)
        self._reading = Scroll(self.tr("Activity"), reading)
        self._candidates = Scroll(self.tr("Candidates"), candidates)
        self._focus: dict[QWidget, QWidget] = {
            self._empty: self._empty,
            self._form: form.title,
            self._reading: self._reading,
            self._candidates: candidates,
        }
        for page in self._focus:
            self.addWidget(page)
        for full_of_fields in (self._form, self._candidates):
            full_of_fields.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # they scroll to the field that has the focus
        self._emptying = QTimer(self, singleShot=True, interval=_EMPTY_AFTER_MS)
        self._emptying.timeout.connect(self._show_empty)
        self._show_empty()

    @property
    def form_is_on(self) -> bool:
        """True while the form can be seen."""
        return self.currentWidget() is self._form

    @property
    def is_empty(self) -> bool:
        """True while there is nothing to see."""
        return self.currentWidget() is self._empty

    def show_for(self, state: EditorState) -> None:
        """Brings the page for a state on; the empty one only when it lasts."""
        if state.phase is EditorPhase.EMPTY:
            self._emptying.start()
        else:
            self._emptying.stop()
            self._show(self._page_for(state))

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Puts the focus where work begins on the page that is on.

        No focus proxy: Tab would never come to what stands before the proxy.
        """
        page = self.currentWidget()
        if page is not None:
            self._focus[page].setFocus(reason)

    def to_top(self) -> None:
        """Something else is open: begin at its beginning."""
        for page in (self._form, self._reading):
            page.verticalScrollBar().setValue(0)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scrolls the form to a widget of it."""
        self._form.ensureWidgetVisible(widget)

    def _page_for(self, state: EditorState) -> QWidget:
        base = state.base
        if state.phase is EditorPhase.CANDIDATES:
            return self._candidates
        if base is not None and (not base.is_todo or (base.completed and not state.changed)):
            return self._reading
        return self._form

    def _show_empty(self) -> None:
        self._show(self._empty)

    def _show(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
