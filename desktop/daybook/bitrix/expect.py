"""What an answer must be, or it is none: a silent default would be a lie. Each raises AnswerLost (unexpected)."""

from collections.abc import Mapping
from typing import Any

from daybook.bitrix import decode
from daybook.bitrix.answer import Answer
from daybook.bitrix.errors import AnswerLost, LostKind


def lost(method: str) -> AnswerLost:
    """An answer that says yes and means nothing."""
    return AnswerLost(method, kind=LostKind.UNEXPECTED, status=200)


def object_of(answer: Answer, method: str) -> Mapping[str, Any]:
    """The result as an object; an empty one may come as []."""
    if not isinstance(answer.result, Mapping) and answer.result != []:
        raise lost(method)
    return decode.as_map(answer.result)


def rows_in(answer: Answer, name: str, method: str) -> list[Mapping[str, Any]]:
    """The objects of the list that stands under `name` in the result."""
    inner = object_of(answer, method).get(name)
    if not isinstance(inner, list | Mapping):
        raise lost(method)
    return list(decode.as_maps(inner))
