"""Ctrl+K: every command by a few letters of its name."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)  # fmt: skip
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)  # fmt: skip

from daybook.ui.kit.commands import Command, Commands
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.fuzzy import ranked
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.key_hint import split_keys
from daybook.ui.kit.labels import label, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.overlay import Overlay

Index = QModelIndex | QPersistentModelIndex

_WIDTH = 580
_ROW = 40
_ROWS = 9
COMMAND_ROLE = Qt.ItemDataRole.UserRole + 1


class Palette(Overlay):
    """A field and what fits what was typed. ↑ ↓ choose, Enter does it, Escape leaves; the mouse is never needed."""

    def __init__(self, look: Look, commands: Commands, parent: QWidget) -> None:
        super().__init__(look, "", parent)
        self._commands = commands
        self.setAccessibleName(self.tr("Commands"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("Find a command"))
        self.field.setProperty("bare", True)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.model = CommandModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(CommandDelegate(look, self.list))
        self.list.setAccessibleName(self.tr("Commands that fit"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._do)
        self._nothing = label(self.tr("No command is called so."), tone="text_soft")
        self._nothing.setContentsMargins(LARGE, SMALL, LARGE, MEDIUM)
        self.column.setContentsMargins(SMALL, SMALL, SMALL, SMALL)
        self.column.setSpacing(SMALL)
        self.column.addWidget(self.field)
        self.field.setTextMargins(MEDIUM, SMALL, MEDIUM, SMALL)
        self.field.setFont(font(Step.LEAD))
        self.column.addWidget(separator())
        self.column.addWidget(self.list)
        self.column.addWidget(self._nothing)
        self.card.setFixedWidth(_WIDTH)

    def open(self) -> None:
        """Empty, with everything that can be done now."""
        self.field.clear()
        self._filter()
        super().open()

    def take_focus(self) -> None:
        """Typing goes into the field."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def wanted_rect(self, room: QRect) -> QRect:
        """Always at the same height, so that the field does not move while the list grows and shrinks."""
        left = room.x() + (room.width() - _WIDTH) // 2
        return QRect(left, room.y() + room.height() // 8, _WIDTH, min(self.card.sizeHint().height(), room.height()))

    def eventFilter(self, watched: QObject, event: object) -> bool:
        """Keys that choose are taken from the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            return self._choose_by_key(event)
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _choose_by_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
        key = Qt.Key(event.key())
        if key in steps:
            self._move(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_card()
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        rows = self.model.rowCount()
        if rows:
            now = self.list.currentIndex().row() + by
            self.list.setCurrentIndex(self.model.index(now % rows if abs(by) == 1 else max(0, min(now, rows - 1)), 0))

    def _filter(self) -> None:
        possible = [each for each in self._commands.all if each.enabled() and each.id != "palette"]
        self.model.show(ranked(self.field.text(), possible, lambda each: f"{each.title} {each.group}"))
        rows = self.model.rowCount()
        self.list.setFixedHeight(_ROW * min(rows, _ROWS))
        self.list.setVisible(rows > 0)
        self._nothing.setVisible(rows == 0)
        self.list.setCurrentIndex(self.model.index(0, 0))
        self.column.activate()
        if not self.isHidden():
            self._place()

    def _do(self, index: Index) -> None:
        command = index.data(COMMAND_ROLE)
        if isinstance(command, Command):
            self.close_card()
            self._commands.run(command.id)


class CommandModel(QAbstractListModel):
    """The commands that fit, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: list[Command] = []

    def show(self, commands: list[Command]) -> None:
        """Other commands."""
        self.beginResetModel()
        self._shown = commands
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, a sentence for a screen reader, or the whole command."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        command = self._shown[index.row()]
        if role == COMMAND_ROLE:
            return command
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (command.title, command.group, *command.keys[:1]) if part)
        return None


class CommandDelegate(QStyledItemDelegate):
    """One command a row: drawing, title, group, keys."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as every other."""
        return QSize(_WIDTH - 4 * SMALL, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground when chosen, then what there is."""
        command = index.data(COMMAND_ROLE)
        rect: QRect = option.rect
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.selection)
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 8, 8)
        self._paint_words(painter, rect.adjusted(MEDIUM, 0, -MEDIUM, 0), command)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, command: Command) -> None:
        theme = self._look.theme
        ratio = painter.device().devicePixelRatioF()
        icon = self._look.icons.pixmap(command.glyph or Glyph.COMMAND, theme.text_soft, 18, ratio)
        painter.drawPixmap(rect.left(), rect.center().y() - 8, icon)
        rect = rect.adjusted(18 + MEDIUM, 0, 0, 0)
        rect.setRight(self._paint_keys(painter, rect, command))
        painter.setFont(font(Step.BODY))
        painter.setPen(theme.text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, command.title)
        if command.group:
            advance = QFontMetrics(font(Step.BODY)).horizontalAdvance(command.title)
            painter.setFont(font(Step.SMALL))
            painter.setPen(theme.text_faint)
            painter.drawText(rect.adjusted(advance + SMALL, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, command.group)

    def _paint_keys(self, painter: QPainter, rect: QRect, command: Command) -> int:
        """Keys from the right; returns where they begin."""
        right = rect.right()
        if not command.keys:
            return right
        theme = self._look.theme
        metrics = QFontMetrics(font(Step.CAPTION))
        painter.setFont(font(Step.CAPTION))
        native = QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        for cap in reversed(split_keys(native)):
            width = metrics.horizontalAdvance(cap) + 12
            box = QRectF(right - width, rect.center().y() - 9, width, 20)
            painter.setPen(theme.line_strong)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(box, 5, 5)
            painter.setPen(theme.text_soft)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)
            right -= width + 4
        return right - SMALL
