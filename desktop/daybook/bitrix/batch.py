"""Many commands in one request. https://apidocs.bitrix24.com/settings/how-to-call-rest-api/batch.html

A batch answers 200 though every command failed, and one that timed out may have been done. Each command is a text
`method?query` with PHP's bracket keys; `$result[key]` inside a value would be replaced by the answer of the command
`key`, so keys are chosen that no text of a person can name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import Any, Final, TypeVar
from urllib.parse import quote

from daybook.bitrix import decode
from daybook.bitrix.answer import Answer, TimeBlock
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AnswerLost, LostKind, NotExecuted, PortalError
from daybook.bitrix.refusals import Refusal, read_refusal

K = TypeVar("K")

MAX_COMMANDS: Final = 50
METHOD: Final = "batch"
SELECT: Final = "select"
"""The parameter of every list that names the fields that are wanted."""
MOST_VALUES: Final = 500
"""Of one command, that surely arrive: of a query PHP reads 1,000 unless told otherwise, and says nothing of the rest
(https://www.php.net/manual/en/info.configuration.php#ini.max-input-vars)."""


@dataclass(frozen=True, slots=True)
class ResultOf:
    """Stands for a value in the answer of an earlier command of the same batch: `$result[key][49][ID]`.

    `position` counts the batch's commands from 0. A portal that finds no such value passes the text on as it is, so
    whatever uses one must do no harm then.
    """

    position: int
    path: tuple[str | int, ...] = ()


def encode_query(params: Mapping[str, Any], keys: Sequence[str] = ()) -> str:
    """`fields[TITLE]=a%26b&ids[0]=7`: nested values as PHP's http_build_query writes them.

    Flags become 1 and 0; half of a surrogate pair becomes a question mark. None, and lists and objects without
    anything in them, leave no trace: a query has no way to say "empty list", and every method that Daybook calls
    takes an absent one for it. `keys` are those of the batch's commands, for the `ResultOf` among the values.
    """
    return "&".join(filter(None, (_encoded(name, value, keys) for name, value in params.items())))


def _encoded(name: str, value: Any, keys: Sequence[str]) -> str:
    if name == SELECT and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return _selected(tuple(value))
    return _written(_pairs({name: value}, keys))


@lru_cache(maxsize=16)
def _selected(names: tuple[str, ...]) -> str:
    """The same twenty names stand in each of the fifty commands that read a list."""
    return _written(_pairs({SELECT: names}, ()))


def _written(pairs: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{key}={quote(text, safe='', errors='replace')}" for key, text in pairs)


def _pairs(params: Mapping[str, Any], keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name, value in params.items():
        yield from _flat(quote(str(name), safe=""), value, keys)


def _flat(key: str, value: Any, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(f"{key}[{quote(str(name), safe='')}]", inner, keys)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _flat(f"{key}[{number}]", inner, keys)
    elif isinstance(value, ResultOf):
        yield key, "$result" + "".join(f"[{part}]" for part in (keys[value.position], *value.path))
    elif value is not None:
        yield key, str(int(value)) if isinstance(value, bool) else str(value)


def can_say(params: Mapping[str, Any]) -> bool:
    """False for what would not arrive as it is: flags and numbers, which become texts, None, lists and objects without
    anything in them, and very many values.
    """
    return _arrives(params) and sum(1 for _ in _pairs(params, ())) <= MOST_VALUES


def _arrives(value: object) -> bool:
    if isinstance(value, Mapping):
        return bool(value) and all(map(_arrives, value.values()))
    if isinstance(value, list | tuple):
        return bool(value) and all(map(_arrives, value))
    return isinstance(value, str)


def build(commands: Sequence[Command], *, halt: bool = False) -> dict[str, Any]:
    """The parameters of a batch; with `halt` it stops at the first command that fails. ValueError for 0 or over 50."""
    if not 1 <= len(commands) <= MAX_COMMANDS:
        raise ValueError(f"a batch holds 1 to {MAX_COMMANDS} commands, not {len(commands)}")
    if any(command.method.lower() == METHOD for command in commands):
        raise ValueError("a batch holds no batch (ERROR_BATCH_METHOD_NOT_ALLOWED)")
    keys = keys_for(commands)
    cmd = {key: _line(command, keys) for key, command in zip(keys, commands, strict=True)}
    return {"halt": int(halt), "cmd": cmd}


def _line(command: Command, keys: Sequence[str]) -> str:
    query = encode_query(command.params, keys)
    return f"{command.method}?{query}" if query else command.method


def keys_for(commands: Sequence[Command]) -> tuple[str, ...]:
    """The key of each command: the first family of names that stands in none of their values."""
    said = "\n".join(text for command in commands for text in _texts(command.params) if "$" in text)
    family = next(f"s{number}n" for number in count() if f"$result[s{number}n" not in said)
    return tuple(f"{family}{number}" for number in range(len(commands)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            if isinstance(inner, str):  # as in the names of fields that are asked for: a page has twenty
                yield inner
            else:
                yield from _texts(inner)


def read_batch(
    answer: Answer, commands: Mapping[K, Command], *, halt: bool = False, by_token: bool = False
) -> dict[K, Answer | PortalError]:
    """What became of each command, under the caller's own keys and in their order.

    A command that the answer does not mention is NotExecuted behind one that failed in a batch with `halt`, else its
    answer is lost. Raises AnswerLost when this is no batch's answer at all.
    """
    if not isinstance(answer.result, Mapping) or "result" not in answer.result:
        raise AnswerLost(METHOD, kind=LostKind.UNEXPECTED, status=200)
    parts = _Parts(answer.result)
    found: dict[K, Answer | PortalError] = {}
    stopped = False
    for wire_key, (key, command) in zip(keys_for(list(commands.values())), commands.items(), strict=True):
        outcome = parts.outcome(wire_key, command.method, by_token=by_token)
        if outcome is None:
            unmentioned = NotExecuted(command.method) if stopped else _unmentioned(command)
            found[key] = unmentioned
        else:
            found[key] = outcome
            stopped = stopped or (halt and isinstance(outcome, PortalError))
    return found


def _unmentioned(command: Command) -> PortalError:
    return AnswerLost(command.method, kind=LostKind.TRUNCATED, status=200)


class _Parts:
    """The five maps of a batch's answer, each of which may be a map, a list, or [] when empty."""

    def __init__(self, result: Mapping[str, Any]) -> None:
        self._result = decode.as_map(result.get("result"))
        self._errors = decode.as_map(result.get("result_error"))
        self._totals = decode.as_map(result.get("result_total"))
        self._nexts = decode.as_map(result.get("result_next"))
        self._times = decode.as_map(result.get("result_time"))

    def outcome(self, key: str, method: str, *, by_token: bool) -> Answer | PortalError | None:
        """The answer or the refusal of one command; None when it is mentioned nowhere."""
        if key in self._errors:
            return _refusal(self._errors[key], method, by_token=by_token, until=self._until(key))
        if key not in self._result and key not in self._times:
            return None
        return Answer(
            result=self._result.get(key),
            total=decode.as_int(self._totals.get(key)),
            next=decode.as_int(self._nexts.get(key)),
            time=TimeBlock.read(self._times.get(key)),
        )

    def _until(self, key: str) -> datetime | None:
        time = TimeBlock.read(self._times.get(key))
        return time.operating_reset_at if time else None


def _refusal(error: object, method: str, *, by_token: bool, until: datetime | None) -> PortalError:
    facts = decode.as_map(error) if isinstance(error, Mapping) else {"error": error}
    refusal = Refusal(
        method=method,
        code=decode.as_text(facts.get("error")),
        text=decode.as_text(facts.get("error_description")),
        by_token=by_token,
        until=until,
    )
    return read_refusal(refusal)


def chunks(commands: Mapping[K, Command], size: int = MAX_COMMANDS) -> Iterator[dict[K, Command]]:
    """The commands in portions that fit a batch, in order."""
    items = list(commands.items())
    for begin in range(0, len(items), size):
        yield dict(items[begin : begin + size])
