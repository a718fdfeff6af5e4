"""The panel in which a call, a meeting, an e-mail or an application's own activity is written."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from daybook.domain.activity import Direction, Priority
from daybook.domain.composition import Composition, CompositionFault, CompositionKind, Contacted, faults
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import COMPANY, CONTACT, LEAD, EntityRef
from daybook.ui.composing.attachments import AttachmentsField
from daybook.ui.composing.contacts import Choice, ContactsField
from daybook.ui.composing.words import button_words, done_words, fault_words, kind_glyph, kind_word, priority_word
from daybook.ui.kit.banner import Banner
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.buttons import icon_button, push_button, rename
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.form import Form, FormRow
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.labels import label, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.moment_field import MomentField
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.scroll import Scroll
from daybook.ui.kit.tabs import Segment, SegmentedTabs
from daybook.ui.kit.writes import Writes
from daybook.ui.todo.person_field import PersonField
from daybook.work.composing import Composing, ComposingPhase, ComposingState
from daybook.work.files import sizes_of
from daybook.work.people import People

WRITE_KEY: Final = "composition"
OPEN_JOB: Final = "composition"
KEEP_JOB: Final = "keep composition"
SIZES_JOB: Final = "attachment sizes"
PEOPLE_JOB: Final = "people for composition"
_IN, _OUT = "in", "out"
_PERSONS: Final = (LEAD, CONTACT, COMPANY)
"""Whom one can meet; a deal is none."""


class ComposerPanel(QFrame):
    """Shows the state of one `Composing`. Whatever is typed is kept on disk; sending is a write nobody cuts short."""

    left = Signal()

    def __init__(
        self,
        look: Look,
        formats: Formats,
        composing: Composing,
        *,
        people: People,
        reader: DeadlineReader,
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
    ) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._composing = composing
        self._people = people
        self._jobs = jobs
        self._writes = writes
        self._quiet = quiet
        self._shown_for: tuple[EntityRef, CompositionKind] | None = None
        self._tried = False
        now = composing.now
        self.setAccessibleName(self.tr("New activity"))
        kinds = [each for each in CompositionKind if each is not CompositionKind.OWN or composing.is_application]
        self.kinds = SegmentedTabs(
            look, self.tr("Kind"), [Segment(kind, kind_word(kind), kind_glyph(kind)) for kind in kinds]
        )
        self.subject = QLineEdit()
        self.contacts = ContactsField(self.tr("With"))
        self.direction = SegmentedTabs(
            look,
            self.tr("Direction"),
            (
                Segment(_OUT, self.tr("Outgoing"), Glyph.CALL_OUTGOING),
                Segment(_IN, self.tr("Incoming"), Glyph.CALL_INCOMING),
            ),
        )
        self.start = MomentField(reader, formats, now, self.tr("Begins"))
        self.end = MomentField(reader, formats, now, self.tr("Ends"))
        self.priority = combo_box(self.tr("Priority"))
        for priority in (Priority.LOW, Priority.MEDIUM, Priority.HIGH):
            self.priority.addItem(priority_word(priority), int(priority))
        self.location = QLineEdit()
        self.description = QPlainTextEdit()
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(130)
        self.responsible = PersonField(look, lambda number: people.known.get(number or 0))
        self.attachments = AttachmentsField(look, formats.locale)
        self.sender_line = QLineEdit()
        self.own_type = QLineEdit()
        self.done = QCheckBox()
        self.own_copy = QCheckBox(self.tr("Send a copy to the sender"))
        self.mail_note = Banner(look, "info")
        self.unsure = Banner(look, "warning")
        self.look_button = push_button(look, self.tr("Look again"), self._look_again, compact=True)
        self.there = push_button(look, self.tr("It is there"), partial(self._decide, is_there=True), compact=True)
        self.again = push_button(look, self.tr("Not there"), partial(self._decide, is_there=False), compact=True)
        for button in (self.look_button, self.there, self.again):
            self.unsure.add_button(button)
        self.busy = BusyLine(look, self.tr("Sending"))
        self.progress = label(step=Step.SMALL, tone="text_faint", wrap=True)
        self.discard = push_button(look, self.tr("Discard"), self._discard, kind="quiet")
        self.send = push_button(look, self.tr("Create"), self.submit, kind="primary")
        self.close_button = icon_button(look, Glyph.CLOSE, self.tr("Close (the draft is kept)"), self.left.emit)
        self._rows: dict[str, FormRow] = {}
        self._form = self._make_form()
        self._lay_out()
        self._connect()
        self._end = composing.changed.add(self.show_state)
        self.show_state()

    @property
    def is_open(self) -> bool:
        """True while something is being written."""
        return self._composing.state.phase is not ComposingPhase.EMPTY

    def open(self, owner: EntityRef, kind: CompositionKind) -> None:
        """Begins one for an item, or goes on with the one that was begun."""
        self._tried = False
        self._jobs.start(self._open(owner, kind), key=OPEN_JOB)

    async def _open(self, owner: EntityRef, kind: CompositionKind) -> None:
        await self._composing.open(owner, kind)
        self.subject.setFocus(Qt.FocusReason.OtherFocusReason)  # before anything is read: then somebody is typing
        if self._composing.state.phase is ComposingPhase.UNSURE:
            await self._composing.look()
        await self._composing.offer()

    def detach(self) -> None:
        """Stops listening, and ends what is being read."""
        self._end()
        for key in (OPEN_JOB, KEEP_JOB, SIZES_JOB, PEOPLE_JOB):
            self._jobs.cancel(key)

    def submit(self) -> None:
        """Creates or sends it, if it can be."""
        draft = self._composing.state.draft
        self._tried = True
        if draft is None:
            return
        found = list(faults(draft))
        self._show_faults(draft)
        if found or self.start.is_wrong or self.end.is_wrong:
            row = self._rows[_PLACES[found[0]]] if found else self._rows["start" if self.start.is_wrong else "end"]
            row.setFocus()
            return
        self._jobs.cancel(KEEP_JOB)
        self._writes.start(self._send(draft), key=WRITE_KEY)

    async def _send(self, draft: Composition) -> None:
        """A second press of the button, waiting behind the first, is for what stood there then and nothing else."""
        if self._composing.state.draft == draft and await self._composing.send():
            self._quiet.tell(done_words(draft.kind))

    # Showing

    def show_state(self) -> None:
        """What the presenter knows now."""
        state = self._composing.state
        draft = state.draft
        if draft is None:
            self._shown_for = None
            return
        if self._shown_for != (draft.owner, draft.kind):
            self._show_anew(draft)
        writing = state.phase is ComposingPhase.WRITING
        self._form.setEnabled(writing)
        self.kinds.setEnabled(writing)
        self.busy.set_busy(state.phase is ComposingPhase.SENDING)
        self._offer(state, draft)
        self.contacts.show_contacted(draft.contacted)
        self.attachments.show_paths(draft.attachments)
        self.responsible.show_person(draft.responsible_id)
        self._show_mail(draft)
        self._show_unsure(state)
        rename(self.send, button_words(draft))
        self.send.setEnabled(writing)
        self.discard.setEnabled(writing)
        self.progress.setVisible(state.phase is ComposingPhase.SENDING and bool(draft.attachments))
        self.progress.setText(self.tr("Sending %Ln file(s). This may take a while.", "", len(draft.attachments)))
        if self._tried:
            self._show_faults(draft)

    def _show_anew(self, draft: Composition) -> None:
        """Another composition: every field, silently."""
        self._shown_for = (draft.owner, draft.kind)
        self.kinds.choose(draft.kind)
        self.subject.setText(draft.subject)
        self.location.setText(draft.location)
        if self.description.toPlainText() != draft.description:
            self.description.blockSignals(True)
            self.description.setPlainText(draft.description)
            self.description.blockSignals(False)
        self.start.show_moment(draft.start)
        self.end.show_moment(draft.end)
        self.priority.setCurrentIndex(max(self.priority.findData(int(draft.priority)), 0))
        self.direction.choose(_IN if draft.direction is Direction.INCOMING else _OUT)
        self.done.setChecked(draft.done)
        self.sender_line.setText(draft.sender)
        self.own_copy.setChecked(draft.own_copy)
        self.own_type.setText(draft.own_type)
        kind = draft.kind
        mail, meeting, own = (
            kind is each for each in (CompositionKind.EMAIL, CompositionKind.MEETING, CompositionKind.OWN)
        )
        shown = {
            "contacts": not own,
            "direction": not meeting and not own,
            "start": not mail,
            "end": not mail,
            "location": meeting,
            "sender": mail,
            "own_type": own,
        }
        for name, on in shown.items():
            self._rows[name].switch(on)
        self._rows["done"].switch(True)
        for row in self._rows.values():
            row.complain("")

    def _offer(self, state: ComposingState, draft: Composition) -> None:
        kind = draft.kind
        if kind is CompositionKind.MEETING:
            met = [each for each in state.people if each.ref.type_id in _PERSONS] or state.people
            choices = [Choice(Contacted(each.title, each.ref), self._kind_of(each.ref)) for each in met]
            nothing, placeholder = "", self.tr("Another name")
        else:
            wanted = "EMAIL" if kind is CompositionKind.EMAIL else "PHONE"
            choices = [Choice(each.contacted, each.name) for each in state.offered if each.kind == wanted]
            mail = kind is CompositionKind.EMAIL
            nothing = (
                self.tr("The portal knows no address here.") if mail else self.tr("The portal knows no number here.")
            )
            placeholder = self.tr("Other addresses, with commas between") if mail else self.tr("Another number")
        several = kind is CompositionKind.EMAIL
        self.contacts.offer(choices, several=several, owner=draft.owner, nothing=nothing, placeholder=placeholder)

    def _kind_of(self, ref: EntityRef) -> str:
        return {1: self.tr("lead"), 2: self.tr("deal"), 3: self.tr("contact"), 4: self.tr("company")}.get(
            ref.type_id, self.tr("item")
        )

    def _show_mail(self, draft: Composition) -> None:
        """When an e-mail is really sent is a rule nobody guesses, so it is said."""
        mail = draft.kind is CompositionKind.EMAIL
        outgoing = draft.direction is Direction.OUTGOING
        self.own_copy.setVisible(mail and draft.will_be_sent)
        self.mail_note.setVisible(mail)
        if not mail:
            self.done.setText(self.tr("Done already"))
            return
        self.done.setText(self.tr("Send it now") if outgoing else self.tr("Answered already"))
        if draft.will_be_sent:
            count = sum(1 for each in draft.contacted if each.value.strip())
            title = self.tr("The portal sends it to %Ln address(es) at once.", "", count)
            self.mail_note.say("warning", title, self.tr("An e-mail that left can't be called back."))
        elif outgoing:
            text = self.tr("It is kept in the timeline. Completing it later, here or in the portal, sends it.")
            self.mail_note.say("info", self.tr("Nothing is sent."), text)
        else:
            self.mail_note.say("info", self.tr("Nothing is sent."), self.tr("It is written down as one that came in."))

    def _show_unsure(self, state: ComposingState) -> None:
        unsure = state.phase is ComposingPhase.UNSURE
        self.unsure.setVisible(unsure)
        if not unsure:
            return
        title = self.tr("It was sent, and the portal's answer was lost.")
        if len(state.candidates) > 1:
            text = self.tr("%Ln activities like it were created since. Look at the timeline, then say.", "",
                           len(state.candidates))  # fmt: skip
        elif state.looked:
            text = self.tr("It is not there yet. The portal may still be at it: look again in a minute.")
        else:
            text = self.tr("Daybook looks before anything is sent again.")
        self.unsure.say("warning", title, text)
        self.there.setVisible(len(state.candidates) > 1)
        self.again.setVisible(len(state.candidates) > 1)

    def _show_faults(self, draft: Composition) -> None:
        said = {_PLACES[fault]: fault_words(fault, draft.kind) for fault in reversed(list(faults(draft)))}
        for name, row in self._rows.items():
            row.complain(said.get(name, ""))

    # What the person does

    def _change(self, **values: object) -> None:
        self._composing.change(**values)
        self._jobs.start(self._composing.keep(), key=KEEP_JOB)

    def _choose_kind(self, key: str) -> None:
        kind = CompositionKind(key)
        done = False if kind is CompositionKind.EMAIL else self.done.isChecked()
        self._change(kind=kind, contacted=(), done=done)

    def _take_files(self, paths: object) -> None:
        if isinstance(paths, tuple):
            self._change(attachments=paths)
            self._jobs.start(self._measure(paths), key=SIZES_JOB)

    async def _measure(self, paths: Sequence[str]) -> None:
        self.attachments.show_sizes(await sizes_of([Path(path) for path in paths]))

    def _read_people(self) -> None:
        self._jobs.start(self._offer_people(), key=PEOPLE_JOB)

    async def _offer_people(self) -> None:
        people = await self._people.choices()
        me = self._people.me
        self.responsible.show_people((me, *(each for each in people if each.id != me.id)))

    def _look_again(self) -> None:
        self._jobs.start(self._composing.look(), key=OPEN_JOB)

    def _decide(self, *, is_there: bool) -> None:
        self._jobs.start(self._composing.decide(is_there=is_there), key=OPEN_JOB)

    def _discard(self) -> None:
        self._jobs.start(self._throw_away(), key=OPEN_JOB)

    async def _throw_away(self) -> None:
        await self._composing.discard()
        self.left.emit()

    # Building

    def _make_form(self) -> Form:
        form = Form(self.tr("New activity"), stacked=True, card=False)
        self._rows = {
            "subject": form.add(self.tr("Subject"), self.subject),
            "contacts": form.add(self.tr("With"), self.contacts),
            "direction": form.add(self.tr("Direction"), self.direction),
            "start": form.add(self.tr("Begins"), self.start),
            "end": form.add(self.tr("Ends"), self.end),
            "location": form.add(self.tr("Place"), self.location),
            "description": form.add(self.tr("Text"), self.description),
            "attachments": form.add(self.tr("Files"), self.attachments),
            "responsible": form.add(self.tr("Responsible"), self.responsible),
            "priority": form.add(self.tr("Priority"), self.priority),
            "sender": form.add(self.tr("Sender"), self.sender_line, self.tr("Name <address>; empty for your own.")),
            "own_type": form.add(
                self.tr("Type"), self.own_type, self.tr("A code that your application registered; may stay empty.")
            ),
            "done": form.add(self.tr("State"), self.done),
        }
        form.add_wide(self.mail_note)
        form.add_wide(self.own_copy)
        return form

    def _lay_out(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        row.setSpacing(SMALL)
        row.addWidget(self.kinds, 1)
        row.addWidget(self.close_button)
        foot = QWidget()
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(LARGE, MEDIUM - 2, LARGE, MEDIUM)
        buttons.setSpacing(SMALL)
        buttons.addWidget(self.progress, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.discard)
        buttons.addWidget(self.send)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.unsure)
        column.addWidget(separator())
        column.addWidget(Scroll(self.tr("New activity"), self._form), 1)
        column.addWidget(separator())
        column.addWidget(self.busy)
        column.addWidget(foot)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._choose_kind)
        self.subject.textEdited.connect(lambda text: self._change(subject=text))
        self.location.textEdited.connect(lambda text: self._change(location=text))
        self.description.textChanged.connect(lambda: self._change(description=self.description.toPlainText()))
        self.contacts.taken.connect(lambda contacted: self._change(contacted=contacted))
        self.direction.chosen.connect(
            lambda key: self._change(direction=Direction.INCOMING if key == _IN else Direction.OUTGOING)
        )
        self.start.typed.connect(lambda: self._change(start=self.start.moment))
        self.end.typed.connect(lambda: self._change(end=self.end.moment))
        self.priority.activated.connect(lambda _index: self._change(priority=Priority(self.priority.currentData())))
        self.responsible.people_wanted.connect(self._read_people)
        self.responsible.taken.connect(lambda number: self._change(responsible_id=number))
        self.attachments.taken.connect(self._take_files)
        self.sender_line.textEdited.connect(lambda text: self._change(sender=text))
        self.own_type.textEdited.connect(lambda text: self._change(own_type=text))
        self.done.toggled.connect(lambda on: self._change(done=on))
        self.own_copy.toggled.connect(lambda on: self._change(own_copy=on))


_PLACES: Final = {
    CompositionFault.NO_SUBJECT: "subject",
    CompositionFault.NOBODY: "contacts",
    CompositionFault.TOO_MANY: "contacts",
    CompositionFault.BAD_ADDRESS: "contacts",
    CompositionFault.BAD_SENDER: "sender",
    CompositionFault.ENDS_BEFORE_START: "end",
}
