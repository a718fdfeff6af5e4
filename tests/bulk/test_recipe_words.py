"""What is wrong with a recipe, as the command line says it."""

import json
from datetime import UTC

import pytest
from hypothesis import given, settings

from daybook.bulk.recipe_words import told
from daybook.domain.changes.recipe_faults import RecipeFault, RecipeMistake
from daybook.domain.changes.recipe_file import read_recipe
from tests.domain.changes.test_recipe_file import files


def sentences(change: object, select: object = None) -> list[str]:
    data = json.dumps({"select": select or {"ids": [1]}, "change": change}).encode()
    return [told(mistake).split(": ", 1)[1] for mistake in read_recipe(data, zone=UTC).mistakes]


def test_a_sentence_says_where_what_and_what_instead() -> None:
    text = b'{\n  "select": {"ids": [1]},\n  "change": {\n    "deadline": {"shift": "+3x"}\n  }\n}'
    assert [told(mistake) for mistake in read_recipe(text, zone=UTC).mistakes] == [
        'line 4, column 27: change.deadline.shift: "+3x" is no shift. Write ±N and m, h, d or wd, such as "+3wd".'
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"colour": 3}, 'change.colour: there is no key "colour" here. Did you mean "color"?'),
        ({"color": 8}, 'change.color: "8" is no colour. Write "1" to "7" or "default".'),
        ({"pings": [-5]}, "change.pings[0]: -5 is out of range. Write a whole number from 0 to 525600."),
        ({"deadline": {}}, "change.deadline: exactly one of these belongs here: set, shift, spread."),
        (
            {"deadline": {"set": "today", "shift": "1d"}},
            "change.deadline: exactly one of these belongs here: set, shift, spread. set, shift exclude each other.",
        ),
        (
            {"deadline": {"set": "tomorow"}},
            (
                'change.deadline.set: "tomorow" is no day or moment. Did you mean "today+1d"? '
                'Write it as in "2026-12-24 15:00" or "today+3wd 10:00".'
            ),
        ),
        ({"delete": True, "color": 1}, 'change.delete: this can\'t stand beside "color". Make two recipes of it.'),
        (
            {"title": {"set": "{deal.titel}"}},
            'change.title.set: {deal.titel} stands for nothing. Did you mean "deal.title"?',
        ),
        (
            {"title": {"set": "100 } x"}},
            'change.title.set: the brace at "} x" stands alone. Braces hold a name; {{ and }} are braces themselves.',
        ),
        ({"title": 5}, "change.title: 5 is no object. Write one in { }."),
        (
            {"create": {"title": "x", "deadline": "today", "minutes": 5}},
            "change.create.minutes: a to-do has no such thing. Leave it out.",
        ),
    ],
)
def test_sentences_about_changes(change: object, sentence: str) -> None:
    assert sentences(change) == [sentence]


def test_sentences_about_selections() -> None:
    found = sentences({"color": 1}, {"filter": {"<deadline": "today", ">DEADLINE": "24.12.2026"}})
    assert found == [
        (
            'select.filter.<deadline: there is no field "<deadline"; a portal would ignore it and select everything. '
            'Did you mean "<DEADLINE"?'
        ),
        (
            'select.filter.>DEADLINE: "24.12.2026" is no day or moment. '
            'Write a date such as "2026-12-24", or "today", "today+3d" or "today+3wd".'
        ),
    ]


@pytest.mark.parametrize("reason", RecipeFault)
def test_every_reason_has_a_sentence(reason: RecipeFault) -> None:
    sentence = told(RecipeMistake(reason, 4, 18, "change.x", "said", ("nearest", "other")))
    assert sentence.startswith("line 4, column 18: change.x: ")
    assert sentence.endswith((".", "?"))
    assert len(sentence) > len("line 4, column 18: change.x: .") + 10


def test_a_mistake_without_a_place_is_told_without_one() -> None:
    assert told(RecipeMistake(RecipeFault.NOT_TEXT)) == "the file is no text. Save it as UTF-8."
    assert told(RecipeMistake(RecipeFault.NOT_JSON, 7, 1)) == (
        "line 7, column 1: the file ends too early: it is not JSON."
    )


def test_a_recipe_can_not_move_the_cursor_of_a_terminal() -> None:
    (sentence,) = sentences({"title": {"set": "{\u001b[2J\nx}"}})
    assert sentence.isprintable()


@settings(max_examples=200, deadline=None)
@given(files)
def test_every_mistake_is_one_printable_line(data: bytes) -> None:
    for mistake in read_recipe(data, zone=UTC).mistakes:
        assert told(mistake).isprintable()
