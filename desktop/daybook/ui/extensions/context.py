"""What every page of the workspace works with."""

from dataclasses import dataclass

from daybook.domain.clock import Clock
from daybook.domain.deadline import DeadlineReader
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.work.extensions import Extensions
from daybook.work.people import People

WRITE_KEY = "extensions"


@dataclass(frozen=True, slots=True)
class Context:
    """The presenter, what paints, and who owns tasks."""

    look: Look
    formats: Formats
    extensions: Extensions
    people: People
    reader: DeadlineReader
    clock: Clock
    jobs: Jobs
    writes: Writes
    quiet: QuietLine
