"""What is said of runs: where they are, how they go, what holds them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from daybook.bitrix.errors import Unreachable, UnreachableKind
from daybook.bulk.running.progress import Held, Progress
from daybook.domain.run import RowOutcome, RunHead, RunKind
from daybook.ui.kit.format import Formats
from daybook.ui.runs.run_words import GLYPHS, TONES, RunWords, percent
from daybook.work.running.line import RunLine, Standing
from tests.helpers.clock import FakeClock

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def words(qapp: QApplication, fake_clock: FakeClock) -> RunWords:
    british = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return RunWords(Formats(fake_clock, british, UTC), fake_clock)


def line(
    counts: Mapping[RowOutcome, int] | None = None,
    standing: Standing = Standing.ENDED,
    problem: Exception | None = None,
    depth: int = 0,
) -> RunLine:
    head = RunHead(
        "r1", "c1", "http://portal", 1, RunKind.BULK, "Reschedule 42", NOW, ended=NOW + timedelta(minutes=3), many=True
    )
    return RunLine(head, standing, counts, problem, "Reschedule 42", depth)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        pytest.param(line(), "ended", id="not counted yet"),
        pytest.param(line({RowOutcome.DONE: 42}), "done", id="done"),
        pytest.param(line({RowOutcome.DONE: 40, RowOutcome.SKIPPED: 2}), "done", id="what was left out is no failure"),
        pytest.param(line({RowOutcome.DONE: 39, RowOutcome.FAILED: 2, RowOutcome.CONFLICT: 1}), "done with 3 failed",
                     id="failed"),
        pytest.param(line({RowOutcome.DONE: 1, RowOutcome.UNKNOWN: 1}), "1 to be decided", id="to be decided"),
        pytest.param(line({RowOutcome.DONE: 1, RowOutcome.CANCELLED: 5}), "5 given up", id="cancelled"),
        pytest.param(line({RowOutcome.DONE: 1, RowOutcome.UNDONE: 5}), "5 taken back", id="taken back in part"),
        pytest.param(line({RowOutcome.UNDONE: 5}), "taken back", id="taken back"),
        pytest.param(line({RowOutcome.SKIPPED: 5}), "nothing to do", id="nothing to do"),
        pytest.param(line({RowOutcome.PLANNED: 17}, Standing.LEFT), "17 rows left", id="left"),
        pytest.param(line({RowOutcome.PLANNED: 1}, Standing.LEFT, Unreachable(kind=UnreachableKind.DNS)), "stopped",
                     id="stopped"),
        pytest.param(line(standing=Standing.WAITING), "waiting", id="waiting"),
        pytest.param(line(standing=Standing.RUNNING), "running", id="running"),
        pytest.param(line(standing=Standing.PAUSED), "paused", id="paused"),
        pytest.param(line(standing=Standing.STOPPING), "ending…", id="ending"),
        pytest.param(line(standing=Standing.KEPT), "waits in the table", id="kept"),
        pytest.param(line(standing=Standing.ELSEWHERE), "in another window", id="elsewhere"),
    ],
)  # fmt: skip
def test_where_it_is(words: RunWords, shown: RunLine, said: str) -> None:
    assert words.badge(shown).text == said


def test_a_run_at_work_says_how_far_it_is(words: RunWords) -> None:
    going = Progress(total=60, counts={RowOutcome.DONE: 24, RowOutcome.FAILED: 1}, rows_per_s=12.4, left_s=150,
                     in_flight=3)  # fmt: skip
    assert words.badge(line(standing=Standing.RUNNING), going).text == "running 41 %"
    assert words.rows(going) == "25 of 60 rows"
    assert words.pace(going) == "12 rows a second · about 3 minutes left · 3 requests in flight"
    assert words.brief(line(standing=Standing.RUNNING), going, 1) == "Reschedule 42: running 41 % · 1 waiting"


def test_a_hundred_percent_are_all_rows() -> None:
    assert percent(Progress(total=1000, counts={RowOutcome.DONE: 999})) == 99
    assert percent(Progress(total=3, counts={RowOutcome.DONE: 3})) == 100
    assert percent(Progress()) == 0


@pytest.mark.parametrize("held", [each for each in Held if each is not Held.BY_NOTHING])
def test_what_holds_it_is_said_with_its_end(words: RunWords, held: Held) -> None:
    method = "crm.activity.todo.updateDeadline" if held is Held.BY_OPERATING_TIME else ""
    said = words.held(Progress(held=held, held_s=420, held_method=method))
    assert "7 minutes" in said
    assert ("changing deadlines" in said) == (held is Held.BY_OPERATING_TIME)
    assert held is Held.BY_RATE or "09:07" in said


def test_nothing_is_said_of_a_wait_that_nobody_notices(words: RunWords) -> None:
    assert words.held(Progress()) == ""
    assert words.held(Progress(held=Held.BY_RATE, held_s=0.4)) == ""


def test_why_it_stopped_and_what_is_left(words: RunWords) -> None:
    stopped = line({RowOutcome.PLANNED: 2}, Standing.LEFT, Unreachable(kind=UnreachableKind.TIMEOUT))
    assert words.why_stopped(stopped) == (
        "The portal can't be reached. Nobody answered in time. Check your network, then try again."
        " 2 rows are left. Nothing of what was done is lost."
    )
    assert words.why_stopped(line()) == ""
    assert words.why_stopped(line(standing=Standing.KEPT)).startswith("What was not sent waits under Activities.")


def test_an_undo_of_an_undo_does_it_again(words: RunWords) -> None:
    assert words.undo(3, line()) == "Undo 3"
    assert words.undo(3, line(depth=1)) == "Redo 3"
    assert words.undo(3, line(depth=2)) == "Undo 3"
    assert words.about(line(depth=1), "Ada") == "today 09:00 · Ada · took 3 minutes · takes back “Reschedule 42”"
    assert words.about(line(depth=2), "Ada").endswith("does “Reschedule 42” again")


@pytest.mark.parametrize("outcome", list(RowOutcome))
def test_colour_is_never_the_only_sign(outcome: RowOutcome) -> None:
    assert outcome in TONES
    assert outcome in GLYPHS
