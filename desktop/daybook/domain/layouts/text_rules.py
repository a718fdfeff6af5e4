"""The rules of what is read or clicked: texts, texts by language, and where a link leads."""

import re
from typing import Final

from daybook.domain.json_places import Member
from daybook.domain.layouts import links
from daybook.domain.layouts.faults import LayoutFault
from daybook.domain.layouts.kinds import Plain
from daybook.domain.layouts.links import LinkKind
from daybook.domain.layouts.nearest import nearest
from daybook.domain.layouts.notes import Case

_LANGUAGE: Final = re.compile(r"[a-z]{2}", re.ASCII)
_TAG: Final = re.compile(r"<[A-Za-z/!][^<>]*>")


def judge_words(case: Case) -> None:
    """A text, or texts by language."""
    if isinstance(case.value, str):
        if not case.value:
            case.add(LayoutFault.EMPTY)
        _judge_wording(case, case.value)
    elif not case.spot.node.is_object:
        case.add(LayoutFault.NOT_A_TEXT)
    elif not case.value:
        case.add(LayoutFault.EMPTY)
    else:
        _judge_translations(case)


def judge_plain(case: Case, kind: Plain) -> None:
    """A text that is not translated."""
    if not isinstance(case.value, str):
        case.add(LayoutFault.NOT_A_TEXT)
    elif not case.value and not kind.may_be_empty:
        case.add(LayoutFault.EMPTY)
    elif case.value in kind.never:
        case.add(LayoutFault.RESERVED_SECTION, allowed=kind.never)


def judge_address(case: Case) -> None:
    """Where a link leads. What runs code is a mistake although a portal may take it."""
    if not isinstance(case.value, str):
        case.add(LayoutFault.NOT_A_TEXT)
    elif not case.value:
        case.add(LayoutFault.EMPTY)
    elif links.kind_of(case.value) is LinkKind.DANGEROUS:
        case.add(LayoutFault.DANGEROUS_LINK)
    elif any(each.isspace() for each in case.value):
        case.add(LayoutFault.BLANK_IN_LINK)
    elif not links.opens(case.value):
        case.add(LayoutFault.DOUBTFUL_LINK)


def judge_lines(case: Case) -> None:
    """A text whose line breaks are not shown."""
    each = [case.value, *(member.node.value for member in case.spot.members)]
    if any(isinstance(value, str) and "\n" in value for value in each):
        case.add(LayoutFault.LOST_LINE_BREAK, said="\\n")


def _judge_translations(case: Case) -> None:
    blank = False
    for member in case.spot.by_key.values():
        if case.notes.full:
            return
        inside = case.at(case.spot.inside(member.key, member.node))
        _judge_language(case, inside, member)
        if isinstance(inside.value, str):
            blank = blank or not inside.value
            _judge_wording(inside, inside.value)
        else:
            inside.add(LayoutFault.NOT_A_TEXT)
    if blank:
        case.add(LayoutFault.NOTHING_SHOWN)


def _judge_language(texts: Case, inside: Case, member: Member) -> None:
    known = texts.portal.languages
    key, place = member.key, (member.at, member.key_end)
    if not _LANGUAGE.fullmatch(key):
        guess = nearest(key[:2].lower(), known)  # "en_US", "EN"
        texts.add(LayoutFault.NO_LANGUAGE, said=key, nearest=guess, allowed=known, at=place)
    elif key not in known:
        inside.add(LayoutFault.UNKNOWN_LANGUAGE, said=key, nearest=nearest(key, known), allowed=known, at=place)


def _judge_wording(case: Case, value: str) -> None:
    tag = _TAG.search(value)
    if tag:
        case.add(LayoutFault.HTML, said=tag[0])
