"""Events: what is bound, and a form for one more."""

from urllib.parse import urlsplit

from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget

from daybook.domain.extensions import EventBinding, OfflineEvent
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.page import Page
from daybook.ui.extensions.rows import Row, Rows
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.form import Form
from daybook.ui.kit.icons import Glyph
from daybook.work.extensions import Section


class EventsPage(Page):
    """Binds and unbinds. A desktop program can't be called, so the handler is the application's own server."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, Section.EVENTS)
        self.rows = Rows(context.look, self.tr("What it hears of"), removes=self.tr("Stop"))
        self.rows.removal_wanted.connect(self._stop)
        self.name = combo_box(self.tr("Event"))
        self.name.setEditable(True)
        if (line := self.name.lineEdit()) is not None:
            line.setAccessibleName(self.tr("Event"))
        self.online = QRadioButton(self.tr("Call an address"))
        self.offline = QRadioButton(self.tr("Keep it in the queue until it is asked for"))
        self.online.setChecked(True)
        self.handler = QLineEdit()
        self.handler.setPlaceholderText("https://…")
        self.add = push_button(context.look, self.tr("Listen"), self.listen, kind="primary", glyph=Glyph.PLUS)
        self.queue = Rows(context.look, self.tr("Waiting in the queue"))
        self._lay_out()
        self.online.toggled.connect(self.handler.setEnabled)
        shown = (self.extensions.bindings, self.extensions.event_names, self.extensions.queue, self.extensions)
        self._ends = [each.changed.add(self.show_state) for each in shown]
        self.show_state()

    def show_state(self) -> None:
        """What is bound, and what could be."""
        super().show_state()
        bindings, names = self.extensions.bindings, self.extensions.event_names
        self.show_busy(bindings.loading or names.loading)
        nothing = self.nothing(bindings, self.tr("Nothing yet."))
        self.rows.show_rows([self._row(each) for each in bindings.rows], nothing, editable=self.may_change)
        queue = self.extensions.queue
        waiting = [self._waiting(each) for each in queue.rows]
        self.queue.show_rows(waiting, self.nothing(queue, self.tr("Nothing is waiting.")))
        self.add.setEnabled(self.may_change)
        if self.name.count() != len(names.rows):
            chosen = self.name.currentText()
            self.name.clear()
            self.name.addItems(list(names.rows))
            if chosen:
                self.name.setCurrentText(chosen)

    def begin(self) -> None:
        """The list of events has the focus."""
        self.name.setFocus()

    def detach(self) -> None:
        """Stops listening."""
        for end in self._ends:
            end()

    def listen(self) -> None:
        """Sends the form, if it can be sent."""
        event, handler = self.name.currentText().strip().upper(), self.handler.text().strip()
        offline = self.offline.isChecked()
        self._event_row.complain("" if event else self.tr("Choose an event."))
        wrong = not offline and urlsplit(handler).scheme not in ("http", "https")
        self._handler_row.complain(self.tr("An address that begins with https://.") if wrong else "")
        if not event or wrong or not self.may_change:
            return
        binding = EventBinding(event, "" if offline else handler, offline)
        if binding in self.extensions.bindings.rows:
            self._event_row.complain(self.tr("It is bound so already."))
            return
        done = self.tr("Your application hears of {event} now.").format(event=event)
        self.submit(self.extensions.bind(binding), lambda _none: self.context.quiet.tell(done))

    def _stop(self, binding: object) -> None:
        if isinstance(binding, EventBinding):
            done = self.tr("It does not hear of {event} any more.").format(event=binding.event)
            self.write(self.extensions.unbind(binding), lambda _none: self.context.quiet.tell(done))

    def _row(self, each: EventBinding) -> Row:
        return Row(each, each.event, self.tr("in the queue") if each.offline else each.handler)

    def _waiting(self, each: OfflineEvent) -> Row:
        when = self.context.formats.moment(each.at) if each.at is not None else ""
        number = self.tr("number {number}").format(number=each.object_id) if each.object_id else ""
        state = self.tr("set aside") if each.failed else ""
        return Row(each, each.event, " · ".join(part for part in (when, number, state) if part))

    def _lay_out(self) -> None:
        form = Form(self.tr("Hear of one more"))
        way = QWidget()
        way.setAccessibleName(self.tr("How"))
        choices = QVBoxLayout(way)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.addWidget(self.online)
        choices.addWidget(self.offline)
        self._event_row = form.add(self.tr("Event"), self.name)
        form.add(self.tr("How"), way, self.tr("The queue is for administrators; Daybook looks there by itself."))
        self._handler_row = form.add(
            self.tr("Address"),
            self.handler,
            self.tr("The portal calls it from the internet: no address of this computer."),
        )
        form.add_foot(self.add)
        self.put(self.rows)
        self.put_heading(self.tr("Hear of one more"))
        self.put(form)
        self.put_heading(self.tr("Waiting in the queue"))
        self.put(self.queue)
