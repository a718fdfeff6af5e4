"""Deliberate faults: `kind[:method]=probability`, joined by commas.

Before the work: `delay`, `503`, `429`, `overload`, `plan`, `portal_deleted`, `redirect`, `html`, `reset_before`.
After the work: `slow`, `reset_after`, `timeout_after`, `truncated`, `empty`, `type`.
In one command, also inside a batch: `error:METHOD:CODE` or `error:METHOD:CODE:TEXT`; the code may be empty.

A fault with a method strikes calls of it and batches that hold it. The probability is 1 when it is left out. Chance is
seeded, so a run can be repeated.
"""

import random
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from daybook.sandbox import errors
from daybook.sandbox.errors import ApiError

REFUSALS = {
    "503": "QUERY_LIMIT_EXCEEDED",
    "429": "OPERATION_TIME_LIMIT",
    "overload": "OVERLOAD_LIMIT",
    "plan": "ACCESS_DENIED",
    "portal_deleted": "PORTAL_DELETED",
}
BEFORE = ("delay", "redirect", "html", "reset_before", *REFUSALS)
AFTER = ("slow", "reset_after", "timeout_after", "truncated", "empty", "type")


class BadSpec(ValueError):
    """The text is no fault specification; the message tells which part."""


@dataclass
class Fault:
    """One rule. `left` is how many more requests it may strike; None is any number."""

    kind: str
    method: str
    probability: float
    code: str = ""
    text: str = ""
    left: int | None = None

    def meets(self, names: Iterable[str]) -> bool:
        """True when one of the methods is this rule's."""
        return not self.method or any(name.lower() == self.method for name in names)


def parse(spec: str, once: int | None = None) -> list[Fault]:
    """The rules of a specification. Raises BadSpec."""
    return [_parse_one(part, once) for part in map(str.strip, spec.split(",")) if part]


def _parse_one(part: str, once: int | None) -> Fault:
    rule, equals, chance = part.partition("=")
    try:
        probability = float(chance) if equals else 1.0
    except ValueError:
        raise BadSpec(f"{part!r}: {chance!r} is no probability") from None
    if not 0 <= probability <= 1:
        raise BadSpec(f"{part!r}: a probability lies between 0 and 1")
    kind, _, method = rule.partition(":")
    code = text = ""
    if kind == "error":
        method, colon, code = method.partition(":")
        code, _, text = code.partition(":")
        if not method or not colon:
            raise BadSpec(f"{part!r}: write error:METHOD:CODE")
    elif kind not in (*BEFORE, *AFTER):
        raise BadSpec(f"{part!r}: unknown kind; known are {', '.join((*BEFORE, *AFTER))} and error:METHOD:CODE")
    return Fault(kind, method.lower(), probability, code, text.strip(), once)


class Faults:
    """The rules now in force; replaceable while the portal runs."""

    def __init__(self, spec: str = "", seed: int = 0) -> None:
        self._lock = threading.Lock()
        self._chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self._rules = parse(spec)

    def replace(self, spec: str, once: int | None = None) -> None:
        """New rules instead of the old ones. Raises BadSpec and keeps the old ones then."""
        rules = parse(spec, once)
        with self._lock:
            self._rules = rules

    def strike(self, names: Iterable[str]) -> Fault | None:
        """The fault that befalls a request for these methods (a batch names its commands as well)."""
        called = tuple(names)
        return self._choose(lambda rule: rule.kind != "error" and rule.meets(called))

    def refuse(self, name: str) -> None:
        """Raises the error that a rule wants for this command."""
        rule = self._choose(lambda rule: rule.kind == "error" and rule.meets((name,)))
        if rule is None:
            return
        if not rule.text and rule.code in errors.SYSTEM and rule.code != "ACCESS_DENIED":
            raise errors.system(rule.code)
        raise ApiError(rule.code, rule.text or f"Deliberate fault in {name}")

    def _choose(self, fits: Callable[[Fault], bool]) -> Fault | None:
        with self._lock:
            for rule in self._rules:
                if rule.left != 0 and fits(rule) and self._chance.random() < rule.probability:
                    if rule.left is not None:
                        rule.left -= 1
                    return rule
        return None
