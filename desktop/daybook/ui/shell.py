"""The window: rail, workspaces, the error bar, the quiet line, the status line."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from daybook.domain.theme_choice import ThemeChoice
from daybook.opening import OpenedFile
from daybook.ui.kit.commands import Command, Commands
from daybook.ui.kit.error_bar import ErrorBar
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.rail import Rail
from daybook.ui.status_line import StatusLine
from daybook.ui.workspace import Entry, OpensFiles, Workspace

if TYPE_CHECKING:
    from daybook.ui.key_list import KeyList
    from daybook.ui.palette import Palette
    from daybook.ui.start import StartPage

USUAL_SIZE = QSize(1280, 820)
LEAST_SIZE = QSize(880, 560)
_QUIET_WIDTH = 560
_ROOMY = QSize(1280, 720)
"""A window that is smaller has buttons where the quiet line would float."""

_BESIDE_CARDS = frozenset({"theme", "quit"})
"""Commands that change nothing below a card."""


class MainWindow(QMainWindow):
    """Holds the workspaces and what belongs to all of them. Knows nothing of what they do.

    Closing is asked, not done: `closing` tells whoever runs the program, who lets writes end and then calls `leave`.
    """

    closing = Signal()
    theme_chosen = Signal(object)  # ThemeChoice
    workspace_changed = Signal(str)  # Workspace.id, "" for the start page

    def __init__(self, look: Look, formats: Formats, commands: Commands) -> None:
        super().__init__()
        self._look = look
        self._commands = commands
        self._workspaces: dict[str, Workspace] = {}
        self._current: Workspace | None = None
        self._promised: tuple[Entry, ...] = ()
        self._promised_page: QWidget | None = None
        self._wish = ""
        self.wants_to_close = False
        """Somebody wished to close it; whoever comes to listen to `closing` later finds it here."""
        self._keys: dict[Command, QAction] = {}
        self._waiting_file: OpenedFile | None = None
        self.setWindowTitle("Daybook")
        self.setMinimumSize(LEAST_SIZE)
        self.resize(USUAL_SIZE)
        self.rail = Rail(look, commands)
        self.errors = ErrorBar(look)
        self.status = StatusLine(look)
        self._stack = QStackedWidget()
        self._blank = QWidget()  # nothing, until it is known what there is to show
        self._stack.addWidget(self._blank)
        self._lay_out()
        self.quiet = QuietLine(look, formats, self._whole)
        self._content.installEventFilter(self)
        self.quiet.installEventFilter(self)
        self.errors.changed.connect(self._show_bar)
        self.rail.chosen.connect(self.show_workspace)
        commands.changed.connect(self._bind_keys)
        commands.add(self._own_commands())
        self.rail.hide()
        self.status.hide()

    @cached_property
    def start(self) -> "StartPage":
        """What is shown while there is no connection; made like the palette."""
        from daybook.ui.start import StartPage  # noqa: PLC0415

        page = StartPage(self._look)
        self._stack.addWidget(page)
        return page

    @cached_property
    def palette_card(self) -> "Palette":
        """Every command by its name; made when it is first asked for, since the first picture does not show it."""
        from daybook.ui.palette import Palette  # noqa: PLC0415

        return Palette(self._look, self._commands, self)

    @cached_property
    def key_list(self) -> "KeyList":
        """Every key; made like the palette."""
        from daybook.ui.key_list import KeyList  # noqa: PLC0415

        return KeyList(self._look, self._commands, self)

    @property
    def workspaces(self) -> tuple[Workspace, ...]:
        """In the order of the rail."""
        return tuple(self._workspaces.values())

    @property
    def current(self) -> Workspace | None:
        """The workspace that is on; None for the start page."""
        return self._current

    @property
    def wish(self) -> str:
        """The id of the workspace that the person chose last while others were on their way; "" for none."""
        return self._wish

    def promise(self, entries: Sequence[Entry], page: QWidget) -> None:
        """Shows a page while the workspaces are on their way, and names them all; until `end_promise`."""
        self._commands.remove(self._switches())
        self._promised, self._promised_page = tuple(entries), page
        self._commands.add(self._switches())
        self.rail.offer(self._promised)
        self.rail.show_current(self._promised[0].id)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.rail.show()
        self.status.show()

    def end_promise(self) -> None:
        """Only what is there is named from now on; what the promised page shows is whoever's promised it."""
        if self._promised:
            self._commands.remove(self._switches())
            self._promised, self._promised_page, self._wish = (), None, ""
            self._commands.add(self._switches())
            self.rail.offer(self.workspaces)

    def hold(self, widget: QWidget) -> None:
        """Takes in the widget of a workspace before `set_workspaces`, which would have many to take in at once.

        It lies beside the pages until then: a page is measured, which dresses all of it in one go. What was promised
        is in sight already, and stays.
        """
        if self._stack.indexOf(widget) < 0:
            widget.hide()
            widget.setParent(self._stack)

    def set_workspaces(self, workspaces: Sequence[Workspace], *, delete: bool = True) -> None:
        """Replaces the workspaces; the one that was on stays on if one with its id is still there, else none is.

        Without `delete` those that went are out of sight only: whoever still has to close one deletes its widget then.
        """
        before = self._current.id if self._current is not None else ""
        self._leave_current()
        kept = {each.id: each for each in workspaces}
        for gone in self._workspaces.values():
            if gone not in kept.values():
                self._stack.removeWidget(gone.widget)
                gone.widget.hide()
                if delete:
                    gone.widget.deleteLater()
        for new in kept.values():
            if self._stack.indexOf(new.widget) < 0:
                self._stack.addWidget(new.widget)
        self._commands.remove(self._switches())
        self._workspaces = kept
        self._commands.add(self._switches())
        self.rail.offer(self._promised or self.workspaces)
        if before in kept:
            self.show_workspace(before)
        elif before:
            self._stack.setCurrentWidget(self._blank)
        if self._waiting_file is not None:
            QTimer.singleShot(0, self._open_waiting)  # whoever lays the workspaces out shows the first one yet

    def open_file(self, file: OpenedFile) -> None:
        """Opens a file in the workspace that it is for, as soon as that is there."""
        self._waiting_file = file
        self._open_waiting()

    def _open_waiting(self) -> None:
        file = self._waiting_file
        if file is None:
            return
        for each in self._workspaces.values():
            if isinstance(each, OpensFiles) and each.opens is file.kind:
                self._waiting_file = None
                self.show_workspace(each.id)
                each.open_file(file.path)
                return

    def show_workspace(self, workspace_id: str) -> None:
        """Brings a workspace on; an id that is not there changes nothing."""
        self._note_wish(workspace_id)
        wanted = self._workspaces.get(workspace_id)
        if wanted is None:
            return
        if wanted is not self._current:
            self._leave_current()
            self._current = wanted
            self._commands.add(wanted.commands)
            self._stack.setCurrentWidget(wanted.widget)
            self.workspace_changed.emit(workspace_id)
        self.rail.show_current(workspace_id)
        self.rail.show()
        self.status.show()
        wanted.enter()

    def _note_wish(self, workspace_id: str) -> None:
        """What is promised comes on when it is there, and its page until then; what is not changes nothing."""
        if workspace_id not in {each.id for each in self._promised}:
            return
        self._wish = workspace_id
        self.rail.show_current(workspace_id)
        page = self._promised_page
        if workspace_id == self._promised[0].id and page is not None and isValid(page):
            self._leave_current()
            self._stack.setCurrentWidget(page)

    def show_start(self) -> None:
        """Brings the start page on; rail and status line have nothing to say there."""
        self._leave_current()
        self._stack.setCurrentWidget(self.start)
        self.rail.hide()
        self.status.hide()
        self.start.connect_door.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._waiting_file is not None:
            said = self.tr("{file} opens as soon as a portal is connected.")
            self.quiet.tell(said.format(file=self._waiting_file.path.name), seconds=12, glyph=Glyph.FILE, tone="accent")
        self.workspace_changed.emit("")

    def add_notice(self, notice: QWidget) -> None:
        """Puts something above the workspaces; it goes when whoever made it deletes it."""
        self._notices.addWidget(notice)

    def geometry_bytes(self) -> bytes:
        """Size, place and screen of the window, for the next start."""
        return bytes(self.saveGeometry().data())

    def restore_geometry(self, saved: bytes) -> None:
        """Where the window was last; nothing happens when the screen is gone or the bytes make no sense."""
        if saved:
            self.restoreGeometry(QByteArray(saved))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks to be closed and stays."""
        event.ignore()
        self.wants_to_close = True
        self.closing.emit()

    def leave(self) -> None:
        """Is seen no more. Whoever made it deletes it (`kit.lifetime`)."""
        self.hide()

    def _lay_out(self) -> None:
        self._content = QWidget()
        self._content.setProperty("ground", "window")
        self._content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(MEDIUM, SMALL, MEDIUM, SMALL)
        bar.addWidget(self.errors)
        self._bar.hide()
        self._notices = QVBoxLayout()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._notices)
        column.addWidget(self._stack, 1)
        column.addWidget(self._bar)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addWidget(self._content, 1)
        self._whole = QWidget()
        rows = QVBoxLayout(self._whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(upper, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(self._whole)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The quiet line keeps its place, whatever the size of the window."""
        says_other = watched is self.quiet and event.type() == QEvent.Type.LayoutRequest
        if says_other or event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place_quiet()
        return super().eventFilter(watched, event)

    def _place_quiet(self) -> None:
        """It floats above the lower edge; in a small window it lies on the status line, where there is no button."""
        on_status = not self.status.isHidden() and not self._is_roomy()
        self.quiet.set_slim(on_status)
        room = self._content.geometry()
        hint = self.quiet.sizeHint()
        width = min(max(_QUIET_WIDTH, hint.width()), room.width() - 2 * LARGE)
        left = room.left() + (room.width() - width) // 2
        if on_status:
            width = min(width, 2 * (self.status.buttons_from - SMALL - room.center().x()))
            left = room.center().x() - width // 2
            self.quiet.setGeometry(left, room.bottom() + 1, width, self.status.height())
        else:
            above = self._bar.height() if not self._bar.isHidden() else 0
            self.quiet.setGeometry(left, room.bottom() + 1 - above - hint.height() - LARGE, width, hint.height())
        self.quiet.raise_()

    def _is_roomy(self) -> bool:
        return self.width() >= _ROOMY.width() and self.height() >= _ROOMY.height()

    def _show_bar(self) -> None:
        self._bar.setVisible(bool(self.errors.failures))
        self._place_quiet()

    def _leave_current(self) -> None:
        if self._current is not None:
            self._commands.remove(self._current.commands)
        self._current = None

    def _bind_keys(self) -> None:
        """Actions come and go with their commands; those of the others stay, for there are many."""
        wanted = {each: None for each in self._commands.all if each.keys and not each.in_place}
        for gone in self._keys.keys() - wanted.keys():
            action = self._keys.pop(gone)
            self.removeAction(action)
            action.deleteLater()
        for command in wanted:
            if command not in self._keys:
                self._keys[command] = self._bind(command)

    def _bind(self, command: Command) -> QAction:
        action = QAction(command.title, self)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setAutoRepeat(False)
        action.triggered.connect(partial(self._by_key, command.id))
        self.addAction(action)
        return action

    def _by_key(self, command_id: str) -> None:
        """A question has to be answered first; any other card makes room for what is done below it."""
        from daybook.ui.kit.decision import Decision  # noqa: PLC0415  (the first picture has no card)
        from daybook.ui.kit.overlay import Overlay  # noqa: PLC0415

        if command_id not in _BESIDE_CARDS:
            cards = [each for each in self.findChildren(Overlay) if each.isVisible()]
            if any(isinstance(each, Decision) for each in cards):
                return
            for card in cards:
                card.close_card()
        self._commands.run(command_id)

    def _own_commands(self) -> tuple[Command, ...]:
        undo = self.tr("Take back the last change")
        return (
            Command("palette", self.tr("Find a command"), self._find_command, ("Ctrl+K",), Glyph.SEARCH),
            Command("keys", self.tr("Show all keys"), self._show_keys, ("F1",), Glyph.KEYBOARD),
            Command("undo", undo, self.quiet.act, ("Ctrl+Z",), Glyph.UNDO, enabled=self.quiet.offers),
            Command("theme", self.tr("Light or dark"), self.switch_theme, ("Ctrl+Shift+L",), Glyph.CONTRAST),
            Command("quit", self.tr("Close Daybook"), self.close, ("Ctrl+Q",), Glyph.CLOSE),
        )

    def _find_command(self) -> None:
        self.palette_card.open()

    def _show_keys(self) -> None:
        self.key_list.open()

    def _switches(self) -> list[Command]:
        go = self.tr("Go to {workspace}")
        return [
            Command(
                f"go-{each.id}",
                go.format(workspace=each.title),
                partial(self.show_workspace, each.id),
                (f"Ctrl+{number}",),
                each.glyph,
            )
            for number, each in enumerate(self._promised or self.workspaces, start=1)
        ]

    def switch_theme(self) -> None:
        """From light to dark and back; the system's own wish is left behind then."""
        wanted = ThemeChoice.LIGHT if self._look.theme.dark else ThemeChoice.DARK
        self._look.theming.choose(wanted)
        self.theme_chosen.emit(wanted)
