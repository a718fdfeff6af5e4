"""Small changes of a layout's text: one value, one block, one key, and every other letter stays as it was written.

The text is what counts. Forms and the tree of parts change it here, by the places of its values, so that the order of
keys, fields that nobody knows, the spelling of numbers and a person's own line breaks are kept. Everything takes a text
and gives a text; `between` says which letters differ.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from daybook.domain import json_places
from daybook.domain.json_places import Member, Node
from daybook.domain.layouts.judging import MOST_VALUES
from daybook.domain.layouts.model import Steps

_INDENT: Final = re.compile(r"\n([ \t]+)\S")
_HALF_LETTERS: Final = re.compile("[\ud800-\udfff]")
_NUMBERED: Final = re.compile(r"(.*?)([0-9]*)", re.DOTALL)


class CanNotEdit(ValueError):
    """The text can't be changed so: the place is gone, or a key is taken."""


@dataclass(frozen=True, slots=True)
class Change:
    """The letters `at:end` become `put`."""

    at: int
    end: int
    put: str


def between(old: str, new: str) -> Change:
    """The shortest stretch that differs."""
    most = min(len(old), len(new))
    at = _same(old, new, most)
    left = most - at
    tail = _same(old[len(old) - left :][::-1], new[len(new) - left :][::-1], left)
    return Change(at, len(old) - tail, new[at : len(new) - tail])


def written(value: object, *, indent: str | None = "  ") -> str:
    """A value as JSON; on one line without an indentation. Half letters are escaped, so that any text can be saved."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _HALF_LETTERS.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def put_value(text: str, steps: Steps, value: object) -> str:
    """One value in the place of what stands there; what is missing on the way to it is made."""
    root = read(text)
    found = _find(root, steps)
    if found is not None:
        return _replaced(text, found.at, found.end, _indented(text, found.at, value, _style(text, found)))
    parent = _find(root, steps[:-1])
    if parent is None:
        return put_value(text, steps[:-1], {steps[-1]: value})
    return add(text, steps[:-1], steps[-1], value)


def add(text: str, parent: Steps, key: str, value: object, index: int | None = None) -> str:
    """One more member of an object, or item of a list (which has no keys), before the one at `index`; None = last.

    Raises CanNotEdit for a key that is taken, and where nothing can be added.
    """
    root = read(text)
    into = _container(root, parent)
    if into.is_object and key in _keys(into):
        raise CanNotEdit("the key is taken")
    room = _Room.of(text, into)
    return room.insert(text, key, room.write(value), index)


def remove(text: str, steps: Steps) -> str:
    """The text without a value and its key, however often that was written."""
    text = _without(text, steps)
    while _is_in_object(text, steps) and _find(read(text), steps) is not None:
        text = _without(text, steps)
    return text


def move(text: str, steps: Steps, parent: Steps, index: int) -> tuple[str, Steps]:
    """A value with its key to another place, as it is written; and the way to it then.

    `index` counts what is there without the value itself. A key that is taken there gets a number. Raises CanNotEdit
    also for a value that would be moved into itself.
    """
    if parent[: len(steps)] == steps:
        raise CanNotEdit("a part can't be moved into itself")
    root = read(text)
    node = _node(root, steps)
    raw, before = text[node.at : node.end], _line_indent(text, node.at)
    rest = remove(text, steps)
    parent = _after_removal(text, steps, parent)
    into = _container(read(rest), parent)
    key = free_key(_keys(into), steps[-1]) if into.is_object else str(index)
    room = _Room.of(rest, into)
    placed = min(index, len(room.children))
    made = room.insert(rest, key, _reindent(raw, before, room.indent), placed)
    return made, (*parent, key if into.is_object else str(placed))


def duplicate(text: str, steps: Steps) -> tuple[str, Steps]:
    """The same once more behind it, under a key with a number; and the way to the copy."""
    root = read(text)
    node, into = _node(root, steps), _container(root, steps[:-1])
    room = _Room.of(text, into)
    place = next(number for number, each in enumerate(room.children) if each[1] == node.end) + 1
    key = free_key(_keys(into), steps[-1]) if into.is_object else str(place)
    raw = _reindent(text[node.at : node.end], _line_indent(text, node.at), room.indent)
    return room.insert(text, key, raw, place), (*steps[:-1], key)


def rename(text: str, steps: Steps, key: str) -> str:
    """Another key for a value. Raises CanNotEdit when it is taken."""
    into = _container(read(text), steps[:-1])
    members = _members(into)
    if any(each.key == key for each in members):
        raise CanNotEdit("the key is taken")
    found = [each for each in members if each.key == steps[-1]]
    for each in reversed(found):
        text = _replaced(text, each.at, each.key_end, written(key, indent=None))
    if not found:
        raise CanNotEdit("there is no such key")
    return text


def formatted(text: str, *, indent: str = "  ") -> str:
    """The same values, each on its own line. Raises BadJson. Numbers and texts stay as they are spelled."""
    pieces: list[str] = []
    _lay_out(text, read(text), "", indent, pieces)
    return "".join(pieces) + "\n"


def free_key(taken: Sequence[str], wish: str) -> str:
    """The wish, or the wish with the least number that makes it free."""
    if wish not in taken:
        return wish
    match = _NUMBERED.fullmatch(wish)
    stem, digits = (match[1], match[2]) if match else (wish, "")
    number = int(digits) + 1 if digits and len(digits) < 9 else 2
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def value_of(node: Node) -> Any:
    """What a value says, as `json.loads` would; the last of a key that was written twice."""
    if node.is_object:
        return {each.key: value_of(each.node) for each in _members(node)}
    if isinstance(node.value, list):
        return [value_of(each) for each in node.value if isinstance(each, Node)]
    return node.value


def read(text: str) -> Node:
    """The tree of a text. Raises BadJson, also for more values than any layout has."""
    return json_places.read(text, most_values=MOST_VALUES)


def find(root: Node, steps: Steps) -> Node | None:
    """The value at the end of this way; None when there is none."""
    return _find(root, steps)


@dataclass(frozen=True, slots=True)
class _Room:
    """Where something is inserted: what is there already (from, to), and how it is laid out."""

    node: Node
    children: tuple[tuple[int, int], ...]
    on_lines: bool
    indent: str
    """Of each child that has a line of its own."""
    outer: str
    unit: str

    @classmethod
    def of(cls, text: str, node: Node) -> "_Room":
        children = _children(node)
        outer, unit = _line_indent(text, node.at), _unit(text)
        if children:
            begins = text.rfind("\n", 0, children[0][0]) + 1
            on_lines = begins > node.at and not text[begins : children[0][0]].strip()
            indent = text[begins : children[0][0]] if on_lines else outer
        else:
            on_lines = "\n" in text.strip() or node.end - node.at == len(text.strip())
            indent = outer + unit
        return cls(node, children, on_lines, indent, outer, unit)

    def write(self, value: object) -> str:
        if not self.on_lines:
            return written(value, indent=None)
        return _reindent(written(value, indent=self.unit), "", self.indent)

    def insert(self, text: str, key: str, raw: str, index: int | None) -> str:
        said = f"{written(key, indent=None)}: {raw}" if self.node.is_object else raw
        apart = f"\n{self.indent}" if self.on_lines else " "
        count = len(self.children)
        place = count if index is None else max(0, min(index, count))
        if not count:
            inside = f"\n{self.indent}{said}\n{self.outer}" if self.on_lines else said
            return _replaced(text, self.node.at + 1, self.node.end - 1, inside)
        if place == count:
            end = self.children[-1][1]
            return _replaced(text, end, end, f",{apart}{said}")
        at = self.children[place][0]
        return _replaced(text, at, at, f"{said},{apart}")


def _find(root: Node, steps: Steps) -> Node | None:
    node: Node | None = root
    for step in steps:
        if node is None:
            return None
        node = _step(node, step)
    return node


def _step(node: Node, step: str) -> Node | None:
    if node.is_object:
        return {each.key: each.node for each in _members(node)}.get(step)
    items = _items(node)
    return items[int(step)] if step.isascii() and step.isdigit() and int(step) < len(items) else None


def _node(root: Node, steps: Steps) -> Node:
    found = _find(root, steps) if steps else None
    if found is None:
        raise CanNotEdit("there is no such place")
    return found


def _container(root: Node, steps: Steps) -> Node:
    found = _find(root, steps)
    if found is None or not isinstance(found.value, list):
        raise CanNotEdit("nothing can stand there")
    return found


def _members(node: Node) -> list[Member]:
    if not node.is_object or not isinstance(node.value, list):
        return []
    return [each for each in node.value if isinstance(each, Member)]


def _items(node: Node) -> list[Node]:
    if node.is_object or not isinstance(node.value, list):
        return []
    return [each for each in node.value if isinstance(each, Node)]


def _keys(node: Node) -> tuple[str, ...]:
    return tuple(each.key for each in _members(node))


def _children(node: Node) -> tuple[tuple[int, int], ...]:
    if node.is_object:
        return tuple((each.at, each.node.end) for each in _members(node))
    return tuple((each.at, each.end) for each in _items(node))


def _is_in_object(text: str, steps: Steps) -> bool:
    parent = _find(read(text), steps[:-1])
    return parent is not None and parent.is_object


def _without(text: str, steps: Steps) -> str:
    root = read(text)
    node, into = _node(root, steps), _container(root, steps[:-1])
    children = _children(into)
    place = next(number for number, each in enumerate(children) if each[1] == node.end)
    if len(children) == 1:
        return _replaced(text, into.at + 1, into.end - 1, "")
    if place == 0:
        return _replaced(text, children[0][0], children[1][0], "")
    return _replaced(text, children[place - 1][1], children[place][1], "")


def _after_removal(text: str, gone: Steps, parent: Steps) -> Steps:
    """The way to a place once something before it in a list is gone."""
    depth = len(gone) - 1
    same_list = len(parent) > depth and parent[:depth] == gone[:depth] and not _is_in_object(text, gone)
    if same_list and int(parent[depth]) > int(gone[depth]):
        return (*parent[:depth], str(int(parent[depth]) - 1), *parent[depth + 1 :])
    return parent


def _replaced(text: str, at: int, end: int, put: str) -> str:
    return text[:at] + put + text[end:]


def _style(text: str, node: Node) -> str | None:
    """How something new is laid out in the place of this value: None = on one line, as it was."""
    holds = isinstance(node.value, list) and bool(node.value)
    return None if holds and "\n" not in text[node.at : node.end] else _unit(text)


def _indented(text: str, at: int, value: object, unit: str | None) -> str:
    return _reindent(written(value, indent=unit), "", _line_indent(text, at))


def _line_indent(text: str, at: int) -> str:
    """The blanks with which the line of a letter begins."""
    begins = text.rfind("\n", 0, at) + 1
    line = text[begins:at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _reindent(raw: str, before: str, after: str) -> str:
    """A value of several lines under another margin. JSON's texts hold no line breaks, so only the layout changes."""
    first, *others = raw.split("\n")
    return "\n".join([first, *(after + each.removeprefix(before) for each in others)])


def _unit(text: str) -> str:
    found = _INDENT.search(text)
    return found[1][:8] if found else "  "


def _lay_out(text: str, node: Node, outer: str, unit: str, pieces: list[str]) -> None:
    children: Mapping[int, tuple[str, Node]] = dict(
        enumerate(
            [(text[each.at : each.key_end] + ": ", each.node) for each in _members(node)]
            or [("", each) for each in _items(node)]
        )
    )
    if not children:
        marks = "{}" if node.is_object else "[]"
        pieces.append(marks if isinstance(node.value, list) else text[node.at : node.end])
        return
    inner = outer + unit
    opening, closing = "{}" if node.is_object else "[]"
    pieces.append(opening)
    for number, (key, child) in children.items():
        pieces.append(f"{',' if number else ''}\n{inner}{key}")
        _lay_out(text, child, inner, unit, pieces)
    pieces.append(f"\n{outer}{closing}")


def _same(one: str, other: str, most: int) -> int:
    """How many letters two texts begin with alike, found by halving: comparing slices is quick, letters are not."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
