"""What a person changes without the editor, and the quiet line that offers the way back."""

from PySide6.QtCore import QObject

from daybook.ui.entities.offers import offer_words
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.ui.todo.subject import write_key
from daybook.work.session import PortalSession
from daybook.work.undoing import Done


class Changes(QObject):
    """Completes, deletes, takes back: each write in the queue of its activity. Shows what can still be taken back."""

    def __init__(self, session: PortalSession, writes: Writes, quiet: QuietLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._writes = writes
        self._quiet = quiet
        self._offering = False
        self._end = session.last_edit.changed.add(self._show_offer)

    def complete(self, activity_id: int, completed: bool) -> None:
        """Completes or reopens an activity of the timeline."""
        card = self._session.timeline.content.find(activity_id)
        if card is not None:
            work = self._session.complete(card.activity, completed)
            self._writes.start(work, key=write_key(activity_id), about=card.activity.subject)

    def delete(self, activity_id: int) -> None:
        """Deletes an activity of the timeline in ten seconds, unless that is called off."""
        card = self._session.timeline.content.find(activity_id)
        if card is not None and not self._session.deletions.is_held(activity_id):
            self._session.hold_deletion(card.activity)

    def call_off(self, activity_id: int) -> None:
        """An activity that was about to be deleted stays."""
        if self._session.deletions.call_off(activity_id) and self._is_offered(activity_id):
            self._session.last_edit.withdraw()

    def undo(self) -> None:
        """Takes the last edit back. Which one that is, is decided now, whatever stands before it in the queue."""
        offer = self._session.last_edit.take()
        if offer is None:
            return
        if offer.done is Done.DELETING and offer.activity_id is not None:
            self._session.deletions.call_off(offer.activity_id)
        else:
            self._writes.start(self._session.undo(offer), key=write_key(offer.activity_id))

    def detach(self) -> None:
        """Shows nothing any more."""
        self._end()
        self._end_offer()

    def _is_offered(self, activity_id: int) -> bool:
        offer = self._session.last_edit.offer
        return offer is not None and offer.done is Done.DELETING and offer.activity_id == activity_id

    def _show_offer(self) -> None:
        offer = self._session.last_edit.offer
        if offer is None:
            self._end_offer()
            return
        self._offering = True
        left_s = offer.until_s - self._session.clock.monotonic_s()
        if offer.run_id or offer.done is Done.DELETING:
            self._quiet.offer(offer_words(offer), self.tr("Undo"), self.undo, seconds=left_s)
        else:
            self._quiet.tell(offer_words(offer))

    def _end_offer(self) -> None:
        """The line may say something of somebody else's by now."""
        if self._offering:
            self._offering = False
            self._quiet.end()
