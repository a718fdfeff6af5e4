"""What may be typed at a place of a layout's text: keys, and values where they are words of a list."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from daybook.domain.layouts.codes import DOCUMENTED, PortalCodes
from daybook.domain.layouts.judging import LARGEST
from daybook.domain.layouts.kinds import Choice, Code, CodeOf, Flag, Plain, Spec, Table, Words
from daybook.domain.layouts.loose import LooseMember, LooseNode, read_loosely
from daybook.domain.layouts.model import ActionType, Dto, Steps
from daybook.domain.layouts.tables import ACTION, CARD_FIELDS, DTOS, USED_BY_ACTION
from daybook.domain.layouts.whereabouts import Here, fields_of, what_stands_at

SECTION_CODE: Final = "sectionCode"


class Expecting(StrEnum):
    """What stands at the cursor."""

    KEY = "key"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Offer:
    """One word. `source` is how it is written in JSON, with quotation marks where it needs them."""

    word: str
    source: str
    required: bool = False
    later: bool = False
    """An older portal may refuse it."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand instead of `text[begins:ends]`, the word at the cursor; `typed` is what of it is there already.

    `steps` is the way to the object for a key, to the value for a value.
    """

    expecting: Expecting
    steps: Steps
    begins: int
    ends: int
    typed: str
    offers: tuple[Offer, ...]


def complete(text: str, at: int, dto: Dto | None = None, *, portal: PortalCodes = DOCUMENTED) -> Completion | None:
    """What may be typed with the cursor before letter `at`; None where nothing is known to fit.

    Never raises: the text need be no JSON yet. `dto` None = as the text looks like, either while it is empty.
    """
    if len(text) > LARGEST or not 0 <= at <= len(text):
        return None
    root = read_loosely(text)
    if root is None:
        return None
    steps, holder = _innermost(root, at)
    if holder is None or holder.opens != "{":
        return None
    finder = _Finder(root, dto, portal)
    for member in holder.members:
        if member.at < at <= member.key_end and not _is_behind(text, member.at, member.key_end, at):
            typed = text[member.at : at].lstrip('"')
            offers = finder.keys(steps, holder, member)
            place = (member.at, _word_end(text, member.at, member.key_end, at))
            return _completion(Expecting.KEY, steps, place, typed, offers)
        found = _in_value(text, member, at)
        if found is not None:
            way = (*steps, member.key)
            typed = text[found[0] : at].lstrip('"')
            return _completion(Expecting.VALUE, way, found, typed, finder.values(way))
    if _awaits_key(holder, at):
        return _completion(Expecting.KEY, steps, (at, at), "", finder.keys(steps, holder, None))
    return None


def _completion(
    expecting: Expecting, steps: Steps, place: tuple[int, int], typed: str, offers: Iterator[Offer]
) -> Completion | None:
    found = tuple(offers)
    return Completion(expecting, steps, *place, typed, found) if found else None


def _innermost(root: LooseNode, at: int) -> tuple[Steps, LooseNode | None]:
    """The innermost brackets around the cursor, and the way to them."""
    if not root.holds(at):
        return (), None
    steps: Steps = ()
    node = root
    while True:
        inner = next((each for each in node.members if each.value is not None and each.value.holds(at)), None)
        if inner is None or inner.value is None:
            return steps, node
        steps, node = (*steps, inner.key), inner.value


def _word_end(text: str, begins: int, ends: int, at: int) -> int:
    """The end of a word; of a string that is not closed yet the cursor, for the rest of the line is another matter."""
    is_open = text[begins] == '"' and (ends - begins < 2 or text[ends - 1] != '"')
    return at if is_open else ends


def _is_behind(text: str, begins: int, ends: int, at: int) -> bool:
    """True for a cursor behind the closing quotation mark."""
    return at == ends and ends - begins > 1 and text[ends - 1] == '"' and text[begins] == '"'


def _in_value(text: str, member: LooseMember, at: int) -> tuple[int, int] | None:
    """The letters of a value at the cursor, none of them for one that is still to come; None for no value there."""
    value = member.value
    if member.colon < 0 or at <= member.colon:
        return None
    if value is None:
        ends = member.comma if member.comma >= 0 else at
        return (at, at) if at <= ends else None
    if value.opens:
        return None
    if at < value.at:
        return None
    ends = at if value.end is None else value.end
    inside = at <= ends and not _is_behind(text, value.at, ends, at)
    return (value.at, _word_end(text, value.at, ends, at)) if inside else None


def _awaits_key(holder: LooseNode, at: int) -> bool:
    """True behind the opening bracket and behind commas."""
    before = [each for each in holder.members if each.at < at]
    return not before or 0 <= before[-1].comma < at


class _Finder:
    """Knows the whole text, and so which object stands where."""

    def __init__(self, root: LooseNode, dto: Dto | None, portal: PortalCodes) -> None:
        self._root = root
        self._portal = portal
        self._dto = dto or _meant(root)

    def keys(self, steps: Steps, holder: LooseNode, edited: LooseMember | None) -> Iterator[Offer]:
        """Fields that are not there yet; of an object whose keys are made up none."""
        taken = {each.key for each in holder.members if each is not edited}
        if not steps and self._dto is None:
            yield from _offers_of({**DTOS[Dto.CARD].fields, **DTOS[Dto.BLOCKS].fields}, taken)
            return
        here = self._here(steps)
        if isinstance(here, Words):
            yield from (_word(each) for each in self._portal.languages if each not in taken)
        table = fields_of(here)
        if table is not None:
            yield from _offers_of(_used(table, holder), taken)

    def values(self, steps: Steps) -> Iterator[Offer]:
        """Words that the value may be; none for a value that is not out of a list."""
        here = self._here(steps)
        if steps[-1] == SECTION_CODE and isinstance(here, Plain):
            yield from map(_word, self._section_codes())
        elif isinstance(here, Flag):
            yield from (Offer(each, each) for each in ("true", "false"))
        elif isinstance(here, Choice):
            yield from map(_word, here.values)
        elif isinstance(here, Code):
            yield from map(_word, self._portal.icons if here.of is CodeOf.ICON else self._portal.logos)
        elif isinstance(here, Plain):
            yield from map(_word, here.examples)

    def _here(self, steps: Steps) -> Here | None:
        return what_stands_at(steps, self._dto or Dto.BLOCKS, self._type_of)

    def _type_of(self, steps: Steps) -> str | None:
        node = self._at(steps)
        found = node.under("type") if node else None
        return found.said if found and not found.opens else None

    def _at(self, steps: Steps) -> LooseNode | None:
        node: LooseNode | None = self._root
        for step in steps:
            node = node.under(step) if node else None
        return node

    def _section_codes(self) -> Iterator[str]:
        sections = self._at(("footer", "menu", "sections"))
        for each in sections.members if sections else ():
            code = each.value.under("code") if each.value else None
            if code is not None and code.said:
                yield code.said


def _meant(root: LooseNode) -> Dto | None:
    """The root object that the text looks like; None while it looks like neither."""
    keys = {each.key for each in root.members if each.value is not None}
    if keys & set(CARD_FIELDS):
        return Dto.CARD
    return Dto.BLOCKS if "blocks" in keys else None


def _used(table: Table, holder: LooseNode) -> dict[str, Spec]:
    """The fields that make sense together with those that are there: of an action those of its type."""
    fields = dict(table.fields)
    there = {each.key for each in holder.members}
    for one, other in (*table.apart, *((b, a) for a, b in table.apart)):
        if one in there and other not in there:
            fields.pop(other, None)
    said = holder.under("type")
    action = next((each for each in ActionType if table is ACTION and said and each.value == said.said), None)
    if action is not None:
        fields = {name: spec for name, spec in fields.items() if name in ("type", *USED_BY_ACTION[action])}
    return fields


def _offers_of(fields: dict[str, Spec], taken: set[str]) -> Iterator[Offer]:
    for name, spec in fields.items():
        if name not in taken:
            yield Offer(name, f'"{name}"', spec.required, spec.later)


def _word(word: str) -> Offer:
    return Offer(word, f'"{word}"')
