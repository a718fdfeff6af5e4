"""`batch`: up to 50 commands in one request, one after another.

https://apidocs.bitrix24.com/settings/how-to-call-rest-api/batch.html. The query of a command is decoded first and
references are put in afterwards; an unresolved reference is no error, its text is passed on.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from daybook.sandbox import errors, values
from daybook.sandbox.access import Caller
from daybook.sandbox.errors import ApiError
from daybook.sandbox.method import Method, Param, Params
from daybook.sandbox.portal import Answer, Context, Portal
from daybook.sandbox.wire import brackets
from daybook.sandbox.wire.envelope import Reply
from daybook.sandbox.wire.printed import PrintedRows

MAX_COMMANDS = 50
_REFERENCE = re.compile(r"\$result((?:\[[^\[\]]+\])+)")
_MISSING = object()


def _refuse(_context: Context, _params: Params) -> object:
    """A batch reaches this handler only as a command of another batch."""
    raise errors.system("ERROR_BATCH_METHOD_NOT_ALLOWED")


METHOD = Method("batch", _refuse, (Param("cmd", "map", required=True), Param("halt", "flag")), scopes=())


@dataclass
class _Outcome:
    """The five maps of a batch's answer."""

    result: dict[str, object] = field(default_factory=dict)
    result_error: dict[str, object] = field(default_factory=dict)
    result_total: dict[str, object] = field(default_factory=dict)
    result_next: dict[str, object] = field(default_factory=dict)
    result_time: dict[str, object] = field(default_factory=dict)

    def as_result(self) -> dict[str, object]:
        return {name: values.php_map(part) for name, part in vars(self).items()}


def command_names(parameters: Mapping[str, object]) -> list[str]:
    """The methods that a batch with these parameters will call."""
    given = next((value for name, value in parameters.items() if name.lower() == "cmd"), None)
    return [_split(command)[0] for command in (values.as_map(given) or {}).values()]


def run(portal: Portal, caller: Caller, parameters: Mapping[str, object]) -> Answer:
    """Carries out a batch; answers even if every command failed. Raises ApiError when there is nothing to run."""
    start_s = portal.clock.now_s()
    params = Params(parameters, METHOD.params)
    outcome = _Outcome()
    wrote = False
    for number, (key, command) in enumerate(params.map("cmd").items()):
        try:
            if number >= MAX_COMMANDS:
                raise errors.system("ERROR_BATCH_LENGTH_EXCEEDED")
            answer = _run_one(portal, caller, command, outcome)
        except ApiError as refusal:
            portal.stats.refusal(refusal.code)
            outcome.result_error[key] = refusal.body()
            if params.flag("halt"):
                break
            continue
        wrote = wrote or answer.wrote
        _keep(portal, outcome, key, answer)
    spent_s = portal.clock.now_s() - start_s
    return Answer(Reply(outcome.as_result()), portal.timing(start_s, spent_s, caller, METHOD.name), wrote)


def _run_one(portal: Portal, caller: Caller, command: object, outcome: _Outcome) -> Answer:
    name, query = _split(command)
    given = {key: _resolve(value, outcome.result) for key, value in brackets.decode_query(query).items()}
    return portal.call(caller, name, given)


def _keep(portal: Portal, outcome: _Outcome, key: str, answer: Answer) -> None:
    outcome.result[key] = answer.reply.result
    if answer.reply.total is not None:
        outcome.result_total[key] = answer.reply.total
    if answer.reply.next is not None:
        outcome.result_next[key] = answer.reply.next
    outcome.result_time[key] = answer.timing.block(portal.clock)


def _split(command: object) -> tuple[str, str]:
    method, _, query = values.as_text(command).partition("?")
    return method.strip().strip("/").removesuffix(".json"), query


def _resolve(value: object, results: Mapping[str, object]) -> object:
    """The value with each `$result[key][field][0]` replaced by what an earlier command answered."""
    if isinstance(value, dict):
        return {key: _resolve(item, results) for key, item in value.items()}
    if isinstance(value, list):
        return [_resolve(item, results) for item in value]
    if not isinstance(value, str) or "$result" not in value:
        return value
    if whole := _REFERENCE.fullmatch(value):
        found = _look_up(whole, results)
        return value if found is _MISSING else found
    return _REFERENCE.sub(lambda match: _spliced(match, results), value)


def _spliced(match: re.Match[str], results: Mapping[str, object]) -> str:
    found = _look_up(match, results)
    return match.group() if found is _MISSING else values.as_text(found)


def _look_up(match: re.Match[str], results: Mapping[str, object]) -> object:
    place: object = results
    for part in re.findall(r"\[([^\[\]]+)\]", match.group(1)):
        if isinstance(place, Mapping) and part in place:
            place = place[part]
        elif isinstance(place, list | PrintedRows) and part.isascii() and part.isdigit() and int(part) < len(place):
            place = place[int(part)]
        else:
            return _MISSING
    return place.read() if isinstance(place, PrintedRows) else place
