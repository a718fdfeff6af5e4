"""A saved view as a file that people read, write and send each other.

    {
      "daybook_view": 1,
      "name": "Late to-dos of mine",
      "filter": "is:overdue resp:me type:todo",
      "columns": ["title", {"column": "deadline", "width": 176}],
      "order": "-deadline",
      "group": "responsible"
    }

Only the first is needed. What is wrong with the look of a view is said and left out; with a filter that is not
understood, or might have been meant, the whole view is refused: it would show, and let change, other activities.
"""

import codecs
import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Final

from daybook.domain import json_places
from daybook.domain.columns import SORTED_BY, USUAL, Column
from daybook.domain.filtering import Order, SortKey
from daybook.domain.grouping import GroupBy
from daybook.domain.json_places import BadJson, Member, Node, line_and_column
from daybook.domain.query_faults import BadQuery, Mistake
from daybook.domain.query_reader import QueryReader
from daybook.domain.query_writer import QueryWriter
from daybook.domain.view import LONGEST_NAME, NARROWEST, WIDEST, View, ViewColumn

VERSION: Final = 1
LARGEST_BYTES: Final = 256 * 1024
"""More is no file of ours, and need not be read to know that."""
MOST_MISTAKES: Final = 20

_MARK: Final = "daybook_view"
_KEYS: Final = (_MARK, "name", "filter", "columns", "order", "group")
_COLUMN_KEYS: Final = ("column", "width")
_NO_GROUP: Final = "none"
_SHOWN: Final = 60

_ORDERS: Final[dict[str, SortKey]] = {
    **{column.value: key for column, key in SORTED_BY.items()},
    SortKey.ID.value: SortKey.ID,
}
_ORDER_WORDS: Final = {key: word for word, key in reversed(_ORDERS.items())}


class ViewFault(StrEnum):
    """What can be wrong with a file."""

    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    """Bytes that are neither UTF-8 nor UTF-16 with a mark."""
    NOT_JSON = "not_json"
    NOT_A_VIEW = "not_a_view"
    """JSON, but of something else."""
    NEWER = "newer"
    """A later Daybook wrote it."""
    UNKNOWN_KEY = "unknown_key"
    DUPLICATE_KEY = "duplicate_key"
    WRONG_TYPE = "wrong_type"
    """A number where a text belongs, and the like."""
    NO_NAME = "no_name"
    NAME_TOO_LONG = "name_too_long"
    BAD_FILTER = "bad_filter"
    """`query` says what is wrong with it."""
    UNKNOWN_COLUMN = "unknown_column"
    DUPLICATE_COLUMN = "duplicate_column"
    BAD_WIDTH = "bad_width"
    UNKNOWN_ORDER = "unknown_order"
    UNKNOWN_GROUP = "unknown_group"


@dataclass(frozen=True, slots=True)
class ViewMistake:
    """One thing that is wrong, and where; `line` and `column` count from 1, 0 where there is no place.

    `key` is the key of the file that it stands under, `said` what stands there. With `refused`, no view is made of
    the file.
    """

    reason: ViewFault
    line: int = 0
    column: int = 0
    key: str = ""
    said: str = ""
    nearest: tuple[str, ...] = ()
    query: Mistake | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class ViewReading:
    """What a file says. `view` is None when it was refused; else it is what could be used."""

    view: View | None
    mistakes: tuple[ViewMistake, ...] = ()


def write_view(view: View) -> bytes:
    """The file of a view: the same view gives the same bytes."""
    values: dict[str, Any] = {
        _MARK: VERSION,
        "name": view.name,
        "filter": view.filter,
        "columns": [_column_value(each) for each in view.columns],
        "order": ("-" if view.order.descending else "") + _ORDER_WORDS[view.order.key],
        "group": view.group.value if view.group else _NO_GROUP,
    }
    try:
        return (json.dumps(values, indent=2, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:  # half a surrogate pair, as a half-pasted emoji leaves it, is no UTF-8
        return (json.dumps(values, indent=2) + "\n").encode()


def _column_value(column: ViewColumn) -> object:
    if column.width is None:
        return column.column.value
    return {"column": column.column.value, "width": column.width}


def read_view(data: bytes, *, usual_name: str, reader: QueryReader | None = None) -> ViewReading:
    """The view of a file. `usual_name`, such as the file's own, is for one that says none.

    Never raises. Give it at most LARGEST_BYTES + 1 of a file; the worst of them take a second, so call it in a thread.
    """
    if len(data) > LARGEST_BYTES:
        return _refused(ViewFault.TOO_LARGE)
    text = _text(data)
    if text is None:
        return _refused(ViewFault.NOT_TEXT)
    try:
        root = json_places.read(text)
    except BadJson as exc:
        line, column = line_and_column(text, exc.at)
        return _refused(ViewFault.NOT_JSON, line, column, text[exc.at : exc.at + 1])
    return _ViewReader(text, usual_name, reader or QueryReader()).read(root)


def _refused(reason: ViewFault, line: int = 0, column: int = 0, said: str = "") -> ViewReading:
    return ViewReading(None, (ViewMistake(reason, line, column, said=said, refused=True),))


def _text(data: bytes) -> str | None:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None


class _ViewReader:
    def __init__(self, text: str, usual_name: str, reader: QueryReader) -> None:
        self._text = text
        self._usual_name = usual_name
        self._reader = reader
        self._mistakes: list[ViewMistake] = []
        self._is_refused = False

    def read(self, root: Node) -> ViewReading:
        members = root.value if isinstance(root.value, list) and root.is_object else []
        found = {member.key: member for member in members if isinstance(member, Member)}
        version = found[_MARK].node.value if _MARK in found else None
        if isinstance(version, bool) or not isinstance(version, int):
            return _refused(ViewFault.NOT_A_VIEW, *line_and_column(self._text, root.at))
        if version != VERSION:
            reason = ViewFault.NEWER if version > VERSION else ViewFault.NOT_A_VIEW
            return _refused(reason, *line_and_column(self._text, found[_MARK].node.at), str(version))
        self._keys([member for member in members if isinstance(member, Member)], found)
        view = View(
            name=self._name(found.get("name")),
            filter=self._filter(found.get("filter")),
            columns=self._columns(found.get("columns")),
            order=self._order(found.get("order")),
            group=self._group(found.get("group")),
        )
        return ViewReading(None if self._is_refused else view, tuple(self._mistakes))

    def _add(
        self,
        reason: ViewFault,
        at: int,
        key: str,
        said: object = "",
        *,
        among: tuple[str, ...] = (),
        query: Mistake | None = None,
        refused: bool = False,
    ) -> None:
        self._is_refused = self._is_refused or refused
        if len(self._mistakes) >= MOST_MISTAKES and not refused:
            return
        line, column = line_and_column(self._text, at)
        shown = str(said)[:_SHOWN]
        nearest = tuple(get_close_matches(shown.casefold(), among, n=1))
        self._mistakes.append(ViewMistake(reason, line, column, key, shown, nearest, query, refused))

    def _keys(self, members: list[Member], found: Mapping[str, Member]) -> None:
        seen: set[str] = set()
        for member in members:
            if member.key in seen:
                important = member.key in ("filter", _MARK)
                self._add(ViewFault.DUPLICATE_KEY, member.at, member.key, member.key, refused=important)
            elif member.key not in _KEYS:
                lost = "filter" not in found and _is_like(member.key, "filter")
                self._add(ViewFault.UNKNOWN_KEY, member.at, member.key, member.key, among=_KEYS, refused=lost)
            seen.add(member.key)

    def _wrong_type(self, node: Node, key: str, *, refused: bool = False) -> None:
        self._add(ViewFault.WRONG_TYPE, node.at, key, self._text[node.at : node.at + _SHOWN], refused=refused)

    def _name(self, member: Member | None) -> str:
        usual = _tidy(self._usual_name)[:LONGEST_NAME].strip() or "?"
        if member is None:
            return usual
        if not isinstance(member.node.value, str):
            self._wrong_type(member.node, "name")
            return usual
        name = _tidy(member.node.value)
        if not name:
            self._add(ViewFault.NO_NAME, member.node.at, "name")
        if len(name) > LONGEST_NAME:
            self._add(ViewFault.NAME_TOO_LONG, member.node.at, "name", name)
        return name[:LONGEST_NAME].strip() or usual

    def _filter(self, member: Member | None) -> str:
        if member is None:
            return ""
        if not isinstance(member.node.value, str):
            self._wrong_type(member.node, "filter", refused=True)
            return ""
        try:
            query = self._reader.read(member.node.value)
        except BadQuery as exc:
            for mistake in exc.mistakes:
                said, at = mistake.said, member.node.at
                self._add(ViewFault.BAD_FILTER, at, "filter", said, query=mistake, refused=True)
            return ""
        return QueryWriter(self._reader.words).write(query)

    def _columns(self, member: Member | None) -> tuple[ViewColumn, ...]:
        usual = tuple(map(ViewColumn, USUAL))
        if member is None:
            return usual
        if not isinstance(member.node.value, list) or member.node.is_object:
            self._wrong_type(member.node, "columns")
            return usual
        found: dict[Column, ViewColumn] = {}
        for node in member.node.value:
            column = self._column(node) if isinstance(node, Node) else None
            if column is not None and column.column in found:
                self._add(ViewFault.DUPLICATE_COLUMN, node.at, "columns", column.column)
            elif column is not None:
                found[column.column] = column
        return tuple(found.values()) or usual

    def _column(self, node: Node) -> ViewColumn | None:
        if isinstance(node.value, str):
            return self._known_column(node, None)
        if not node.is_object or not isinstance(node.value, list):
            self._wrong_type(node, "columns")
            return None
        members = [member for member in node.value if isinstance(member, Member)]
        for member in members:
            if member.key not in _COLUMN_KEYS:
                self._add(ViewFault.UNKNOWN_KEY, member.at, member.key, member.key, among=_COLUMN_KEYS)
        parts = {member.key: member.node for member in members}
        if "column" not in parts or not isinstance(parts["column"].value, str):
            self._wrong_type(node, "columns")
            return None
        return self._known_column(parts["column"], self._width(parts.get("width")))

    def _known_column(self, node: Node, width: int | None) -> ViewColumn | None:
        try:
            return ViewColumn(Column(str(node.value)), width)
        except ValueError:
            self._add(ViewFault.UNKNOWN_COLUMN, node.at, "columns", node.value, among=tuple(Column))
            return None

    def _width(self, node: Node | None) -> int | None:
        if node is None or node.value is None:
            return None
        if isinstance(node.value, bool) or not isinstance(node.value, int):
            self._wrong_type(node, "width")
            return None
        if not NARROWEST <= node.value <= WIDEST:
            self._add(ViewFault.BAD_WIDTH, node.at, "width", node.value)
            return None
        return node.value

    def _order(self, member: Member | None) -> Order:
        if member is None:
            return Order()
        said = member.node.value
        if not isinstance(said, str):
            self._wrong_type(member.node, "order")
            return Order()
        key = _ORDERS.get(said.removeprefix("-"))
        if key is None:
            self._add(ViewFault.UNKNOWN_ORDER, member.node.at, "order", said, among=tuple(_ORDERS))
            return Order()
        return Order(key, said.startswith("-"))

    def _group(self, member: Member | None) -> GroupBy | None:
        if member is None or member.node.value in (None, _NO_GROUP):
            return None
        if not isinstance(member.node.value, str):
            self._wrong_type(member.node, "group")
            return None
        try:
            return GroupBy(member.node.value)
        except ValueError:
            among = (*GroupBy, _NO_GROUP)
            self._add(ViewFault.UNKNOWN_GROUP, member.node.at, "group", member.node.value, among=among)
            return None


def _is_like(said: str, right: str) -> bool:
    return bool(get_close_matches(said.casefold()[:_SHOWN], (right, "query", "where", "search"), n=1))


def _tidy(name: str) -> str:
    """The name on one line."""
    return " ".join(name.split())
