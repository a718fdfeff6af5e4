"""What is offered while a question is being typed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybook.domain.entities import Person
from daybook.domain.query import Item, Key, RelativeDay, Someone
from daybook.domain.query_complete import MOST, Completer, Completion
from daybook.domain.query_reader import QueryReader
from daybook.domain.query_resolve import resolve
from daybook.domain.query_words import Now, QueryWords
from tests.domain.queries import ANNA, CONTEXT, ZOE

COMPLETER = Completer()


def completed(typed: str) -> tuple[str, Completion]:
    """The text with "|" as cursor, completed."""
    text = typed.replace("|", "")
    return text, COMPLETER.complete(text, typed.index("|"), CONTEXT)


def offered(typed: str) -> list[str]:
    return [each.text for each in completed(typed)[1].suggestions]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("|", ["due:", "start:", "end:"]),
        ("is:open |", ["due:"]),
        ("d|", ["due:", "direction:"]),
        ("re|", ["resp:", "colour:rose"]),
        ("overd|", ["is:overdue"]),
        ("TO|", ["type:todo", "due:today", "due:tomorrow"]),
        ("zo|", ['resp:"Zoë Smithers"']),
        ("-col|", ["colour:"]),
        ("due:|", ["overdue", "today", "tomorrow"]),
        ("due<to|", ["today", "tomorrow"]),
        ("due:today..fri|", ["friday"]),
        ("due:today,no|", ["none"]),
        ("created:o|", []),
        ("resp:|", ["me", "none", '"Ada Lovelace"']),
        ("resp:me,an|", ['"Anna Berg"', '"Anna Smith"']),
        ('resp:"Anna S|', ['"Anna Smith"']),
        ("on:|", ["deal", "lead", "contact", "company", '"Delivery notes"', "Equipment"]),
        ("on:eq|", ["Equipment"]),
        ("colour:r|", ["rose"]),
        ("priority:|", ["high", "medium", "low", "none"]),
        ("is:|", ["open", "done", "overdue"]),
        ("id:4|", []),
        ("xyz:4|", []),
        ('"in quotes|', []),
    ],
)
def test_offers_what_fits(typed: str, first: list[str]) -> None:
    found = offered(typed)
    assert found[: len(first)] == first
    assert first or not found


def test_now_is_offered_only_where_it_means_something() -> None:
    assert "now" in offered("due<n|")
    assert "now" not in offered("due:n|")
    assert "none" not in offered("due<n|")


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("is:open due:to| x", "is:open due:today x"),
        ("is:open due:t|oday x", "is:open due:today x"),
        ("due:today..fr|", "due:today..friday"),
        ("-resp:zoe|,me", '-resp:"Zoë Smithers",me'),
        ('resp:"Zo| is:open', 'resp:"Zoë Smithers" is:open'),
        ('resp:"Z|oë" is:open', 'resp:"Zoë Smithers" is:open'),
        ("-overd|", "-is:overdue"),
    ],
)
def test_the_suggestion_takes_the_place_of_what_was_typed(typed: str, after: str) -> None:
    text, found = completed(typed)
    start, end = found.at
    assert text[:start] + found.suggestions[0].text + text[end:] == after


def test_each_suggestion_says_what_it_means() -> None:
    assert completed("resp:zoe|")[1].suggestions[0].meaning == ZOE
    assert completed("resp:m|")[1].suggestions[0].meaning is Someone.ME
    assert completed("on:eq|")[1].suggestions[0].meaning == Item("Equipment")
    found = completed("tod|")[1].suggestions
    assert [(each.meaning, each.key) for each in found if each.key is Key.DUE] == [(RelativeDay(), Key.DUE)]
    assert [each.key for each in completed("due|")[1].suggestions if each.meaning is Key.DUE] == [None]


def test_whoever_is_no_longer_here_comes_last() -> None:
    assert offered("resp:berg|") == ['"Anna Berg"', '"Otto Berg"']


def test_namesakes_are_offered_by_number() -> None:
    twins = replace(CONTEXT, people=(Person(3, "Kim Lee"), Person(4, "Kim Lee"), ANNA), type_names={130: "V", 131: "v"})
    assert [each.text for each in COMPLETER.complete("resp:k", 6, twins).suggestions] == ["3", "4"]
    assert [each.text for each in COMPLETER.complete("on:v", 4, twins).suggestions] == ["130", "131"]


def test_the_persons_own_words_complete_to_the_keyword() -> None:
    german = Completer(QueryWords(keys={Key.DUE: ("fällig",)}, days={RelativeDay(): ("heute",)}))
    assert [each.text for each in german.complete("fäl", 3, CONTEXT).suggestions] == ["due:"]
    assert [each.text for each in german.complete("fällig:heu", 10, CONTEXT).suggestions] == ["today"]


typed_pieces = ["due", "resp", "on", "is", "colour", ":", "<", "to", "an", "d", ",", '"', " ", "-", "#", "..", "é"]
pieces = st.lists(st.sampled_from(typed_pieces), max_size=10).map("".join)


@settings(max_examples=300, deadline=None)
@given(pieces | st.text(max_size=30), st.integers(0, 60))
def test_whatever_is_offered_is_understood(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    found = COMPLETER.complete(text, cursor, CONTEXT)
    start, end = found.at

    assert 0 <= start <= end <= len(text)
    assert start <= cursor <= end
    assert len(found.suggestions) <= MOST
    for each in found.suggestions:
        if each.key is not None:
            typed = each.text if each.text.startswith(f"{each.key}:") else f"{each.key}<{each.text}"
            meant = QueryReader().read(typed if each.meaning is Now.NOW else typed.replace("<", ":", 1))
            assert len(resolve(meant, CONTEXT).clauses) >= 1
