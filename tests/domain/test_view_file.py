"""Saved views as files: what was written is read again, and what was written by hand is read or refused, precisely."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from daybook.domain.columns import USUAL, Column
from daybook.domain.filtering import Order, SortKey
from daybook.domain.grouping import GroupBy
from daybook.domain.json_places import BadJson, line_and_column, read
from daybook.domain.query_faults import QueryFault
from daybook.domain.query_reader import QueryReader
from daybook.domain.query_writer import QueryWriter
from daybook.domain.view import LONGEST_NAME, View, ViewColumn
from daybook.domain.view_file import LARGEST_BYTES, MOST_MISTAKES, ViewFault, ViewReading, read_view, write_view
from tests.domain.queries import views

VIEW = View(
    name="Late to-dos of mine",
    filter="is:overdue resp:me type:todo",
    columns=(ViewColumn(Column.TITLE), ViewColumn(Column.DEADLINE, 176)),
    order=Order(SortKey.DEADLINE, descending=True),
    group=GroupBy.RESPONSIBLE,
)
WRITTEN = """{
  "daybook_view": 1,
  "name": "Late to-dos of mine",
  "filter": "is:overdue resp:me type:todo",
  "columns": [
    "title",
    {
      "column": "deadline",
      "width": 176
    }
  ],
  "order": "-deadline",
  "group": "responsible"
}
"""


def reading(text: str | bytes) -> ViewReading:
    return read_view(text if isinstance(text, bytes) else text.encode(), usual_name="from a file")


def of(**values: Any) -> str:
    return json.dumps({"daybook_view": 1, **values})


def test_a_file_is_readable() -> None:
    assert write_view(VIEW).decode() == WRITTEN
    assert reading(WRITTEN) == ViewReading(VIEW)


@settings(max_examples=150, deadline=None)
@given(views)
@example(View("half a pair \ud83d"))
def test_what_is_written_is_read_again(view: View) -> None:
    assert reading(write_view(view)) == ViewReading(view)


def test_every_key_but_the_first_may_be_missing() -> None:
    assert reading('{"daybook_view": 1}') == ViewReading(View("from a file"))
    assert reading('\ufeff {"daybook_view": 1}\n') == ViewReading(View("from a file"))
    assert reading('{"daybook_view": 1, "group": null}'.encode("utf-16")) == ViewReading(View("from a file"))


def test_the_filter_is_tidied() -> None:
    found = reading(of(filter='  Due < TODAY  color:Red "x"')).view
    assert found is not None
    assert found.filter == "due<today colour:rose x"


@pytest.mark.parametrize(
    ("text", "reason", "line", "column"),
    [
        (b" " * (LARGEST_BYTES + 1), ViewFault.TOO_LARGE, 0, 0),
        (b"\xff\x00{}", ViewFault.NOT_TEXT, 0, 0),
        (b"", ViewFault.NOT_JSON, 1, 1),
        ("name: x", ViewFault.NOT_JSON, 1, 1),
        ('{\n  "daybook_view": 1,\n}', ViewFault.NOT_JSON, 3, 1),
        ('{\n  "daybook_view": 1\n  "name": "x"\n}', ViewFault.NOT_JSON, 3, 3),
        ('{"daybook_view": NaN}', ViewFault.NOT_JSON, 1, 18),
        ('{"daybook_view": 1, "x": -Infinity}', ViewFault.NOT_JSON, 1, 26),
        ('{"daybook_view": 1, "x": 1' + "0" * 5000 + "}", ViewFault.NOT_JSON, 1, 26),
        ('{"daybook_view": 1, "name": "a\nb"}', ViewFault.NOT_JSON, 1, 29),
        ('{"daybook_view": 1} {}', ViewFault.NOT_JSON, 1, 21),
        ('{"daybook_view": 1', ViewFault.NOT_JSON, 1, 19),
        ("[" * 100_000, ViewFault.NOT_JSON, 1, 22),
        ("[]", ViewFault.NOT_A_VIEW, 1, 1),
        ("\n\n  7", ViewFault.NOT_A_VIEW, 3, 3),
        ('{"name": "x"}', ViewFault.NOT_A_VIEW, 1, 1),
        ('{"daybook_view": "1"}', ViewFault.NOT_A_VIEW, 1, 1),
        ('{"daybook_view": true}', ViewFault.NOT_A_VIEW, 1, 1),
        ('{"daybook_view": 0}', ViewFault.NOT_A_VIEW, 1, 18),
        ('{"daybook_view": 2}', ViewFault.NEWER, 1, 18),
        ('{"daybook_view": 1,\n "filter": 7}', ViewFault.WRONG_TYPE, 2, 12),
        ('{"daybook_view": 1,\n "filter": "", "filter": "x"}', ViewFault.DUPLICATE_KEY, 2, 16),
        ('{"daybook_view": 1,\n "filtr": "due<today"}', ViewFault.UNKNOWN_KEY, 2, 2),
        ('{"daybook_view": 1,\n "filter": "colour:rde"}', ViewFault.BAD_FILTER, 2, 12),
    ],
)
def test_what_is_no_view_or_might_show_others_is_refused(
    text: str | bytes, reason: ViewFault, line: int, column: int
) -> None:
    found = reading(text)

    assert found.view is None
    (mistake,) = found.mistakes
    assert (mistake.reason, mistake.line, mistake.column, mistake.refused) == (reason, line, column, True)


@pytest.mark.parametrize(
    ("text", "reason", "line", "column", "nearest"),
    [
        ('{"daybook_view": 1, "filter": "x",\n "colums": ["title"]}', ViewFault.UNKNOWN_KEY, 2, 2, ("columns",)),
        ('{"daybook_view": 1, "name": "a",\n "name": "from a file"}', ViewFault.DUPLICATE_KEY, 2, 2, ()),
        ('{"daybook_view": 1, "name": 5}', ViewFault.WRONG_TYPE, 1, 29, ()),
        ('{"daybook_view": 1, "name": " \\n "}', ViewFault.NO_NAME, 1, 29, ()),
        ('{"daybook_view": 1, "columns": "title"}', ViewFault.WRONG_TYPE, 1, 32, ()),
        ('{"daybook_view": 1, "columns": {"title": 1}}', ViewFault.WRONG_TYPE, 1, 32, ()),
        ('{"daybook_view": 1, "columns": [5]}', ViewFault.WRONG_TYPE, 1, 33, ()),
        ('{"daybook_view": 1, "columns": [["title"]]}', ViewFault.WRONG_TYPE, 1, 33, ()),
        ('{"daybook_view": 1, "columns": [{"width": 90}]}', ViewFault.WRONG_TYPE, 1, 33, ()),
        ('{"daybook_view": 1, "columns": ["deadlin"]}', ViewFault.UNKNOWN_COLUMN, 1, 33, ("deadline",)),
        ('{"daybook_view": 1, "order": 5}', ViewFault.WRONG_TYPE, 1, 30, ()),
        ('{"daybook_view": 1, "order": "-deadlin"}', ViewFault.UNKNOWN_ORDER, 1, 30, ("deadline",)),
        ('{"daybook_view": 1, "order": "excerpt"}', ViewFault.UNKNOWN_ORDER, 1, 30, ()),
        ('{"daybook_view": 1, "group": ["day"]}', ViewFault.WRONG_TYPE, 1, 30, ()),
        ('{"daybook_view": 1, "group": "owners"}', ViewFault.UNKNOWN_GROUP, 1, 30, ("owner",)),
    ],
)
def test_a_mistake_in_the_look_is_said_and_left_out(
    text: str, reason: ViewFault, line: int, column: int, nearest: tuple[str, ...]
) -> None:
    found = reading(text)

    (mistake,) = found.mistakes
    assert (mistake.reason, mistake.line, mistake.column, mistake.nearest) == (reason, line, column, nearest)
    assert not mistake.refused
    assert found.view is not None
    assert (found.view.name, found.view.columns, found.view.order, found.view.group) == (
        "from a file",
        tuple(map(ViewColumn, USUAL)),
        Order(),
        None,
    )


def test_the_columns_that_are_understood_are_used() -> None:
    shown = ["title", "nonsense", {"column": "deadline", "width": 5}, "title", {"column": "owner", "width": True}]
    found = reading(of(columns=[*shown, {"column": "colour", "width": 90, "height": 3}]))

    assert [mistake.reason for mistake in found.mistakes] == [
        ViewFault.UNKNOWN_COLUMN,
        ViewFault.BAD_WIDTH,
        ViewFault.DUPLICATE_COLUMN,
        ViewFault.WRONG_TYPE,
        ViewFault.UNKNOWN_KEY,
    ]
    assert found.view is not None
    assert found.view.columns == (
        ViewColumn(Column.TITLE),
        ViewColumn(Column.DEADLINE),
        ViewColumn(Column.OWNER),
        ViewColumn(Column.COLOR, 90),
    )


def test_a_bad_filter_says_what_is_wrong_with_it() -> None:
    found = reading(of(filter="reps:me due:soon"))

    assert [mistake.query and mistake.query.reason for mistake in found.mistakes] == [
        QueryFault.UNKNOWN_KEY,
        QueryFault.NOT_A_MOMENT,
    ]
    assert found.mistakes[0].query is not None
    assert found.mistakes[0].query.nearest == ("resp",)


def test_a_name_that_is_too_long_is_cut() -> None:
    found = reading(of(name="x" * 500))
    assert found.view is not None
    assert found.view.name == "x" * LONGEST_NAME
    assert [mistake.reason for mistake in found.mistakes] == [ViewFault.NAME_TOO_LONG]


def test_a_flood_of_mistakes_is_cut_but_not_the_one_that_counts() -> None:
    found = reading(json.dumps({"daybook_view": 1, **{f"k{n}": n for n in range(5_000)}, "filtr": "x"}))
    assert found.view is None
    assert len(found.mistakes) == MOST_MISTAKES + 1
    assert found.mistakes[-1].said == "filtr"


values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from([*Column, "-id"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["column", "width", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)
files = st.dictionaries(
    st.sampled_from(["daybook_view", "name", "filter", "columns", "order", "group", "filtre", ""]), values
).map(lambda found: json.dumps({"daybook_view": 1, **found}))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file with a piece cut out, or something put in."""
    data = draw(st.one_of(views.map(write_view), files.map(str.encode)))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 12)))
    return data[:start] + draw(st.binary(max_size=4)) + data[end:]


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=60) | files.map(str.encode) | damaged())
def test_any_file_is_read_or_refused(data: bytes) -> None:
    found = reading(data)

    assert (found.view is None) == any(mistake.refused for mistake in found.mistakes)
    if found.view is not None:
        assert reading(write_view(found.view)).view == found.view
        assert QueryWriter().write(QueryReader().read(found.view.filter)) == found.view.filter


@settings(max_examples=300)
@given(st.text(max_size=30) | files | st.from_regex(r'[\[\]{}",:0-9eE.\\untrfalse \n-]{0,20}', fullmatch=True))
def test_json_is_what_pythons_own_reader_takes_for_json(text: str) -> None:
    def plain(node: Any) -> Any:
        if isinstance(node.value, list):
            if node.is_object:
                return {member.key: plain(member.node) for member in node.value}
            return [plain(each) for each in node.value]
        return node.value

    def no_constants(word: str) -> None:
        raise ValueError(word)

    try:
        expected = json.loads(text, parse_constant=no_constants)
    except ValueError:
        with pytest.raises(BadJson):
            read(text)
    else:
        assert repr(plain(read(text))) == repr(expected)


@pytest.mark.parametrize(("at", "place"), [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (5, (3, 2))])
def test_places_count_from_one(at: int, place: tuple[int, int]) -> None:
    assert line_and_column("ab\n\ncd", at) == place


def test_a_view_that_cannot_be_shown_is_refused() -> None:
    with pytest.raises(ValueError, match="name"):
        View(" ")
    with pytest.raises(ValueError, match="at least one"):
        View("x", columns=())
    with pytest.raises(ValueError, match="each once"):
        View("x", columns=(ViewColumn(Column.TITLE), ViewColumn(Column.TITLE, 90)))
    with pytest.raises(ValueError, match="wide"):
        ViewColumn(Column.TITLE, 1)
