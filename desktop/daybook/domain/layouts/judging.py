"""The judgement of a layout: what it says, what is wrong with it and where, out of its text."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from daybook.domain import json_places
from daybook.domain.json_places import BadJson, Node, TooDeep, TooManyValues
from daybook.domain.layouts.beyond import ActivityFacts, judge_clicks, judge_deadlines
from daybook.domain.layouts.codes import DOCUMENTED, PortalCodes
from daybook.domain.layouts.everywhere import look_through
from daybook.domain.layouts.faults import LayoutFault, LayoutMistake
from daybook.domain.layouts.kinds import Fields
from daybook.domain.layouts.model import Dto, Layout
from daybook.domain.layouts.notes import Case, Notes, Spot
from daybook.domain.layouts.reading import read_layout
from daybook.domain.layouts.rules import judge_kind
from daybook.domain.layouts.tables import CARD_FIELDS

LARGEST: Final = 5_000_000
"""Letters, or bytes of a file. Twenty blocks of 10,000 letters in nineteen languages are 4 million."""

MOST_VALUES: Final = 50_000
"""A layout that uses every field, twenty links in each of twenty lines, all in nineteen languages, has 25,000."""

_NO_NUMBER: Final = re.compile(r"-?(?:NaN|Infinity|[0-9]{50})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a text says and what is wrong with it.

    `layout` is all that could be understood, also when there are errors; None when nothing could: no JSON, or no
    object. `dto` is the root object that is meant, None when that can't be told. `root` is the tree of the text with
    its places; None for no JSON. Errors and warnings stand in the order of the text, at most 100 of each.
    """

    layout: Layout | None
    dto: Dto | None
    errors: tuple[LayoutMistake, ...] = ()
    warnings: tuple[LayoutMistake, ...] = ()
    root: Node | None = None

    @property
    def valid(self) -> bool:
        """True when a portal takes it."""
        return not self.errors


def judge(
    text: str, dto: Dto | None = None, *, portal: PortalCodes = DOCUMENTED, activity: ActivityFacts | None = None
) -> Judgement:
    """What a text says and what is wrong with it. Never raises.

    Takes a few milliseconds for a layout and half a second for the worst text, so the window asks in another thread.

    `dto` None = a card as soon as it has one of a card's fields, else a set of content blocks. `portal` is what the
    portal knows of icons, logos and languages, `activity` the one that it is for; None = not known.
    """
    if len(text) > LARGEST:
        return _refused(text, LayoutFault.TOO_LARGE, limit=LARGEST)
    if not text.strip():
        return _refused(text, LayoutFault.EMPTY_TEXT)
    try:
        root = json_places.read(text, most_values=MOST_VALUES)
    except BadJson as bad:
        return _no_json(text, bad)
    return _judge_root(text, root, dto, portal, activity)


def judge_bytes(data: bytes, dto: Dto | None = None, *, portal: PortalCodes = DOCUMENTED) -> Judgement:
    """The judgement of a file's contents, see `judge`. Give it at most LARGEST + 1 bytes of a file."""
    if len(data) > LARGEST:
        return _refused("", LayoutFault.TOO_LARGE, limit=LARGEST)
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return _refused("", LayoutFault.NOT_TEXT)
    return judge(text, dto, portal=portal)


def meant_dto(root: Node) -> Dto | None:
    """The root object that is meant; None for what is no object."""
    if not root.is_object and root.value != []:
        return None
    return Dto.CARD if any(each in CARD_FIELDS for each in Spot(root).by_key) else Dto.BLOCKS


def _judge_root(
    text: str, root: Node, dto: Dto | None, portal: PortalCodes, activity: ActivityFacts | None
) -> Judgement:
    meant = dto or meant_dto(root)
    notes = Notes(text)
    top = Spot(root)
    if meant is None or not (root.is_object or root.value == []):
        notes.add(LayoutFault.NOT_AN_OBJECT, top)
        return Judgement(None, meant, tuple(notes.errors), root=root)
    look_through(notes, top)
    judge_kind(Case(top, meant.value, notes, portal), Fields(meant.value))
    layout = read_layout(root, meant)
    judge_clicks(top, layout, notes)
    if activity is not None:
        judge_deadlines(top, layout, activity, notes)
    return Judgement(layout, meant, _in_order(notes.errors), _in_order(notes.warnings), root)


def _in_order(mistakes: list[LayoutMistake]) -> tuple[LayoutMistake, ...]:
    return tuple(sorted(mistakes, key=lambda each: each.at))


def _no_json(text: str, bad: BadJson) -> Judgement:
    if isinstance(bad, TooDeep):
        return _refused(text, LayoutFault.TOO_DEEP, bad.at, limit=json_places.DEEPEST)
    if isinstance(bad, TooManyValues):
        return _refused(text, LayoutFault.TOO_LARGE, bad.at, limit=MOST_VALUES)
    number = _NO_NUMBER.match(text, bad.at)
    if number:
        return _refused(text, LayoutFault.NO_NUMBER, bad.at, number[0])
    return _refused(text, LayoutFault.NOT_JSON, bad.at, text[bad.at : bad.at + 1])


def _refused(text: str, fault: LayoutFault, at: int = 0, said: str = "", limit: int | None = None) -> Judgement:
    """A judgement of nothing but this."""
    notes = Notes(text)
    notes.add(fault, Spot(Node(None, at, at + len(said))), said=said, limit=limit)
    return Judgement(None, None, tuple(notes.errors))
