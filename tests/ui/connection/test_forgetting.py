"""What is said before a connection is forgotten, what can be kept of it, and what is gone afterwards."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from daybook.domain.run import StepState
from daybook.store.connections import Connection, ConnectionBook, ConnectionKind, new_id
from daybook.store.copy.copy import path_for
from daybook.store.drafts import Drafts, KeptDraft
from daybook.store.pending import PendingEditBook
from daybook.ui.connection.forget_question import ForgetQuestion
from daybook.ui.connection.leftover_words import LONGEST, LeftoverWords
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.work.leftovers import Leftovers
from tests.helpers.leftovers import DRAFT, NOW, leave_everything, leave_run
from tests.ui.accessible import nameless
from tests.ui.connection.conftest import Bench

ANNA = Connection("a" * 32, "Northwind", "https://northwind.bitrix24.com", 7, "Anna Berg", ConnectionKind.WEBHOOK, NOW)


@pytest.fixture
async def anna(bench: Bench) -> Connection:
    """A connection with everything that can be left, shown in the window."""
    await ConnectionBook(bench.memory).add(ANNA)
    await leave_everything(ANNA, bench.memory, bench.journal, bench.folders)
    await bench.connections.start()
    bench.workspace.select(ANNA.id)
    return ANNA


async def ask(bench: Bench) -> ForgetQuestion:
    bench.workspace.details.forget.click()
    await bench.settled()
    question = bench.workspace.forgetting.question
    assert question is not None
    assert question.isVisible()
    return question


def said(question: ForgetQuestion) -> str:
    return "\n".join(each.text() for each in question.findChildren(QLabel) if each.isVisible())


async def test_what_goes_is_named(bench: Bench, anna: Connection) -> None:
    question = await ask(bench)
    text = said(question)
    for line in (
        "2 unsaved drafts: “",
        "“Call Andrew”",
        "1 draft of calls, meetings or e-mails: “Your offer”",
        "1 draft sent, with no answer yet",
        "1 change in the table, not applied yet: “Send the contract”",
        "1 unfinished run: “Visit Contoso”",
        "1 run can be taken back until you forget it. The newest: “Call Andrew”",
        "The copy of the portal's data, ",
        "Saved views and what you wrote of workflow actions stay",
    ):
        assert line in text
    assert "Call Andrew" in question.accessibleDescription()
    assert nameless(question) == []
    assert question.window().focusWidget() is question.no


async def test_escape_keeps_everything(bench: Bench, anna: Connection, qtbot: QtBot) -> None:
    question = await ask(bench)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    await bench.settled()
    assert [each.connection.id for each in bench.connections.all] == [anna.id]
    assert len(await Drafts(bench.memory).all(anna.id)) == 2


async def test_forgetting_takes_along_what_was_named(bench: Bench, anna: Connection) -> None:
    question = await ask(bench)
    question.yes.click()
    await bench.settled()
    assert bench.connections.all == ()
    assert await Drafts(bench.memory).all(anna.id) == ()
    assert await PendingEditBook(bench.memory, anna.portal, 7).count() == 0
    assert not path_for(bench.folders.copies, anna.portal, 7).exists()
    assert [head.id for head in await bench.journal.unfinished(anna.portal, 7)] == ["begun"]
    assert bench.failures == []


async def test_it_can_be_kept_in_a_file_first(bench: Bench, anna: Connection, qtbot: QtBot, tmp_path: Path) -> None:
    question = await ask(bench)
    qtbot.keyClick(question, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = bench.workspace.forgetting.dialog
    assert dialog is not None
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(tmp_path / "left.json"))
    dialog.close()
    assert not question.yes.isEnabled()  # not before the file is there
    await bench.settled()
    assert question.isVisible()
    assert question.yes.isEnabled()
    assert "Saved in left.json." in said(question)
    assert question.card.geometry().height() >= question.card.sizeHint().height()
    found = json.loads((tmp_path / "left.json").read_text())
    assert {each["title"] for each in found["drafts"]} == {"Call Andrew", "Visit Contoso"}
    assert [each.connection.id for each in bench.connections.all] == [anna.id]


async def test_a_file_that_was_not_written_is_said_in_the_question(
    bench: Bench, anna: Connection, tmp_path: Path
) -> None:
    question = await ask(bench)
    left = await bench.workspace.forgetting._forgetting.left(anna.id)
    bench.workspace.forgetting.save(left, tmp_path / "nowhere" / "left.json")
    await bench.settled()
    assert "The file left.json was not written." in said(question)
    assert "There is no such folder." in said(question)
    assert question.save.isEnabled()


async def test_with_another_connection_of_the_person_little_is_lost(bench: Bench, anna: Connection) -> None:
    other = replace(anna, id=new_id(), name="Anna, application", kind=ConnectionKind.APPLICATION)
    await ConnectionBook(bench.memory).add(other)
    question = await ask(bench)
    text = said(question)
    assert "“Anna, application” leads to the same portal as the same person" in text
    assert "unsaved draft" in text
    for kept in ("unfinished", "taken back", "not applied", "copy of the portal"):
        assert kept not in text
    question.yes.click()
    await bench.settled()
    assert path_for(bench.folders.copies, anna.portal, 7).exists()
    assert await PendingEditBook(bench.memory, anna.portal, 7).count() == 1


async def test_where_nothing_is_left_nothing_is_offered(bench: Bench) -> None:
    await ConnectionBook(bench.memory).add(ANNA)
    await bench.connections.start()
    bench.workspace.select(ANNA.id)
    question = await ask(bench)
    assert "go with it" not in said(question)
    assert not question.save.isVisible()
    assert "The secret leaves the keyring." in said(question)


async def test_many_titles_are_counted_and_long_ones_cut(bench: Bench, anna: Connection, formats: Formats) -> None:
    for number in range(9):
        await leave_run(anna, bench.journal, f"r{number}", "L" * 200, StepState.SENT)
    left = await bench.workspace.forgetting._forgetting.left(anna.id)
    [line] = [each.text for each in LeftoverWords(left, formats).losses() if "unfinished" in each.text]
    assert line.startswith("10 unfinished runs: “")
    assert "and 7 more" in line
    assert f"“{'L' * LONGEST}…”" in line


@pytest.mark.parametrize(
    ("count", "wanted"), [(1, "1 unsaved draft: “Call Andrew”"), (4, "“Call Andrew” and 1 more")], ids=str
)
def test_plurals(formats: Formats, count: int, wanted: str, make_draft: Callable[[int], Leftovers]) -> None:
    [line] = LeftoverWords(make_draft(count), formats).losses()
    assert wanted in line.text


@pytest.fixture
def make_draft() -> Callable[[int], Leftovers]:
    return lambda count: Leftovers(
        ANNA, drafts=tuple(KeptDraft(ANNA.id, number, DRAFT, None, NOW) for number in range(count))
    )


def test_several_connections_share(formats: Formats) -> None:
    text = LeftoverWords(Leftovers(ANNA, shared_with=("One", "Two")), formats).what_stays()
    assert text.startswith("“One”, “Two” lead to")


def test_a_journal_that_is_not_read_is_said(formats: Formats) -> None:
    [line] = LeftoverWords(Leftovers(ANNA, journal_unread=True), formats).losses()
    assert line.tone == "danger"


def test_the_whole_question_fits_a_small_window(look: Look, formats: Formats, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 620)
    window.show()
    question = ForgetQuestion(look, formats, window, Leftovers(ANNA, copy_bytes=12_000_000, journal_unread=True))
    question.open()
    assert question.card.height() >= question.card.sizeHint().height()
    assert window.rect().contains(question.card.geometry())
