"""The workspace of layouts: JSON or structure at the left, the live card at the right, all of one text."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from daybook.domain.json_places import BadJson
from daybook.domain.layouts import editing, links, templates
from daybook.domain.layouts.completion import Completion, complete
from daybook.domain.layouts.editing import CanNotEdit
from daybook.domain.layouts.faults import LayoutMistake
from daybook.domain.layouts.model import BlockSet, Dto, Layout, Redirect, Steps
from daybook.domain.layouts.outline import Piece
from daybook.opening import Kind
from daybook.store.database import StoreUnusable
from daybook.store.layout_drafts import LayoutDraft
from daybook.ui.entities.links import open_link
from daybook.ui.kit.commands import Command
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.labels import separator, set_tone
from daybook.ui.kit.look import Look
from daybook.ui.kit.making import at_once
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.pages import PageStack
from daybook.ui.kit.panes import Panes
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.tabs import Segment, SegmentedTabs
from daybook.ui.kit.wording.layouts import layout_mistake
from daybook.ui.kit.writes import Writes
from daybook.ui.layouts.link_words import address_of
from daybook.ui.layouts.picture import Draw, Spot, View
from daybook.ui.layouts.spoken import spoken
from daybook.ui.studio import exporting
from daybook.ui.studio.editor import LayoutEditor
from daybook.ui.studio.files_menu import FilesMenu
from daybook.ui.studio.head import Head
from daybook.ui.studio.pieces import Pieces
from daybook.ui.studio.portal_bar import PortalBar
from daybook.ui.studio.portal_side import PortalSide
from daybook.ui.studio.samples import Sample, samples
from daybook.ui.studio.tools import Wish
from daybook.ui.studio.undo_keys import UndoKeys
from daybook.work.files import write_whole
from daybook.work.studio import calls
from daybook.work.studio.files import NotEditable
from daybook.work.studio.origin import FRESH, Origin, OriginKind
from daybook.work.studio.studio import Judged, Studio

log = logging.getLogger(__name__)

LOOK_JOB: Final = "layout look"
DRAW_JOB: Final = "layout draw"
OPEN_JOB: Final = "layout open"
RECENT_JOB: Final = "layout files"
SAVE_KEY: Final = "layout save"
DRAFT_KEY: Final = "layout draft"
KEEP_MS: Final = 400
"""After the first letter that is not kept: a crash costs less than a second of typing."""
POSED: Final = "all_blocks"


class StudioWorkspace(QObject):
    """Carries wishes between the text, the tree, the forms and the card. Works without any portal."""

    id = "layouts"
    glyph = Glyph.LAYOUTS
    opens = Kind.LAYOUT

    front_wanted = Signal()
    many_wanted = Signal(object)  # the layout, to be put on many activities
    form_wanted = Signal(str)  # the text of a card, for a new configurable activity

    def __init__(
        self,
        look: Look,
        formats: Formats,
        studio: Studio,
        draw: Draw,
        *,
        language: str,
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
        pieces: Pieces | None = None,
    ) -> None:
        """`pieces` None: it makes its own, now."""
        super().__init__()
        self.studio = studio
        self.title = self.tr("Layouts")
        self._look, self._formats = look, formats
        self._draw = draw
        self._jobs, self._writes, self._quiet = jobs, writes, quiet
        self._drawn: tuple[Layout, View] | None = None
        self._drawing = False
        self._layout: Layout | None = None
        self._then: Steps | None = None
        self._begun = False
        self._gone = False
        self._form_late = False
        self._keeping = QTimer(self, interval=KEEP_MS, singleShot=True)
        self._keeping.timeout.connect(self._keep)
        self.widget = QWidget()
        self.files = FilesMenu(look, formats, self.widget, recent=studio.recent, drafts=lambda: studio.others)
        self.head = Head(look, self.files.fill)
        self.portal_bar = PortalBar(look)
        self.tabs = SegmentedTabs(
            look,
            self.tr("How the layout is edited"),
            [Segment("json", self.tr("JSON"), Glyph.COMMAND), Segment("parts", self.tr("Structure"), Glyph.LAYOUTS)],
        )
        self.editor = LayoutEditor(look, self._complete)
        pieces = pieces or at_once(Pieces.making(look, formats, language))
        self.card, self.problems = pieces.card, pieces.problems
        self.structure, self.form = pieces.structure, pieces.form
        studio.language = self.card.view.language
        self.portal = PortalSide(
            look, studio, self.portal_bar, self.widget,
            draw=draw, view=lambda: self.card.view, jobs=jobs, writes=writes, quiet=quiet,
        )  # fmt: skip
        self._undo_keys = UndoKeys(self.editor.undo, self.editor.redo, self)
        self._lay_out()
        self._connect()
        self.commands: Sequence[Command] = self._commands()
        self._ends = [studio.changed.add(self._show_state), studio.judged.add(self._show_judged)]
        self._show_state()
        self._look_at_text()

    # What the window asks

    def enter(self) -> None:
        """The cursor stands in the text; the first time what was not saved comes back."""
        self.begin()
        self.portal.learn()
        (self.editor if self.tabs.current == "json" else self.structure.tree).setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Reads what was written before, once."""
        if not self._begun:
            self._begun = True
            self._jobs.start(self._restore(), key=OPEN_JOB, again=self._begin_again)

    async def ready(self) -> None:
        """Returns when everything is shown."""
        await self._jobs.settled()

    async def pose(self) -> None:
        """A card with every type of block, its structure open at a pair."""
        sample = next(each for each in samples() if each.key == POSED)
        await self._begin_sample(sample)
        await self.ready()
        self.show_tab("parts")
        piece = next((each for each in self.pieces if each.block is not None and each.parts), None)
        if piece is not None:
            self.structure.choose(piece.steps)
            self._show_piece(piece)

    async def aclose(self) -> None:
        """Keeps what was typed in the last moment, and ends every reading."""
        self._detach()
        for key in (LOOK_JOB, DRAW_JOB, OPEN_JOB, RECENT_JOB):
            self._jobs.cancel(key)
        self.studio.recent.close()
        try:
            await self.studio.keep()
        except StoreUnusable:
            log.exception("the last letters of a layout are not kept")

    # What a person does

    def show_tab(self, key: str) -> None:
        """JSON or structure."""
        self.tabs.choose(key)
        self._turn(key)

    def new(self, dto: Dto) -> None:
        """A small layout to begin with."""
        text = editing.written(templates.NEW[dto]) + "\n"
        self._open(partial(self.studio.begin, text, FRESH, saved=""))

    def open_file(self, path: Path) -> None:
        """A layout out of a file."""
        self._jobs.start(self._open_file(path), key=OPEN_JOB, again=partial(self.open_file, path))

    def open_text(self, text: str, origin: Origin, *, saved: str | None = None) -> None:
        """A layout that somebody else hands over; the studio comes to the front."""
        self.front_wanted.emit()
        self._begun = True
        self._open(partial(self.studio.begin, text, origin, saved=saved))

    def open_activity(self, activity_id: int) -> None:
        """What is on an activity, or its number where this secret can't read it; the studio comes to the front."""
        self.front_wanted.emit()
        self.portal_bar.choose(activity_id)

    def save(self) -> None:
        """Where it came from, or where the person says."""
        if self.studio.origin.kind is OriginKind.FILE and self.studio.origin.path is not None:
            self.save_to(self.studio.origin.path)
        else:
            self.save_as()

    def save_as(self) -> None:
        """Asks where."""
        self.files.ask_where(self.studio.origin.name or self.tr("layout"))

    def save_to(self, path: Path) -> None:
        """Writes the file."""
        self._writes.start(self._save(path), key=SAVE_KEY, quiet=True)

    def format(self) -> None:
        """Each value on its own line; undo takes it back."""
        self.wish(Wish(editing.formatted))

    def wish(self, wish: Wish) -> None:
        """Changes the text as a form or the tree wishes; what can't be done is said."""
        before = self.editor.text
        try:
            after = wish.edit(before)
        except BadJson:
            self._quiet.tell(self.tr("Put the JSON right first: it can’t be read yet."), tone="warning")
            return
        except CanNotEdit:
            self._quiet.tell(self.tr("That does not fit here."), tone="warning")
            return
        if after != before:
            self._then = wish.then
            self.editor.apply(editing.between(before, after), join=wish.join)

    def copy_call(self, language: str) -> None:
        """The call that sends the layout, for another program."""
        judged = self._valid()
        if judged is None or judged.judgement.dto is None:
            self._quiet.tell(self.tr("First put right what is wrong with the layout."), tone="warning")
            return
        method, params = calls.call_of(judged.judgement.dto, self._value(judged), self.portal_bar.wanted)
        QGuiApplication.clipboard().setText(calls.written(language, method, params))
        self._quiet.tell(self.tr("Copied: {method}. Put your own numbers and token in.").format(method=method))

    def export(self, path: Path) -> None:
        """The card as it is shown, to a file."""
        picture = self.card.card.picture
        if picture is not None:
            data = exporting.svg(picture, self._name()) if path.suffix.lower() == ".svg" else exporting.png(picture)
            self._writes.start(self._export(path, data), key=SAVE_KEY, quiet=True)

    def ask_for_picture(self, suffix: str) -> None:
        """Asks where the picture is to be put."""
        if self.card.card.picture is None:
            self._quiet.tell(self.tr("There is nothing to draw yet."), tone="warning")
        else:
            self.files.ask_for_picture(self._name(), suffix)

    def click(self, spot: Spot) -> None:
        """A click on the card: a long text folds, a link opens, and the part is chosen."""
        if spot.folds:
            self.card.fold(spot)
            return
        self.choose_part(spot.steps)
        action = spot.action
        if isinstance(action, Redirect):
            self._open_link(action.uri)

    # Text

    def _typed(self) -> None:
        self.studio.take(self.editor.text)
        self._look_at_text()
        if not self._keeping.isActive() and not self._gone:
            self._keeping.start()

    def _look_at_text(self) -> None:
        if not self.studio.is_seen and not self.studio.looking:
            self._jobs.start(self.studio.look(), key=LOOK_JOB)

    def _keep(self) -> None:
        self._writes.start(self.studio.keep(), key=DRAFT_KEY, quiet=True)

    def _complete(self, text: str, at: int) -> Completion | None:
        return complete(text, at, portal=self.studio.portal)

    async def _restore(self) -> None:
        await self.studio.restore()

    def _begin_again(self) -> None:
        self._begun = False
        self.begin()

    def _open(self, begin: Callable[[], Any]) -> None:
        self._jobs.start(self._open_after_drafts(begin), key=OPEN_JOB)

    async def _open_after_drafts(self, begin: Callable[[], Any]) -> None:
        await self.studio.restore()
        await begin()

    async def _begin_sample(self, sample: Sample) -> None:
        text = sample.text()
        await self.studio.begin(text, Origin(OriginKind.SAMPLE, sample.title))

    async def _open_file(self, path: Path) -> None:
        await self.studio.restore()
        try:
            laid_out = await self.studio.open_file(path)
        except OSError as error:
            self._quiet.tell(self._why_not_opened(path, error), tone="danger", seconds=8)
        except NotEditable as error:
            self._quiet.tell(f"{path.name}: {self._refusal(error.mistake)}", tone="danger", seconds=8)
        else:
            if laid_out:
                self._quiet.tell(self.tr("The file was one long line. It is laid out now, and not saved yet."))

    def _why_not_opened(self, path: Path, error: OSError) -> str:
        if isinstance(error, FileNotFoundError):
            words = self.tr("“{file}” is not there any more. It was moved or deleted, or its disk is not connected.")
            return words.format(file=path.name)
        if isinstance(error, TimeoutError):
            return self.tr("The disk with “{file}” does not answer.").format(file=path.name)
        return f"{path.name}: {error.strerror or error}"

    async def _look_for_files(self) -> None:
        await self.studio.recent.look()
        self.files.show_gone()

    def _refusal(self, mistake: LayoutMistake | None) -> str:
        if mistake is not None:
            return layout_mistake(mistake).title
        return self.tr("This is too long to be edited. A layout has some thousand letters.")

    async def _save(self, path: Path) -> None:
        try:
            await self.studio.save_file(path)
        except OSError as error:
            self._quiet.tell(f"{path.name}: {error.strerror or error}", tone="danger", seconds=8)
        else:
            self._quiet.tell(self.tr("The layout is in {file}").format(file=path.name))

    async def _export(self, path: Path, data: exporting.Data) -> None:
        try:
            await write_whole(path, data)
        except OSError as error:
            self._quiet.tell(f"{path.name}: {error.strerror or error}", tone="danger", seconds=8)
        else:
            self._quiet.tell(self.tr("The picture is in {file}").format(file=path.name))

    # What is shown

    def _show_state(self) -> None:
        if self._gone:
            return
        if self.studio.text != self.editor.text:
            self.editor.show_text(self.studio.text)
        self.head.title.setText(self._name())
        dirty = self.studio.is_dirty
        self.head.state.setText(self.tr("not saved") if dirty else "")
        set_tone(self.head.state, "warning" if dirty else "text_faint")
        self.head.undo.setEnabled(self.editor.document().isUndoAvailable())
        self.head.redo.setEnabled(self.editor.document().isRedoAvailable())

    def _show_judged(self) -> None:
        judged = self.studio.seen
        if judged is None or self._gone:
            return
        found = judged.judgement
        self.problems.show_judgement(found)
        if judged.text == self.studio.text:
            self.editor.show_mistakes(self.problems.mistakes)
        self._show_parts(judged)
        self._layout = found.layout
        self.card.show_bearer(is_set=isinstance(found.layout, BlockSet))
        self._show_portal()
        self._draw_card()

    def _show_parts(self, judged: Judged) -> None:
        there = judged.tree is not None
        self._parts.setEnabled(there)
        if judged.tree is None or judged.judgement.dto is None:
            return
        self.structure.show_tree(judged.tree, judged.judgement.dto)
        if self._then is not None and judged.text == self.studio.text:
            self.structure.choose(self._then)
            self._then = None
        piece = self.structure.current
        if piece is not None:
            self._show_piece(piece)

    def _show_piece(self, piece: Piece) -> None:
        """The form of a part; one out of sight waits until it is turned to, so that typing JSON does not pay for it."""
        judged = self.studio.seen
        self._form_late = self.tabs.current != "parts"
        if self._form_late or judged is None:
            return
        if judged.judgement.root is not None and judged.judgement.dto is not None:
            self.form.show_piece(piece, judged.judgement.root, judged.judgement.dto)
            self._undo_keys.watch(self.form)

    def _show_portal(self) -> None:
        judged = self.studio.seen
        dto = judged.judgement.dto if judged is not None else None
        self.portal.show_state(dto, valid=self._valid() is not None)

    def _draw_card(self) -> None:
        self._show_no_card()
        if not self._drawing and self._wanted_picture() != self._drawn:
            self._drawing = True
            self._jobs.start(self._draw_all(), key=DRAW_JOB)

    def _show_no_card(self) -> None:
        if self._layout is None and not self._gone:
            self.card.show_nothing(is_blank=not self.studio.text.strip())

    def _wanted_picture(self) -> tuple[Layout, View] | None:
        return None if self._layout is None else (self._layout, self.card.view)

    async def _draw_all(self) -> None:
        """Draws until what is shown is what is wanted."""
        try:
            while (wanted := self._wanted_picture()) != self._drawn:
                picture = await self._draw(*wanted) if wanted is not None else None
                self._drawn = wanted
                if picture is not None and wanted is not None and not self._gone:
                    self.card.show_picture(picture, spoken(*wanted))
                else:
                    self._show_no_card()
        finally:
            self._drawing = False

    # Parts

    @property
    def pieces(self) -> Sequence[Piece]:
        """Every part that the tree shows."""
        judged = self.studio.seen
        return tuple(judged.tree.all()) if judged is not None and judged.tree is not None else ()

    def _chosen(self, piece: Piece) -> None:
        """A part was chosen in the tree: its form comes, and the text shows its place."""
        self._show_piece(piece)
        if piece.is_there and self.studio.is_seen:
            self.editor.go_to(piece.at)

    def _moved(self) -> None:
        """The cursor moved in the text: the tree follows."""
        judged = self.studio.seen
        if judged is None or judged.tree is None or not self.studio.is_seen or not self.editor.hasFocus():
            return
        piece = judged.tree.around(self.editor.place)
        if piece is not None:
            self.structure.choose(piece.steps)
            self._show_piece(piece)

    def choose_part(self, steps: Steps) -> None:
        """Shows the innermost part on this way in the tree, the form and the text."""
        judged = self.studio.seen
        piece = judged.tree.find(steps) if judged is not None and judged.tree is not None else None
        if piece is not None:
            self.structure.choose(piece.steps)
            self._chosen(piece)

    def _go_to(self, mistake: LayoutMistake) -> None:
        self.show_tab("json")
        self.editor.go_to(mistake.at, mistake.end)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_link(self, uri: str) -> None:
        if not links.opens(uri):
            self._quiet.tell(self.card.words.of(self.card.card.spot, self.portal.host), tone="warning")
        elif address := address_of(uri, self.portal.address):
            open_link(QUrl(address))
        else:
            self._quiet.tell(self.tr("This leads into a portal, and none is connected."), tone="warning")

    def _point(self, spot: Spot | None) -> None:
        self.card.follow(spot, self.portal.host)

    def _view(self) -> None:
        if self.studio.language != self.card.view.language:
            self.studio.language = self.card.view.language
            self.studio.look_again()
            self._look_at_text()
        self._draw_card()

    # Small things

    def _valid(self) -> Judged | None:
        """What is known of the text, if that is all well and of the text as it is now."""
        judged = self.studio.seen
        well = judged is not None and self.studio.is_seen and judged.judgement.valid
        return judged if well and judged is not None and judged.judgement.layout is not None else None

    def _value(self, judged: Judged) -> Mapping[str, Any]:
        found = editing.value_of(judged.judgement.root) if judged.judgement.root is not None else {}
        return found if isinstance(found, dict) else {}

    def _name(self) -> str:
        return self.studio.origin.name or self.tr("New layout")

    def _put_on_many(self) -> None:
        judged = self._valid()
        if judged is not None:
            self.many_wanted.emit(self._value(judged))

    def _take_to_form(self) -> None:
        if self._valid() is not None:
            self.form_wanted.emit(self.studio.text)

    def _put(self, activity_id: int) -> None:
        judged = self._valid()
        if judged is not None and judged.judgement.dto is not None:
            self.portal.put(activity_id, judged.judgement.dto, self._value(judged))

    def _loaded(self, text: str, origin: Origin) -> None:
        self._open(partial(self.studio.begin, text, origin))

    def _turn(self, key: str) -> None:
        self._stack.setCurrentIndex(0 if key == "json" else 1)
        self.tabs.choose(key)
        piece = self.structure.current
        if key == "parts" and self._form_late and piece is not None:
            self._show_piece(piece)

    def _focus_tab(self, key: str) -> None:
        self.show_tab(key)
        (self.editor if key == "json" else self.structure.tree).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _detach(self) -> None:
        self._gone = True
        self._keeping.stop()
        for end in self._ends:
            end()

    def _connect(self) -> None:
        self.editor.typed.connect(self._typed)
        self.editor.cursorPositionChanged.connect(self._moved)
        self.editor.too_long.connect(lambda: self._quiet.tell(self._refusal(None), tone="warning", seconds=8))
        self.tabs.chosen.connect(self._turn)
        self.structure.wished.connect(self.wish)
        self.structure.chosen.connect(self._chosen)
        self.form.wished.connect(self.wish)
        self.problems.chosen.connect(self._go_to)
        self.card.viewed.connect(self._view)
        self.card.new_wanted.connect(self.new)
        self.card.card.pointed.connect(self._point)
        self.card.card.clicked.connect(self.click)
        self.head.new_wanted.connect(self.new)
        self.head.save_wanted.connect(self.save)
        self.head.format_wanted.connect(self.format)
        self.head.undo_wanted.connect(self.editor.undo)
        self.head.redo_wanted.connect(self.editor.redo)
        self.head.copy_wanted.connect(self.copy_call)
        self.head.picture_wanted.connect(self.ask_for_picture)
        self.files.file_wanted.connect(self.open_file)
        self.files.recent_shown.connect(lambda: self._jobs.start(self._look_for_files(), key=RECENT_JOB))
        self.files.sample_wanted.connect(lambda sample: self._open(partial(self._begin_sample, sample)))
        self.files.draft_wanted.connect(self._open_draft)
        self.files.save_wanted.connect(self.save_to)
        self.files.picture_wanted.connect(self.export)
        self.portal_bar.put_wanted.connect(self._put)
        self.portal_bar.many_wanted.connect(self._put_on_many)
        self.portal_bar.form_wanted.connect(self._take_to_form)
        self.portal.loaded.connect(self._loaded)
        self.portal.changed.connect(self._portal_changed)
        self._undo_keys.watch(self.structure)

    def _open_draft(self, draft: LayoutDraft) -> None:
        self._open(partial(self.studio.open_draft, draft))

    def _portal_changed(self) -> None:
        self.form.portal = self.studio.portal
        self.studio.look_again()
        self._look_at_text()
        self._show_portal()

    def _lay_out(self) -> None:
        self._parts = Panes(Qt.Orientation.Vertical)
        self._parts.addWidget(self.structure)
        self._parts.addWidget(self.form)
        self._parts.setStretchFactor(0, 2)
        self._parts.setStretchFactor(1, 3)
        self._parts.setSizes([200, 300])
        self._stack = PageStack()
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self._parts)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        column.setSpacing(SMALL)
        column.addWidget(self.tabs, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._stack, 1)
        column.addWidget(self.problems)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(MEDIUM, MEDIUM, LARGE, MEDIUM)
        beside.addWidget(self.card)
        halves = Panes(Qt.Orientation.Horizontal)
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        halves.setSizes([500, 500])
        top = QWidget()
        rows = QVBoxLayout(top)
        rows.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        rows.setSpacing(SMALL)
        rows.addWidget(self.head)
        rows.addWidget(self.portal_bar)
        whole = QVBoxLayout(self.widget)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(top)
        whole.addWidget(separator())
        whole.addWidget(halves, 1)

    def _commands(self) -> tuple[Command, ...]:
        def made(key: str, title: str, run: Callable[[], object], keys: str, glyph: Glyph | None = None) -> Command:
            return Command(f"layout-{key}", title, run, (keys,) if keys else (), glyph, self.title)

        def pressed(key: str, title: str, button: QPushButton, keys: str, glyph: Glyph) -> Command:
            def can() -> bool:
                return button.isEnabled() and not button.isHidden()

            return Command(f"layout-{key}", title, button.click, (keys,), glyph, self.title, can)

        bar = self.portal_bar
        copies = tuple(
            made(f"copy-{key}", self.tr("Copy the call as {language}").format(language=name),
                 partial(self.copy_call, key), f"Ctrl+Alt+{number}", Glyph.COPY)
            for number, (key, name) in enumerate(
                (("curl", "cURL"), ("python", "Python"), ("javascript", "JavaScript"), ("php", "PHP")), start=1
            )
        )  # fmt: skip
        return (
            made("new", self.tr("New content blocks"), partial(self.new, Dto.BLOCKS), "Ctrl+N", Glyph.PLUS),
            made("new-card", self.tr("New card"), partial(self.new, Dto.CARD), "Ctrl+Shift+N", Glyph.PLUS),
            made("open", self.tr("Open a layout…"), self.files.ask_which, "Ctrl+O", Glyph.FILE),
            made("save", self.tr("Save the layout"), self.save, "Ctrl+S", Glyph.CHECK),
            made("save-as", self.tr("Save the layout as…"), self.save_as, "Ctrl+Shift+S", Glyph.CHECK),
            made("format", self.tr("Lay the JSON out"), self.format, "Ctrl+Shift+F", Glyph.FORM),
            made("undo", self.tr("Undo in the layout"), self.editor.undo, "Alt+Backspace", Glyph.UNDO),
            made("redo", self.tr("Redo in the layout"), self.editor.redo, "Alt+Shift+Backspace", Glyph.REFRESH),
            made("next", self.tr("Go to the next mistake"), self.problems.go_next, "F8", Glyph.WARNING),
            made("json", self.tr("Edit as JSON"), partial(self._focus_tab, "json"), "Alt+1", Glyph.COMMAND),
            made("parts", self.tr("Edit as structure"), partial(self._focus_tab, "parts"), "Alt+2", Glyph.LAYOUTS),
            made("card", self.tr("Go to the card"), self._focus_card, "Alt+3", Glyph.EYE),
            made("add", self.tr("Add a block or a part"), self.structure.open_add_menu, "Ctrl+Shift+A", Glyph.PLUS),
            made("complete", self.tr("What may stand here"), self._complete_here, "Ctrl+Space", Glyph.HELP),
            made("number", self.tr("Go to the number of the activity"), self._focus_number, "Ctrl+L", Glyph.ACTIVITY),
            pressed("load", self.tr("Load from the activity"), bar.load, "Ctrl+Shift+O", Glyph.REFRESH),
            pressed("put", self.tr("Put on the activity"), bar.put, "Ctrl+Return", Glyph.CHECK),
            pressed("remove", self.tr("Remove from the activity…"), bar.remove, "Ctrl+Shift+R", Glyph.TRASH),
            pressed("many", self.tr("Put on many activities…"), bar.many, "Ctrl+Shift+M", Glyph.ACTIVITIES),
            pressed("form", self.tr("Use as a new activity…"), bar.form, "Ctrl+Shift+U", Glyph.EXTENSIONS),
            made("png", self.tr("Export the card as PNG…"), partial(self.ask_for_picture, "png"), "Ctrl+Alt+P"),
            made("svg", self.tr("Export the card as SVG…"), partial(self.ask_for_picture, "svg"), "Ctrl+Alt+G"),
            *copies,
        )

    def _focus_card(self) -> None:
        self.card.card.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus_number(self) -> None:
        self.portal_bar.number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _complete_here(self) -> None:
        self._focus_tab("json")
        self.editor.complete_here()
