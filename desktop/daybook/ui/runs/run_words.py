"""What the window says of a run: where it is, how it goes, what holds it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QObject

from daybook.bulk.running.progress import Held, Progress
from daybook.domain.clock import Clock
from daybook.domain.run import RowOutcome
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.wording import explain
from daybook.ui.kit.wording.runs import method_words, outcome_name
from daybook.work.running.line import RunLine, Standing

_SHORT: Final = 24
"""Letters of a title in the status line."""
FAILED: Final = (RowOutcome.FAILED, RowOutcome.CONFLICT, RowOutcome.PARTLY_DONE)
TONES: Final[Mapping[RowOutcome, str]] = {
    RowOutcome.PLANNED: "neutral",
    RowOutcome.DONE: "success",
    RowOutcome.PARTLY_DONE: "warning",
    RowOutcome.FAILED: "danger",
    RowOutcome.UNKNOWN: "warning",
    RowOutcome.CONFLICT: "warning",
    RowOutcome.SKIPPED: "neutral",
    RowOutcome.CANCELLED: "neutral",
    RowOutcome.UNDONE: "accent",
}
GLYPHS: Final[Mapping[RowOutcome, Glyph]] = {
    RowOutcome.PLANNED: Glyph.CIRCLE_DASHED,
    RowOutcome.DONE: Glyph.CIRCLE_CHECK,
    RowOutcome.PARTLY_DONE: Glyph.WARNING,
    RowOutcome.FAILED: Glyph.ERROR,
    RowOutcome.UNKNOWN: Glyph.HELP,
    RowOutcome.CONFLICT: Glyph.USERS,
    RowOutcome.SKIPPED: Glyph.CIRCLE_MINUS,
    RowOutcome.CANCELLED: Glyph.CIRCLE_MINUS,
    RowOutcome.UNDONE: Glyph.UNDO,
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A state as a pill shows it: words, tone and drawing say the same."""

    text: str
    tone: str
    glyph: Glyph


class RunWords(QObject):
    """Makes words of facts; asks nobody."""

    def __init__(self, formats: Formats, clock: Clock) -> None:
        super().__init__()
        self._formats = formats
        self._clock = clock

    # Where it is

    def badge(self, line: RunLine, progress: Progress | None = None) -> Badge:
        """The state of a run; `progress` is that of the run at work, where it is this one."""
        if line.standing is Standing.ENDED:
            return self._ended(line)
        if line.standing is Standing.LEFT:
            return self._left(line)
        return {
            Standing.WAITING: Badge(self.tr("waiting"), "neutral", Glyph.CLOCK),
            Standing.RUNNING: Badge(self._running(progress), "accent", Glyph.HOURGLASS),
            Standing.PAUSED: Badge(self.tr("paused"), "warning", Glyph.CLOCK),
            Standing.STOPPING: Badge(self.tr("ending…"), "warning", Glyph.HOURGLASS),
            Standing.KEPT: Badge(self.tr("waits in the table"), "neutral", Glyph.PENCIL),
            Standing.ELSEWHERE: Badge(self.tr("in another window"), "warning", Glyph.LOCK),
        }[line.standing]

    def _running(self, progress: Progress | None) -> str:
        if progress is None or not progress.total:
            return self.tr("running")
        return self.tr("running {percent} %").format(percent=self._formats.number(percent(progress)))

    def _left(self, line: RunLine) -> Badge:
        if line.problem is not None:
            return Badge(self.tr("stopped"), "danger", Glyph.ERROR)
        if line.counts is None:
            return Badge(self.tr("not finished"), "warning", Glyph.WARNING)
        return Badge(self.tr("%Ln row(s) left", "", line.left), "warning", Glyph.WARNING)

    def _ended(self, line: RunLine) -> Badge:
        counts = line.counts
        if counts is None:
            return Badge(self.tr("ended"), "neutral", Glyph.CIRCLE_CHECK)
        failed = sum(counts.get(each, 0) for each in FAILED)
        if failed:
            return Badge(self.tr("done with %Ln failed", "", failed), "danger", Glyph.WARNING)
        if unknown := counts.get(RowOutcome.UNKNOWN, 0):
            return Badge(self.tr("%Ln to be decided", "", unknown), "warning", Glyph.HELP)
        if given_up := counts.get(RowOutcome.CANCELLED, 0):
            return Badge(self.tr("%Ln given up", "", given_up), "neutral", Glyph.CIRCLE_MINUS)
        if counts.get(RowOutcome.UNDONE, 0):
            if counts.get(RowOutcome.DONE, 0):
                return Badge(self.tr("%Ln taken back", "", counts[RowOutcome.UNDONE]), "accent", Glyph.UNDO)
            return Badge(self.tr("taken back"), "accent", Glyph.UNDO)
        if not counts.get(RowOutcome.DONE, 0):
            return Badge(self.tr("nothing to do"), "neutral", Glyph.CIRCLE_CHECK)
        return Badge(self.tr("done"), "success", Glyph.CIRCLE_CHECK)

    def why_stopped(self, line: RunLine) -> str:
        """Why it does not go on just now, and what is left; "" for a run that ended or goes on."""
        if line.standing is Standing.ELSEWHERE:
            return self.tr("Another Daybook window is at this run. Look again when it has ended.")
        if line.standing is Standing.KEPT:
            return self.tr("What was not sent waits under Activities. A look at it there finds out the rest.")
        if line.standing is Standing.WAITING:
            return self.tr("It begins when the run at work has ended. Nothing of it was sent yet.")
        if line.standing is not Standing.LEFT:
            return ""
        left = self.tr("%Ln row(s) are left. Nothing of what was done is lost.", "", line.left)
        if line.problem is None:
            return left
        said = explain(line.problem)
        return " ".join(filter(None, (said.title, said.advice, left)))

    # How it goes

    def rows(self, progress: Progress) -> str:
        """ "25 of 60 rows"."""
        number = self._formats.number
        return self.tr("{done} of {total} rows").format(done=number(progress.done), total=number(progress.total))

    def pace(self, progress: Progress) -> str:
        """Rows a second, what is left of the time, and requests in flight; "" while nobody can tell."""
        told = []
        if progress.rows_per_s > 0:
            rate = self._rate(progress.rows_per_s)
            told.append(self.tr("{rate} rows a second").format(rate=rate))
        if progress.left_s is not None and progress.left_s >= 1:
            told.append(self.tr("about {span} left").format(span=self.span(progress.left_s)))
        if progress.in_flight:
            told.append(self.tr("%Ln request(s) in flight", "", progress.in_flight))
        return " · ".join(told)

    def held(self, progress: Progress) -> str:
        """What holds it back and until when, in plain words; "" for nothing."""
        if progress.unknown and progress.held is not Held.BY_LOST_ANSWERS:
            lost = self.tr("%Ln row(s) without an answer: Daybook looks what became of them.", "", progress.unknown)
        else:
            lost = ""
        return " ".join(filter(None, (self._holding(progress), lost)))

    def _holding(self, progress: Progress) -> str:
        said = {
            Held.BY_NOTHING: "",
            Held.BY_RATE: self.tr("The portal takes only so many requests a second; the next one goes in {until}."),
            Held.BY_OPERATING_TIME: self.tr("The portal’s running time for {what} is used up; it goes on at {moment}."),
            Held.BY_REFUSALS: self.tr("The portal asked for a pause; it goes on at {moment}."),
            Held.BY_LOST_ANSWERS: self.tr(
                "Only rows without an answer are left. The portal may still be at them; at {moment} it is known."
            ),
            Held.BY_NETWORK: self.tr("The portal can’t be reached. It is tried again at {moment}."),
        }[progress.held]
        if progress.held is Held.BY_RATE and progress.held_s < 1:
            return ""
        return said.format(
            what=method_words(progress.held_method),
            until=self.span(progress.held_s),
            moment=self._moment(progress.held_s),
        )

    def _moment(self, after_s: float) -> str:
        """The minute after so many seconds; a time in the next minute with its seconds."""
        moment = self._clock.now() + timedelta(seconds=after_s)
        said = self._formats.time(moment)
        return self.tr("{time} (in {span})").format(time=said, span=self.span(after_s))

    def span(self, seconds: float) -> str:
        """ "20 seconds", "3 minutes", "2 hours", rounded up."""
        whole = max(1, math.ceil(seconds))
        if whole < 120:
            return self.tr("%Ln second(s)", "", whole)
        if whole < 7200:
            return self.tr("%Ln minute(s)", "", math.ceil(whole / 60))
        return self.tr("%Ln hour(s)", "", math.ceil(whole / 3600))

    def brief(self, line: RunLine, progress: Progress | None, waiting: int) -> str:
        """The run at work in the status line: "Reschedule 42: 57 %"."""
        badge = self.badge(line, progress)
        title = line.head.title
        short = title if len(title) <= _SHORT else title[:_SHORT].rstrip() + "…"
        said = self.tr("{run}: {state}").format(run=short, state=badge.text)
        return said + (" · " + self.tr("%Ln waiting", "runs behind the one at work", waiting) if waiting else "")

    # What can be done with it

    def undo(self, count: int, line: RunLine) -> str:
        """The button that takes a run back; to take an undo back is to do it again."""
        if line.is_undo:
            return self.tr("Redo %Ln", "so many rows", count)
        return self.tr("Undo %Ln", "so many rows", count)

    def undo_rows(self, count: int, line: RunLine) -> str:
        """The same for the selected rows."""
        if line.is_undo:
            return self.tr("Redo %Ln selected row(s)", "", count)
        return self.tr("Undo %Ln selected row(s)", "", count)

    # Of the whole

    def about(self, line: RunLine, who: str) -> str:
        """When it was begun, by whom, how long it took."""
        head = line.head
        told = [self._formats.moment(head.created), who]
        if head.ended is not None:
            took_s = (head.ended - head.created).total_seconds()
            if took_s >= 1:
                told.append(self.tr("took {span}").format(span=self.span(took_s)))
        if line.depth:
            said = self.tr("takes back “{title}”") if line.is_undo else self.tr("does “{title}” again")
            told.append(said.format(title=line.origin))
        return " · ".join(filter(None, told))

    def count(self, rows: int) -> str:
        """ "60 rows", with the separators people use."""
        return self.tr("%Ln row(s)", "", rows)

    def chip(self, outcome: RowOutcome | None, count: int) -> str:
        """A choice among outcomes, with how many there are."""
        name = self.tr("All") if outcome is None else outcome_name(outcome)
        return self.tr("{outcome} {count}").format(outcome=name, count=self._formats.number(count))

    def _rate(self, rows_per_s: float) -> str:
        if rows_per_s >= 10:
            return self._formats.number(round(rows_per_s))
        return self._formats.locale.toString(rows_per_s, "f", 1)


def percent(progress: Progress) -> int:
    """How much of it is done with; a hundred only when all is."""
    return 100 * progress.done // progress.total if progress.total else 0
