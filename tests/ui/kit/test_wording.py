"""Every error and every key has a sentence, and no sentence gives a secret away."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication

from daybook import privacy
from daybook.bitrix import errors as bitrix
from daybook.bitrix.address import AddressFault, BadAddress
from daybook.bitrix.oauth_return import BadReturn, ReturnFault
from daybook.domain.deadline import BadDeadline, DeadlineReader
from daybook.domain.query_faults import BadQuery, Mistake, QueryFault
from daybook.domain.view_file import ViewFault, ViewMistake
from daybook.store.database import StoreUnusable
from daybook.ui.kit.failure import particulars
from daybook.ui.kit.wording import explain, failure, keys, retry_helps
from daybook.ui.kit.wording.explain import SENTENCES
from daybook.ui.kit.wording.questions import view_mistake
from daybook.vault import errors as vault
from daybook.work.exporting.writing import ExportFailed

pytestmark = pytest.mark.usefixtures("qapp")

ROOMS = ("daybook.domain", "daybook.bitrix", "daybook.store", "daybook.vault", "daybook.bulk")
INTERNAL = {
    *("LockBusy", "Skip", "TooDeep", "TooManyValues", "TooLate", "NoMoment", "NameNotFound", "BadJson", "BadNews"),
    *("BadCell", "BlockTooLarge"),
}
"""Errors that are caught before the bar sees them; the last two are said where a person types or pastes."""
UNEXPECTED = "Something went wrong that Daybook did not expect."


def _errors_of(module: ModuleType) -> Iterator[type[BaseException]]:
    for name, found in inspect.getmembers(module, inspect.isclass):
        ours = found.__module__ == module.__name__ and not name.startswith("_")
        if ours and issubclass(found, BaseException) and name not in INTERNAL:
            yield found


def _all_errors() -> Iterator[type[BaseException]]:
    for room in ROOMS:
        folder = importlib.import_module(room).__path__
        for found in pkgutil.iter_modules(folder, f"{room}."):
            yield from _errors_of(importlib.import_module(found.name))


@pytest.mark.parametrize("kind", list(_all_errors()), ids=lambda kind: kind.__name__)
def test_each_class_has_a_sentence_of_its_own(kind: type[BaseException]) -> None:
    assert kind in SENTENCES


def _examples() -> Iterator[BaseException]:
    yield from (bitrix.Unreachable(kind=kind) for kind in bitrix.UnreachableKind)
    yield from (bitrix.AnswerLost(kind=kind) for kind in bitrix.LostKind)
    yield from (bitrix.MissingScope(scope=scope) for scope in ("crm", ""))
    yield from (bitrix.OperatingLimit(until=until) for until in (None, datetime(2026, 3, 2, 9, 10, tzinfo=UTC)))
    yield from (bitrix.Refused(text=text) for text in ("", "Field TITLE is too long."))
    yield from (bitrix.TokenServerDown(kind=kind) for kind in (*bitrix.UnreachableKind, *bitrix.LostKind))
    yield from (bitrix.RenewalBlocked(by=by) for by in bitrix.BlockedBy)
    yield from (BadReturn(fault) for fault in ReturnFault)
    yield bitrix.NeedsApplication(code="ERROR_WRONG_APPLICATION")
    yield bitrix.OtherPortal(asked="one.bitrix24.com", other="two.bitrix24.com")
    yield bitrix.Moved(old_host="old.bitrix24.com", new_host="new.bitrix24.com")
    yield from (BadAddress(fault) for fault in AddressFault)
    yield from (StoreUnusable(Path("memory.sqlite"), reason) for reason in ("newer", "damaged", "disk", "locked"))
    reasons = ("full", "forbidden", "nowhere", "name", "open_elsewhere", "disk")
    yield from (ExportFailed(Path("left.json"), reason) for reason in reasons)
    yield from (BadQuery((Mistake(fault, (0, 4), "reps", nearest=("resp",)),)) for fault in QueryFault)
    yield vault.SecretTooLarge(9_000)
    special = (
        bitrix.Unreachable,
        bitrix.AnswerLost,
        bitrix.MissingScope,
        bitrix.Moved,
        bitrix.OtherPortal,
        bitrix.TokenServerDown,
        bitrix.RenewalBlocked,
        vault.SecretTooLarge,
    )
    plain = (kind for room in (bitrix, vault) for kind in _errors_of(room))
    yield from (kind() for kind in plain if kind not in special)


@pytest.mark.parametrize("error", list(_examples()), ids=lambda error: f"{type(error).__name__} {error}")
def test_each_error_is_said_in_whole_sentences(error: BaseException) -> None:
    said = explain(error)
    assert said.title.endswith(".")
    assert said.title != UNEXPECTED
    assert said.advice == "" or said.advice.endswith((".", "?", "/.", "’"))
    assert "{" not in said.title + said.advice


def test_kinds_are_told_apart() -> None:
    advice = {explain(bitrix.Unreachable(kind=kind)).advice for kind in bitrix.UnreachableKind}
    assert len(advice) == len(bitrix.UnreachableKind)
    four = {
        explain(kind()).title for kind in (vault.VaultMissing, vault.VaultLocked, vault.VaultSilent, vault.VaultEmpty)
    }
    assert len(four) == 4


def test_a_scope_is_named() -> None:
    assert "“bizproc”" in explain(bitrix.MissingScope(scope="bizproc")).advice


def test_the_server_speaks_where_nobody_else_knows() -> None:
    said = explain(bitrix.Refused("crm.activity.update", code="ODD", text="Only on Fridays."))
    assert said.advice == "It says: Only on Fridays."


def test_a_known_refusal_is_said_in_our_words() -> None:
    said = explain(bitrix.Refused(code="LAST_BINDING_CANNOT_BE_DELETED", text="Last binding"))
    assert "at least one" in said.advice


def test_a_stranger_gets_the_last_sentence() -> None:
    assert explain(ZeroDivisionError()).title == UNEXPECTED


@pytest.mark.parametrize("text", ["", "31 february", "25:00", "soonish", "+900000 days"])
def test_what_the_reader_of_deadlines_refuses_has_a_sentence(text: str) -> None:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with pytest.raises(BadDeadline) as caught:
        DeadlineReader(lambda: UTC).read(text, now=now)
    assert keys.deadline_fault(caught.value.reason).endswith(".")


@pytest.mark.parametrize("fault", list(ViewFault))
def test_what_is_wrong_with_a_view_has_a_sentence(fault: ViewFault) -> None:
    said = view_mistake(ViewMistake(fault, 3, 7, "group", "owners", nearest=("owner",)))
    assert said.title.startswith("Line 3, column 7: ")
    assert said.title.endswith(".")
    assert said.advice == "Did you mean owner?"
    assert view_mistake(ViewMistake(fault)).advice == "It was left out."
    assert view_mistake(ViewMistake(fault, refused=True)).advice == ""


def test_a_bad_filter_in_a_view_says_what_is_wrong_with_the_filter() -> None:
    wrong = Mistake(QueryFault.UNKNOWN_KEY, (0, 4), "reps", nearest=("resp",))
    said = view_mistake(ViewMistake(ViewFault.BAD_FILTER, 4, 13, "filter", "reps", query=wrong, refused=True))
    assert said.title == "Line 4, column 13: The filter is not understood."
    assert said.advice == "“reps” is nothing a filter can ask for. Did you mean resp?"


@pytest.mark.parametrize(
    ("error", "helps"),
    [
        (bitrix.Unreachable(kind=bitrix.UnreachableKind.DNS), True),
        (bitrix.Throttled(), True),
        (bitrix.WrongSecret(), False),
        (bitrix.Overloaded(), False),
        (bitrix.AccessDenied(), False),
        (RuntimeError(), True),
    ],
)
def test_trying_again_is_offered_where_it_may_help(error: BaseException, helps: bool) -> None:
    assert retry_helps(error) is helps
    assert (failure(error, "x", privacy.mask, retry=lambda: None).retry is not None) is helps


def test_details_hold_the_servers_words_code_and_method() -> None:
    error = bitrix.Refused("crm.activity.update", status=400, code="ERROR_CORE", text="Access denied.")
    details = particulars(error, privacy.mask)
    assert "crm.activity.update" in details
    assert "ERROR_CORE" in details
    assert "Access denied." in details
    assert "Traceback" not in details


def test_details_of_the_unexpected_hold_a_traceback_without_secrets() -> None:
    try:
        raise RuntimeError("POST https://a.bitrix24.com/rest/7/abcdef123456/crm.deal.list")
    except RuntimeError as error:
        details = particulars(error, privacy.mask)
    assert "Traceback" in details
    assert "abcdef123456" not in details


def test_the_application_speaks_english(qapp: QApplication) -> None:
    assert explain(bitrix.WebhookExpired()).title == "This webhook has expired."
