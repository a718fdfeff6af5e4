"""The layout as a tree of parts: blocks are added, moved by hand or keys, doubled and removed here."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QMenu, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from daybook.domain.layouts import editing, templates
from daybook.domain.layouts.model import BlockType, Dto, Steps
from daybook.domain.layouts.outline import Piece, PieceKind
from daybook.domain.layouts.tables import NESTED
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import plain_tip
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.studio.tools import Wish
from daybook.ui.studio.words import block_name, kind_name, piece_glyph, piece_name

_STEPS: Final = Qt.ItemDataRole.UserRole
_MOVABLE: Final = frozenset(
    (PieceKind.BLOCK, PieceKind.NESTED, PieceKind.TAG, PieceKind.BUTTON, PieceKind.ITEM, PieceKind.SECTION)
)
_REMOVABLE: Final = _MOVABLE | {PieceKind.FOOTER, PieceKind.MENU}
_OFTEN: Final = (PieceKind.TAG, PieceKind.BUTTON, PieceKind.ITEM, PieceKind.SECTION)


class PartTree(QTreeWidget):
    """The tree itself. `dropped` tells what was dragged onto what, and where: on it, above it, below it."""

    dropped = Signal(object, object, int)  # Steps, Steps | None, QAbstractItemView.DropIndicatorPosition

    def dropEvent(self, event: QDropEvent) -> None:
        """Nothing moves here by itself: the text changes, and the tree after it."""
        moved = self.currentItem()
        onto = self.itemAt(event.position().toPoint())
        if moved is not None:
            where = self.dropIndicatorPosition().value
            self.dropped.emit(_way(moved), _way(onto) if onto is not None else None, where)
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()


class Structure(QWidget):
    """`wished` changes the text, `chosen` tells which part is looked at."""

    wished = Signal(object)  # Wish
    chosen = Signal(object)  # Piece

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._tree: Piece | None = None
        self._dto = Dto.BLOCKS
        self._shown: object = None
        self.tree = PartTree()
        self.tree.setAccessibleName(self.tr("Parts of the layout"))
        self.tree.setHeaderHidden(True)
        self.tree.setIconSize(QSize(16, 16))
        self.tree.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._choose())
        self.tree.dropped.connect(self._drop)
        self.tree.installEventFilter(self)
        self.add = push_button(look, self.tr("Add…"), self.open_add_menu, glyph=Glyph.PLUS, compact=True)
        self.up = icon_button(look, Glyph.CHEVRON_UP, self.tr("Move up (Alt+Up)"), partial(self.shift, -1))
        self.down = icon_button(look, Glyph.CHEVRON_DOWN, self.tr("Move down (Alt+Down)"), partial(self.shift, 1))
        self.double = icon_button(look, Glyph.COPY, self.tr("Double it (Ctrl+D)"), self.duplicate)
        self.remove = icon_button(look, Glyph.TRASH, self.tr("Remove it (Del)"), self.remove_chosen)
        bar = QHBoxLayout()
        bar.setSpacing(TINY)
        bar.addWidget(self.add)
        bar.addStretch(1)
        for button in (self.up, self.down, self.double, self.remove):
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addLayout(bar)
        column.addWidget(self.tree, 1)
        look.theming.changed.connect(self._redress)

    @property
    def current(self) -> Piece | None:
        """The part that is chosen."""
        item = self.tree.currentItem()
        if item is None or self._tree is None:
            return None
        steps = _way(item)
        return next((each for each in self._tree.all() if each.steps == steps), None)

    def show_tree(self, tree: Piece, dto: Dto) -> None:
        """The parts of the text as it is now; the chosen one stays chosen as long as it is there."""
        self._tree, self._dto = tree, dto
        shown = tuple((each.kind, each.steps, each.title, each.block, each.is_there) for each in tree.all())
        if shown == self._shown:
            return
        self._shown = shown
        before = self.tree.currentItem()
        steps = _way(before) if before is not None else ()
        with QSignalBlocker(self.tree):
            self.tree.clear()
            top = self._item(tree)
            self.tree.addTopLevelItem(top)
            self.tree.expandAll()
        self.choose(steps)

    def choose(self, steps: Steps) -> None:
        """Chooses the part on this way, or the innermost one above it."""
        item = self._find(steps)
        if item is not None and item is not self.tree.currentItem():
            with QSignalBlocker(self.tree):
                self.tree.setCurrentItem(item)
        self._show_buttons()
        self.tree.scrollToItem(item) if item is not None else None

    # What a person does

    def eventFilter(self, watched: object, event: object) -> bool:
        """Keys of the tree."""
        if watched is self.tree and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            run = self._key(event)
            if run is not None:
                run()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _key(self, event: QKeyEvent) -> Callable[[], object] | None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return partial(self.shift, -1 if event.key() == Qt.Key.Key_Up else 1)
        if control and event.key() == Qt.Key.Key_D:
            return self.duplicate
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            return self.remove_chosen
        if event.key() == Qt.Key.Key_Insert:
            return self.open_add_menu
        return None

    def shift(self, by: int) -> None:
        """Moves the chosen part among its neighbours."""
        piece = self.current
        if piece is None or piece.kind not in _MOVABLE:
            return
        siblings = self._siblings(piece)
        place = next((number for number, each in enumerate(siblings) if each.steps == piece.steps), -1)
        if place >= 0 and 0 <= place + by < len(siblings):
            self._move(piece.steps, piece.steps[:-1], place + by)

    def duplicate(self) -> None:
        """The chosen part once more."""
        piece = self.current
        if piece is not None and self._can_double(piece):
            made = _Moved(partial(editing.duplicate, steps=piece.steps))
            self.wished.emit(Wish(made.edit, then=self._copy_of(piece)))

    def remove_chosen(self) -> None:
        """The chosen part goes; undo brings it back."""
        piece = self.current
        if piece is not None and piece.kind in _REMOVABLE and piece.is_there and piece.steps[-1] != "block":
            siblings = [each for each in self._siblings(piece) if each.steps != piece.steps]
            then = siblings[0].steps if siblings and piece.kind is not PieceKind.SECTION else piece.steps[:-1]
            self.wished.emit(Wish(partial(editing.remove, steps=piece.steps), then=then))

    def add_block(self, kind: BlockType) -> None:
        """A new block behind the chosen one, within the line that is chosen, or at the end."""
        holder, index = self._place_for_block()
        key = self._free_key(holder, kind.value)

        def edit(text: str) -> str:
            return templates.add_block(text, holder, kind, index)[0]

        self.wished.emit(Wish(edit, then=(*holder, key)))

    def add_part(self, kind: PieceKind) -> None:
        """A tag, a button, an item or a section more."""

        def edit(text: str) -> str:
            return templates.add_part(text, kind)[0]

        self.wished.emit(Wish(edit, then=templates.HOLDERS[kind]))

    def add_missing(self, piece: Piece) -> None:
        """A part that a card may have and has not."""
        value = templates.PARTS[piece.kind]
        self.wished.emit(Wish(partial(editing.put_value, steps=piece.steps, value=value), then=piece.steps))

    def open_add_menu(self) -> None:
        """Everything that can be added here."""
        menu = self.make_add_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def make_add_menu(self) -> QMenu:
        """Blocks first, then what a card may have besides."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Add"))
        holder, _ = self._place_for_block()
        nested = len(holder) > 2 and holder[-2] == "properties"
        for kind in NESTED if nested else tuple(BlockType):
            action = menu.addAction(self._look.icon(Glyph.PLUS), block_name(kind))
            action.triggered.connect(partial(self._from_menu, self.add_block, kind))
        missing = [each for each in self._tree.all() if not each.is_there] if self._tree else []
        if self._dto is Dto.CARD:
            menu.addSeparator()
            for part in _OFTEN:
                menu.addAction(kind_name(part)).triggered.connect(partial(self._from_menu, self.add_part, part))
            for piece in missing:
                action = menu.addAction(kind_name(piece.kind))
                action.triggered.connect(partial(self._from_menu, self.add_missing, piece))
        return menu

    @staticmethod
    def _from_menu(run: Callable[..., object], what: object, _checked: bool = False) -> None:
        run(what)

    # Inside

    def _choose(self) -> None:
        self._show_buttons()
        piece = self.current
        if piece is not None:
            self.chosen.emit(piece)

    def _show_buttons(self) -> None:
        piece = self.current
        movable = piece is not None and piece.kind in _MOVABLE and piece.steps[-1] != "block"
        siblings = self._siblings(piece) if piece is not None and movable else ()
        place = next((at for at, each in enumerate(siblings) if piece is not None and each.steps == piece.steps), 0)
        self.up.setEnabled(movable and place > 0)
        self.down.setEnabled(movable and place < len(siblings) - 1)
        self.double.setEnabled(piece is not None and self._can_double(piece))
        removable = piece is not None and piece.kind in _REMOVABLE and piece.is_there and piece.steps[-1] != "block"
        self.remove.setEnabled(removable)

    @staticmethod
    def _can_double(piece: Piece) -> bool:
        return piece.kind in _MOVABLE and piece.steps[-1] != "block"

    def _siblings(self, piece: Piece) -> Sequence[Piece]:
        """The parts beside this one, in the order in which they are written."""
        if self._tree is None:
            return ()
        found = [each for each in self._tree.all() if each.is_there and len(each.steps) == len(piece.steps)]
        beside = [each for each in found if each.steps[:-1] == piece.steps[:-1] and each.kind is piece.kind]
        return sorted(beside, key=lambda each: each.at)

    def _holders(self) -> Iterator[Steps]:
        """Where blocks may stand, from the outermost on."""
        yield ("blocks",) if self._dto is Dto.BLOCKS else ("body", "blocks")
        for each in self._tree.all() if self._tree else ():
            if each.block is BlockType.LINE:
                yield (*each.steps, "properties", "blocks")

    def _place_for_block(self) -> tuple[Steps, int | None]:
        outermost = next(self._holders())
        piece = self.current
        if piece is None or piece.kind not in (PieceKind.BLOCK, PieceKind.NESTED):
            return outermost, None
        if piece.block is BlockType.LINE:
            return (*piece.steps, "properties", "blocks"), None
        if piece.steps[-1] == "block":
            piece = next((each for each in self._tree.all() if each.steps == piece.steps[:-2]), piece)  # type: ignore[union-attr]
        siblings = self._siblings(piece)
        return piece.steps[:-1], next(at for at, each in enumerate(siblings, 1) if each.steps == piece.steps)

    def _drop(self, moved: Steps, onto: Steps | None, where: int) -> None:
        pieces = {each.steps: each for each in self._tree.all()} if self._tree else {}
        piece, target = pieces.get(moved), pieces.get(onto) if onto is not None else None
        if piece is None or target is None or piece.kind not in _MOVABLE or piece.steps[-1] == "block":
            return
        inside = where == QAbstractItemView.DropIndicatorPosition.OnItem.value
        if inside and target.block is BlockType.LINE and piece.block in NESTED:
            self._move(moved, (*target.steps, "properties", "blocks"), len(target.parts))
            return
        if not self._fits(piece, target):
            return
        siblings = [each for each in self._siblings(target) if each.steps != moved]
        place = next((at for at, each in enumerate(siblings) if each.steps == target.steps), len(siblings))
        below = where == QAbstractItemView.DropIndicatorPosition.BelowItem.value or inside
        self._move(moved, target.steps[:-1], place + (1 if below else 0))

    @staticmethod
    def _fits(piece: Piece, target: Piece) -> bool:
        """True when a part may stand beside another."""
        blocks = (PieceKind.BLOCK, PieceKind.NESTED)
        if piece.kind in blocks and target.kind in blocks and target.steps[-1] != "block":
            return target.kind is PieceKind.BLOCK or piece.block in NESTED
        return piece.kind is target.kind and piece.steps[:-1] == target.steps[:-1]

    def _move(self, steps: Steps, parent: Steps, index: int) -> None:
        if parent[: len(steps)] == steps:
            return
        made = _Moved(partial(editing.move, steps=steps, parent=parent, index=index))
        key = steps[-1] if parent == steps[:-1] else self._free_key(parent, steps[-1])
        then = (*parent, str(index)) if steps[-1].isdigit() and parent[-1] == "sections" else (*parent, key)
        self.wished.emit(Wish(made.edit, then=then))

    def _free_key(self, holder: Steps, wish: str) -> str:
        taken = [each.key for each in self._tree.all() if each.steps[:-1] == holder] if self._tree else []
        return editing.free_key(taken, wish)

    def _copy_of(self, piece: Piece) -> Steps:
        if piece.kind is PieceKind.SECTION:
            return (*piece.steps[:-1], str(int(piece.key) + 1))
        return (*piece.steps[:-1], self._free_key(piece.steps[:-1], piece.key))

    def _item(self, piece: Piece) -> QTreeWidgetItem:
        name = piece_name(piece)
        words = f"{name} · {piece.title}" if piece.title else name
        shown = words if piece.is_there else self.tr("{part} (not there)").format(part=name)
        item = QTreeWidgetItem([shown])
        item.setData(0, _STEPS, piece.steps)
        item.setIcon(0, self._look.icon(piece_glyph(piece), "text_soft" if piece.is_there else "text_faint"))
        item.setToolTip(0, plain_tip(" → ".join(piece.steps)))
        if not piece.is_there:
            item.setForeground(0, self._look.theme.text_faint)
        item.addChildren([self._item(each) for each in piece.parts])
        return item

    def _find(self, steps: Steps) -> QTreeWidgetItem | None:
        """The innermost part on this way."""
        best: QTreeWidgetItem | None = None
        waiting = [self.tree.topLevelItem(0)]
        while waiting:
            item = waiting.pop()
            if item is None:
                continue
            way = _way(item)
            if steps[: len(way)] == way and (best is None or len(way) > len(_way(best))):
                best = item
            waiting += [item.child(number) for number in range(item.childCount())]
        return best

    def _redress(self) -> None:
        self._shown = None
        if self._tree is not None:
            self.show_tree(self._tree, self._dto)


def _way(item: QTreeWidgetItem) -> Steps:
    """The way of a part; Qt gives a tuple back as a list."""
    return tuple(item.data(0, _STEPS) or ())


class _Moved:
    """An edit that gives also the way to what it made; only the text is asked for here."""

    def __init__(self, make: Callable[..., tuple[str, Steps]]) -> None:
        self._make = make

    def edit(self, text: str) -> str:
        """The new text."""
        return self._make(text)[0]
