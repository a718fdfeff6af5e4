"""What the workspace reads. Of wishes of one kind the newest wins; one that failed can be tried again."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Final

from daybook.domain.activity import Activity
from daybook.domain.entities import EntityRef
from daybook.ui.kit.jobs import Jobs
from daybook.ui.todo.wishes import FIND_JOB, OPEN_JOB, PEOPLE_JOB
from daybook.work.session import PortalSession

LIST_JOB: Final = "entities"
TYPES_JOB: Final = "entity types"
TIMELINE_JOB: Final = "timeline"
LAYOUTS_JOB: Final = "card layouts"
HEADER_JOB: Final = "entity"
RECOVERY_JOB: Final = "recovery"
COMPOSITION_JOB: Final = "composition"
_ALL: Final = (
    LIST_JOB, TYPES_JOB, TIMELINE_JOB, LAYOUTS_JOB, HEADER_JOB, RECOVERY_JOB, OPEN_JOB, PEOPLE_JOB, FIND_JOB,
)  # fmt: skip


class Reads:
    """Starts every read of the workspace; a failure goes to whoever listens to the jobs."""

    def __init__(self, session: PortalSession, jobs: Jobs) -> None:
        self._session = session
        self._jobs = jobs

    def list_again(self) -> None:
        """The same list from its beginning."""
        self._start(self._session.browser.refresh(), LIST_JOB, self.list_again)

    def list_of(self, wish: tuple[int, str]) -> None:
        """Items of a type whose name holds a text."""
        self._start(self._session.browser.show(*wish), LIST_JOB, self.list_again)

    def more_of_list(self) -> None:
        """The next page, unless the list is being read anyway."""
        if not self._jobs.running(LIST_JOB):
            self._start(self._session.browser.show_more(), LIST_JOB, self.more_of_list)

    def timeline(self, ref: EntityRef) -> None:
        """The activities of an item."""
        if ref != self._session.timeline.content.owner:
            self._jobs.cancel(LAYOUTS_JOB)
        self._start(self._session.timeline.show(ref), TIMELINE_JOB, partial(self.timeline, ref))

    def layouts(self, ids: tuple[int, ...]) -> None:
        """What an application put on these cards. What is on its way already goes on, and takes the wish up."""
        timeline = self._session.timeline
        timeline.in_sight(ids)
        if timeline.layouts.is_wanting and not self._jobs.running(LAYOUTS_JOB):
            self._start(timeline.layouts.read(), LAYOUTS_JOB)

    def activity(self, activity: Activity) -> None:
        """An activity with all that the editor shows of it."""
        self._start(self._session.editing.open(activity), OPEN_JOB, partial(self.activity, activity))

    def new_todo(self, owner: EntityRef) -> None:
        """An empty to-do, or the draft of one."""
        self._start(self._session.editing.open_new(owner), OPEN_JOB, partial(self.new_todo, owner))

    def nothing(self) -> None:
        """The editor closes; what is typed is written down first."""
        self._start(self._session.editing.close(), OPEN_JOB)

    def keep_composition(self, closing: Coroutine[Any, Any, None]) -> None:
        """The writer of activities closes; what is written is kept."""
        self._start(closing, COMPOSITION_JOB)

    def first(self, types: Coroutine[Any, Any, None]) -> None:
        """What is read once: the list, and the portal's own types."""
        self.list_again()
        self._start(types, TYPES_JOB)

    def left_behind(self, recovery: Coroutine[Any, Any, None]) -> None:
        """What an earlier Daybook left behind."""
        self._start(recovery, RECOVERY_JOB)

    def header(self, coro: Coroutine[Any, Any, None]) -> None:
        """What stands above the timeline of an item that is not in the list."""
        self._start(coro, HEADER_JOB)

    def end(self) -> None:
        """Nobody wants any of it any more."""
        for key in _ALL:
            self._jobs.cancel(key)

    def _start(self, coro: Coroutine[Any, Any, None], key: str, again: Callable[[], object] | None = None) -> None:
        self._jobs.start(coro, key=key, again=again)
