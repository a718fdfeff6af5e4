"""The panel of details: all fields, the note, the transcript of one activity."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.deadline import DeadlineReader
from daybook.ui.details.field_form import FieldForm
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.labels import ElidedLabel, label, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.pages import PageStack
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.scroll import Scroll
from daybook.ui.kit.tabs import Segment, SegmentedTabs
from daybook.ui.kit.writes import Writes
from daybook.ui.todo.subject import write_key
from daybook.work.details import ChangedElsewhere, Details, DetailsState, Unsaved
from daybook.work.people import People

FIELDS: Final = "fields"
NOTE: Final = "note"
TRANSCRIPT: Final = "transcript"
JOB: Final = "details"
TRANSCRIPT_JOB: Final = "transcript"
PEOPLE_JOB: Final = "people for details"


class DetailsPanel(QFrame):
    """Shows the state of one `Details`."""

    left = Signal()

    def __init__(
        self,
        look: Look,
        formats: Formats,
        details: Details,
        *,
        people: People,
        reader: DeadlineReader,
        now: Callable[[], datetime],
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
    ) -> None:
        super().__init__()
        self._formats = formats
        self._details = details
        self._people = people
        self._jobs = jobs
        self._writes = writes
        self._quiet = quiet
        self._gone = False
        self._shown: tuple[int, object] | None = None
        self._note_of: tuple[int, str] | None = None
        """The activity whose note is shown, and the portal's text of it."""
        self._left_notes: dict[int, tuple[str, str]] = {}
        """By activity: the portal's text, and what was typed instead of it."""
        self._their_note = False
        self._kept: tuple[int, Unsaved] | None = None
        self.setAccessibleName(self.tr("Details of the activity"))
        self.title = ElidedLabel(step=Step.SUBTITLE)
        self.tabs = SegmentedTabs(
            look,
            self.tr("Details"),
            (
                Segment(FIELDS, self.tr("All fields"), Glyph.FORM),
                Segment(NOTE, self.tr("Note"), Glyph.PENCIL),
                Segment(TRANSCRIPT, self.tr("Transcript"), Glyph.CHAT),
            ),
        )
        self.close_button = icon_button(look, Glyph.CLOSE, self.tr("Close the details"), self.left.emit)
        self.busy = BusyLine(look, self.tr("Reading"))
        self.form = FieldForm(look, formats, reader, now, lambda number: people.known.get(number or 0))
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setPlaceholderText(
            self.tr("One note for everybody who works on it; the portal shows it on the card.")
        )
        self.note.setTabChangesFocus(True)
        self.note_about = label(step=Step.SMALL, tone="text_faint", wrap=True)
        self.transcript = QPlainTextEdit()
        self.transcript.setReadOnly(True)
        self.transcript.setAccessibleName(self.tr("Transcript"))
        self.said = label(tone="text_soft", wrap=True)
        self.why = label(step=Step.SMALL, tone="text_faint", wrap=True)
        self.save = push_button(look, self.tr("Save"), self.submit, kind="primary")
        self.pages = PageStack()
        self._lay_out()
        self.tabs.chosen.connect(self.show_page)
        self.form.edited.connect(self._show_buttons)
        self.form.people_wanted.connect(self._read_people)
        self.note.textChanged.connect(self._show_buttons)
        self._end = details.changed.add(self.show_state)
        self.show_state()

    @property
    def is_open(self) -> bool:
        """True while an activity is shown."""
        return self._details.state.activity is not None

    def open(self, activity: Activity, page: str = FIELDS) -> None:
        """Reads everything of an activity."""
        self._shown = None
        self._bring(page)
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self._jobs.start(self._open(activity), key=JOB)

    async def _open(self, activity: Activity) -> None:
        await self._people.know([activity.responsible_id, activity.author_id, activity.editor_id])
        unsaved = await self._details.kept(activity.id)
        self.form.bring(activity.id, unsaved.fields)
        if unsaved.note is not None and (self._note_of is None or self._note_of[0] != activity.id):
            self._left_notes.setdefault(activity.id, unsaved.note)
        await self._details.open(activity)
        focus = QApplication.focusWidget()
        if focus is None or self.isAncestorOf(focus):  # else somebody has gone on elsewhere
            self.show_page(self.tabs.current)

    def detach(self) -> None:
        """Stops listening, and ends what is being read."""
        self._gone = True
        self._end()
        for key in (JOB, TRANSCRIPT_JOB, PEOPLE_JOB):
            self._jobs.cancel(key)

    def show_page(self, page: str) -> None:
        """Another page of the same activity."""
        self._bring(page)
        if page == TRANSCRIPT:
            self._jobs.start(self._details.read_transcript(), key=TRANSCRIPT_JOB)
        focus = {
            FIELDS: next(iter(self.form.editors.values()), self.tabs),
            NOTE: self.note,
            TRANSCRIPT: self.transcript,
        }
        focus[page].setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_buttons()

    def _bring(self, page: str) -> None:
        self.tabs.choose(page)
        self.pages.setCurrentIndex((FIELDS, NOTE, TRANSCRIPT).index(page))

    def submit(self) -> None:
        """Saves the page that is on."""
        shown = self._details.state
        activity = shown.activity
        if activity is None or not self._is_about(activity.id) or not shown.row:
            return
        if self.tabs.current == NOTE:
            self._writes.start(self._save_note(shown, activity.id, self.note.toPlainText()), key=write_key(activity.id))
        elif self.tabs.current == FIELDS and (changes := self.form.changes()):
            self._writes.start(self._save(shown, activity.id, changes), key=write_key(activity.id))

    async def _save(self, shown: DetailsState, activity_id: int, changes: dict[str, object]) -> None:
        """It may have waited behind other writes, and something else be shown by now."""
        if self._is_about(activity_id):
            self.form.begin_saving(changes)
        try:
            await self._details.save(changes, shown)
        except BaseException as error:
            if self._is_about(activity_id):
                self.form.name_theirs(error.names if isinstance(error, ChangedElsewhere) else ())
            raise
        if self._is_about(activity_id):
            self.form.saved(changes)
            self._show_buttons()
        self._quiet.tell(self.tr("%Ln field(s) saved.", "", len(changes)))

    def _is_about(self, activity_id: int) -> bool:
        return not self._gone and self.form.of == activity_id

    async def _save_note(self, shown: DetailsState, activity_id: int, text: str) -> None:
        try:
            await self._details.save_note(text, shown)
        except ChangedElsewhere:
            if self._is_about(activity_id):
                self._their_note = True
                self._show_note()
            raise
        if self._is_about(activity_id):
            self._their_note = False
            if self.note.toPlainText() == text and self._note_of is not None:
                self.note.setPlainText(self._note_of[1])  # as the portal spells it
            self._show_note()
        self._quiet.tell(self.tr("The note is saved.") if text.strip() else self.tr("The note is gone."))

    def show_state(self) -> None:
        """What the presenter knows now."""
        state = self._details.state
        activity = state.activity
        if activity is None:
            return
        self.title.setText(activity.subject)
        self.busy.set_busy(state.loading)
        if state.row and self._shown != (activity.id, state.row):
            self._shown = (activity.id, state.row)
            self.form.show_state(state)
        self._show_note()
        self._show_transcript()
        application = activity.kind is ActivityKind.CONFIGURABLE or (
            activity.kind is ActivityKind.APPLICATION and not state.by_application
        )
        self.why.setText(self.tr("Only the application that made it can change its fields.") if application else "")
        self.why.setVisible(application)
        self._show_buttons()

    def _show_note(self) -> None:
        state = self._details.state
        if state.activity is None or not state.note_known:
            return
        text = state.note.text if state.note is not None else ""
        if self._note_of != (state.activity.id, text):
            self._take_note(state.activity.id, text)
        if self._their_note:
            self.note_about.setText(self.tr("In the portal now: {value}").format(value=text or self.tr("—")))
            return
        note = state.note
        person = self._people.known.get(note.updated_by or 0) if note is not None else None
        when = self._formats.moment(note.updated) if note is not None and note.updated is not None else ""
        who = person.name if person is not None else ""
        self.note_about.setText(self.tr("{person}, {moment}").format(person=who, moment=when) if who and when else when)

    def _take_note(self, activity_id: int, text: str) -> None:
        """Shows the portal's text, unless something was typed instead of it."""
        said = self.note.toPlainText()
        former, self._note_of = self._note_of, (activity_id, text)
        if former is None or former[0] != activity_id:
            if former is not None and said != former[1]:
                self._left_notes[former[0]] = (former[1], said)
            before, typed = self._left_notes.pop(activity_id, (text, text))
            self._their_note = text not in (before, typed)
            self.note.setPlainText(typed)
        elif said == former[1]:
            self.note.setPlainText(text)

    def _show_transcript(self) -> None:
        state = self._details.state
        if not state.is_call:
            self.said.setText(self.tr("Only calls have one."))
        elif state.transcript is None:
            self.said.setText(self.tr("Reading…"))
        elif not state.transcript:
            self.said.setText(self.tr("Nobody wrote down what was said."))
        self.said.setVisible(not state.transcript)
        self.transcript.setVisible(bool(state.transcript))
        if state.transcript and self.transcript.toPlainText() != state.transcript:
            self.transcript.setPlainText(state.transcript)

    def _keep(self) -> None:
        """What is typed survives the program."""
        activity, note_of = self._details.state.activity, self._note_of
        if activity is None or not self._details.state.row or not self._is_about(activity.id):
            return
        if note_of is None or note_of[0] != activity.id:
            return  # the note of another one stands there still
        said = self.note.toPlainText()
        unsaved = Unsaved(self.form.typed, (note_of[1], said) if said != note_of[1] else None)
        if (activity.id, unsaved) != self._kept:
            self._kept = (activity.id, unsaved)
            self._details.keep(activity.id, unsaved)

    def _show_buttons(self) -> None:
        self._keep()
        page, state = self.tabs.current, self._details.state
        self.note.setEnabled(state.note_known)
        self.save.setVisible(page != TRANSCRIPT)
        if page == NOTE:
            before = state.note.text if state.note is not None else ""
            self.save.setEnabled(state.note_known and self.note.toPlainText() != before)
        else:
            about = state.activity is not None and self._is_about(state.activity.id)
            self.form.setEnabled(about)  # what stands there may still be another one's
            self.save.setEnabled(about and bool(state.row) and bool(self.form.changes()))

    def _read_people(self) -> None:
        self._jobs.start(self._offer_people(), key=PEOPLE_JOB)

    async def _offer_people(self) -> None:
        people = await self._people.choices()
        me = self._people.me
        self.form.show_people((me, *(each for each in people if each.id != me.id)))

    def _lay_out(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(LARGE, MEDIUM, MEDIUM, SMALL)
        row.setSpacing(SMALL)
        row.addWidget(self.title, 1)
        row.addWidget(self.close_button)
        tabs = QWidget()
        line = QHBoxLayout(tabs)
        line.setContentsMargins(LARGE, 0, LARGE, MEDIUM)
        line.addWidget(self.tabs)
        line.addStretch(1)
        fields = QWidget()
        fields_column = QVBoxLayout(fields)
        fields_column.setContentsMargins(0, 0, 0, 0)
        fields_column.addWidget(self.why)
        fields_column.addWidget(self.form)
        fields_column.addStretch(1)
        self.why.setContentsMargins(LARGE, MEDIUM, LARGE, 0)
        note, transcript = QWidget(), QWidget()
        shown: dict[QWidget, tuple[QWidget, ...]] = {
            note: (self.note, self.note_about),
            transcript: (self.said, self.transcript),
        }
        for page, widgets in shown.items():
            column = QVBoxLayout(page)
            column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
            column.setSpacing(SMALL)
            for widget in widgets:
                column.addWidget(widget)
        self.transcript.setSizePolicy(self.note.sizePolicy())
        for widget in (Scroll(self.tr("All fields"), fields), note, transcript):
            self.pages.addWidget(widget)
        foot = QWidget()
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(LARGE, MEDIUM - 2, LARGE, MEDIUM)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (head, tabs, separator(), self.busy):
            whole.addWidget(widget)
        whole.addWidget(self.pages, 1)
        whole.addWidget(separator())
        whole.addWidget(foot)
