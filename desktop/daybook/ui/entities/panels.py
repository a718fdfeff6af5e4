"""The large pieces of the workspace of entities."""

from dataclasses import dataclass

from daybook.ui.composing.panel import ComposerPanel
from daybook.ui.details.panel import DetailsPanel
from daybook.ui.entities.list_panel import EntityListPanel
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.making import Making
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.ui.timeline.view import TimelineView
from daybook.ui.todo.editor import TodoEditorPanel
from daybook.work.session import PortalSession


@dataclass(frozen=True, slots=True)
class Panels:
    """List, timeline, and the three that stand at the right."""

    list: EntityListPanel
    timeline: TimelineView
    editor: TodoEditorPanel
    composer: ComposerPanel
    details: DetailsPanel

    @classmethod
    def making(
        cls, look: Look, formats: Formats, session: PortalSession, *, jobs: Jobs, writes: Writes, quiet: QuietLine
    ) -> Making["Panels"]:
        """See `kit.making`."""
        listed = EntityListPanel(look, formats)
        yield
        timeline = TimelineView(look, formats, session.portal.address)
        yield
        editor = yield from TodoEditorPanel.making(look, formats, session.editing, jobs, writes)
        yield
        people, reader = session.people, session.editing.reader
        composer = ComposerPanel(
            look, formats, session.composing, people=people, reader=reader, jobs=jobs, writes=writes, quiet=quiet
        )
        yield
        details = DetailsPanel(
            look, formats, session.details,
            people=people, reader=reader, now=session.clock.now, jobs=jobs, writes=writes, quiet=quiet,
        )  # fmt: skip
        return cls(listed, timeline, editor, composer, details)
