"""While the portal can't be reached, the keys of the day leave pending edits; what was sent never becomes one."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from daybook.domain.run import Field
from daybook.domain.todo import TodoColor
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.sync_line import SyncLine
from daybook.work.pending.state import Mark
from tests.sandbox.process import FAST, SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.entities.conftest import until
from tests.ui.today.desk import BERLIN, DAY, HOUR, NOON, TodayDesk, open_desk, seen

TOMORROW = "2026-03-05"


class Away:
    """A day whose portal goes away and comes back on the same port, with everything that it knew."""

    def __init__(self, desk: TodayDesk, start: Callable[[], SandboxProcess]) -> None:
        self.desk = desk
        self._start = start

    def leave(self) -> None:
        """The portal's process ends."""
        self.desk.portal.stop()

    def come_back(self) -> None:
        """Nobody has noticed yet."""
        self.desk.portal = self._start()

    def waits(self, number: int) -> dict[Field, object]:
        """What waits of an activity."""
        return {name: edit.wished for name, edit in self.desk.session.pending.of(number).items()}

    def spoken(self, number: int) -> str:
        """What a screen reader says of a row."""
        return self._said(number, Qt.ItemDataRole.AccessibleTextRole)

    def tip(self, number: int) -> str:
        """What the pointer is told at a row."""
        return self._said(number, Qt.ItemDataRole.ToolTipRole)

    def words(self, number: int) -> str:
        """What is painted beside the title of a row."""
        waiting = self.desk.work.page.model.waiting
        assert waiting is not None
        return waiting.words(number)

    def _said(self, number: int, role: Qt.ItemDataRole) -> str:
        model = self.desk.work.page.model
        row = model.rows.number_of(number)
        assert row is not None
        return str(model.index(row, 0).data(role))


@pytest.fixture
async def away(
    look: Look, qapp: QApplication, tmp_path: Path, sandbox: Callable[..., SandboxProcess]
) -> AsyncIterator[Away]:
    kept = ("--data", "empty", "--state", str(tmp_path / "portal.db"), *FAST)
    portal = sandbox(*kept)
    port = portal.portal.rpartition(":")[2]
    async with open_desk(look, portal, tmp_path) as desk:
        yield Away(desk, lambda: sandbox(*kept, "--port", port))


async def three(desk: TodayDesk) -> list[int]:
    """To-dos that are overdue by so many hours; the portal has them."""
    return [await desk.make(f"Call {name}", NOON - hours * HOUR) for name, hours in (("A", 3), ("B", 2), ("C", 1))]


# One row


async def test_every_key_waits_goes_on_and_says_so(away: Away) -> None:
    desk = away.desk
    first, second, third = await three(desk)
    away.leave()
    desk.press("Space")
    assert desk.current == second  # at once
    await seen(desk, lambda: bool(away.waits(first)))
    assert away.waits(first) == {Field.COMPLETED: True}
    assert desk.window.quiet.text.startswith("The portal can't be reached: the change of “Call A” waits.")
    assert "Ctrl+Shift+P shows it" in desk.window.quiet.text
    assert desk.shown == ["Overdue", "Call A", "Call B", "Call C"]  # nothing has happened to it yet
    assert desk.today.mark(first) is None
    desk.press("T")
    desk.press("3")
    await seen(desk, lambda: bool(away.waits(third)))
    deadline = away.waits(second)[Field.DEADLINE]
    assert isinstance(deadline, datetime)
    assert deadline.astimezone(BERLIN).isoformat()[:16] == f"{TOMORROW}T10:00"
    assert away.waits(third) == {Field.COLOR: TodoColor("3")}
    assert desk.session.sync.state.away
    assert desk.failures == []


async def test_handing_over_waits_too(away: Away) -> None:
    desk = away.desk
    first, second, _ = await three(desk)
    away.leave()
    desk.press("R")
    for key in ("B", "o", "r", "Return"):
        desk.press(key)
    assert desk.current == second
    await seen(desk, lambda: bool(away.waits(first)))
    assert away.waits(first) == {Field.RESPONSIBLE: 2}
    assert away.words(first) == "waits: Boris Berg"


async def test_the_row_shows_the_wish_in_words_not_by_colour_alone(away: Away, look: Look) -> None:
    desk = away.desk
    first, second, _ = await three(desk)
    before = away.spoken(second)
    away.leave()
    desk.press("Space")
    desk.press("T")
    await seen(desk, lambda: bool(away.waits(first)) and bool(away.waits(second)))
    assert away.words(first) == "waits: done"
    assert away.spoken(first).endswith("waits to be applied: state open becomes done")
    assert away.words(second) == "waits: tomorrow 10:00"
    assert "waits to be applied: deadline today 10:00" in away.spoken(second)
    assert away.spoken(second) != before
    assert "waits to be applied" in away.tip(second)
    pictures = []
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST):
        look.theming.choose(theme)
        for width in (900, 1440):
            desk.window.resize(width, 700)
            shown = desk.list.viewport().grab().toImage()
            await desk.session.pending.revert(second)
            pictures.append((shown, desk.list.viewport().grab().toImage()))
            await desk.session.pending.undo()
    assert all(shown != without for shown, without in pictures)


async def test_the_key_for_undo_takes_back_what_was_told_of_and_nothing_else(away: Away) -> None:
    desk = away.desk
    first, second, _ = await three(desk)
    away.leave()
    desk.press("Space")
    await seen(desk, lambda: bool(away.waits(first)))
    desk.press("T")
    await seen(desk, lambda: bool(away.waits(second)))
    desk.press("Ctrl+Z")
    await desk.settled()
    assert (bool(away.waits(first)), away.waits(second)) == (True, {})
    assert not desk.window.quiet.offers()
    assert desk.commands.run("today-take-back")
    await desk.settled()
    assert away.waits(first) == {}
    assert not desk.commands.run("today-take-back")  # there is nothing to take back
    desk.press("5")
    await seen(desk, lambda: bool(desk.session.pending.rows))
    [told] = desk.session.pending.rows
    await desk.session.pending.entry.edit([first], Field.TITLE, "Elsewhere")
    desk.press("Ctrl+Z")
    await desk.settled()
    assert set(desk.session.pending.rows) == {told, first}


async def test_backspace_drops_what_waits_in_the_row(away: Away) -> None:
    desk = away.desk
    first, *_ = await three(desk)
    away.leave()
    for key in ("T", "K", "5", "K"):
        desk.press(key)
        await desk.settled()
    assert set(away.waits(first)) == {Field.DEADLINE, Field.COLOR}
    assert away.words(first).startswith("waits: tomorrow 09:00 · ")
    assert any(action.text().startswith("Drop what waits here") for action in desk.work.make_menu().actions())
    desk.press("Backspace")
    await desk.settled()
    assert away.waits(first) == {}
    assert away.words(first) == ""
    assert desk.commands.run("today-take-back")
    await desk.settled()
    assert set(away.waits(first)) == {Field.DEADLINE, Field.COLOR}


async def test_a_button_says_how_much_waits_and_it_and_a_key_lead_there(away: Away) -> None:
    desk = away.desk
    await three(desk)
    wanted: list[None] = []
    desk.work.waiting_wanted.connect(lambda: wanted.append(None))
    button = desk.work.waiting
    assert not button.isVisible()
    away.leave()
    desk.press("Space")
    await seen(desk, lambda: bool(desk.session.pending.rows))
    assert button.isVisible()
    assert button.text() == "1 change to apply"
    button.click()
    assert desk.commands.run("today-waiting")
    assert len(wanted) == 2
    for width in (700, 1280):
        desk.window.resize(width, 700)
        QApplication.processEvents()
        assert desk.work.page.keys.rect().contains(button.geometry())
    assert nameless(desk.work.page) == []


# Known and not known


async def test_once_it_is_known_nothing_is_tried_and_the_portal_is_looked_for(away: Away) -> None:
    desk = away.desk
    _, second, _ = await three(desk)
    away.leave()
    desk.press("Space")
    await seen(desk, lambda: bool(desk.session.pending.rows))
    away.come_back()
    desk.press("T")
    await seen(desk, lambda: bool(away.waits(second)))
    assert desk.portal.stats()["requests"] == 0
    returned: list[bool] = []
    desk.session.sync.returned.add(lambda: returned.append(True))
    await desk.session.sync.round()
    assert returned == [True]
    assert not desk.session.sync.state.away
    assert desk.portal.stats()["writes"] == {}  # it is offered, not sent


async def test_the_status_line_knows_it_as_soon_as_a_key_does(away: Away) -> None:
    desk = away.desk
    await three(desk)
    line = SyncLine(desk.session.sync, desk.window.status, Formats(desk.session.clock), lambda _key, _error: None)
    assert line.words(desk.session.sync.state) == ""
    away.leave()
    desk.press("Space")
    await seen(desk, lambda: bool(desk.session.pending.rows))
    assert line.words(desk.session.sync.state) == "The portal can't be reached"
    await line.aclose()


async def test_a_portal_that_says_no_is_not_away(away: Away) -> None:
    desk = away.desk
    number = await desk.make("Call Andrew", NOON - DAY)
    desk.portal.faults("plan=1")
    desk.press("Space")
    await seen(desk, lambda: bool(desk.failures))
    assert away.waits(number) == {}
    assert not desk.session.sync.state.away


async def test_an_answer_that_got_lost_becomes_no_pending_edit(away: Away) -> None:
    desk = away.desk
    number = await desk.make("Call Andrew", NOON - DAY)
    desk.portal.faults("reset_after:crm.activity.update=1", once=1)
    desk.press("Space")
    await seen(desk, lambda: not desk.shown)
    assert desk.stored(number)["COMPLETED"] == "Y"
    assert away.waits(number) == {}
    assert desk.failures == []


async def test_what_is_written_later_at_once_is_not_asked_for_twice(away: Away) -> None:
    desk = away.desk
    first, second, _ = await three(desk)
    away.leave()
    for key in ("3", "3", "K", "K"):
        desk.press(key)
        await desk.settled()
    away.come_back()
    await desk.session.sync.round()
    desk.list.setFocus()
    desk.press("5")
    await seen(desk, lambda: not away.waits(first))
    assert desk.stored(first)["SETTINGS"]
    line = desk.today.line(first)
    assert line is not None
    assert line.color is TodoColor("5")
    assert away.waits(second) == {Field.COLOR: TodoColor("3")}
    assert desk.failures == []


async def test_what_somebody_else_changed_meanwhile_shows_at_the_row(away: Away) -> None:
    desk = away.desk
    first, *_ = await three(desk)
    away.leave()
    desk.press("T")
    await seen(desk, lambda: bool(away.waits(first)))
    away.come_back()
    theirs = {"ownerTypeId": 2, "ownerId": 1, "id": first, "value": (NOON + HOUR).isoformat()}
    desk.portal.call("crm.activity.todo.updateDeadline", theirs)
    pending = desk.session.pending
    await pending.portal_is_back()
    await desk.settled()
    state = pending.cell(first, Field.DEADLINE)
    assert state is not None
    assert state.mark is Mark.CONFLICT
    assert away.words(first) == "waits: tomorrow 09:00 · conflict"
    assert away.spoken(first).endswith(", conflict")


# Several rows


async def test_several_wait_as_one_each_at_its_own_hour(away: Away) -> None:
    desk = away.desk
    made = await three(desk)
    desk.press("Shift+Down")
    desk.press("Shift+Down")
    away.leave()
    desk.press("T")
    assert desk.work.many.card is not None  # nobody knows yet that there is nothing to look at
    await seen(desk, lambda: len(desk.session.pending.rows) == 3)
    assert desk.work.many.card is None
    hours = [away.waits(each)[Field.DEADLINE] for each in made]
    assert [each.astimezone(BERLIN).isoformat()[:16] for each in hours if isinstance(each, datetime)] == [
        f"{TOMORROW}T{hour}:00" for hour in ("09", "10", "11")
    ]
    assert "changes of 3 activities wait" in desk.window.quiet.text
    assert desk.session.runs.lines == ()
    assert desk.list.chosen == made
    assert desk.list.hasFocus()
    desk.press("Space")
    assert desk.work.many.card is None  # it is known now
    await seen(desk, lambda: all(len(away.waits(each)) == 2 for each in made))
    desk.press("Ctrl+Z")
    await desk.settled()
    assert [set(away.waits(each)) for each in made] == [{Field.DEADLINE}] * 3
    desk.press("3")
    await seen(desk, lambda: all(Field.COLOR in away.waits(each) for each in made))
    assert desk.failures == []


async def test_what_cannot_wait_is_left_out_and_says_why(away: Away) -> None:
    desk = away.desk
    made = await three(desk)
    call = await desk.make_call("Ring back", NOON - 4 * HOUR)
    away.leave()
    desk.list.go_to(1)
    desk.press("Ctrl+A")
    assert set(desk.list.chosen) == {*made, call}
    desk.press("T")
    await seen(desk, lambda: len(desk.session.pending.rows) == 3)
    assert away.waits(call) == {}
    assert "1 left as it was: The deadline of a call or a meeting" in desk.window.quiet.text


async def test_taking_a_run_back_needs_the_portal(away: Away) -> None:
    desk = away.desk
    await three(desk)
    away.leave()
    desk.work.many.undo("no such run", "Complete 2")
    await until(lambda: bool(desk.failures))
    assert desk.work.many.card is None
    assert not desk.session.pending.rows
