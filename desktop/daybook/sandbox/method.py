"""What a method is: a line of a family's table.

The tables are data on purpose: `methods`, `method.get`, the checks of parameters and scopes and the contract tests all
walk them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daybook.sandbox import errors, values
from daybook.sandbox.errors import ApiError
from daybook.sandbox.wire.envelope import Reply

if TYPE_CHECKING:
    from daybook.sandbox.portal import Context


@dataclass(frozen=True)
class Param:
    """One parameter: `type` is int, text, flag, map, list or any, read from whatever text form it arrives in."""

    name: str
    type: str = "any"
    required: bool = False


class Params:
    """The parameters of one call; names match without regard to letter case."""

    def __init__(self, given: Mapping[str, object], declared: tuple[Param, ...] = ()) -> None:
        self._given = {name.lower(): value for name, value in given.items()}
        for param in declared:
            self._check(param)

    def _check(self, param: Param) -> None:
        key = param.name.lower()
        value = self._given.get(key)
        absent = value is None or (value == "" and param.type == "int")
        if absent:
            self._given.pop(key, None)
            if param.required:
                raise errors.missing(param.name)
            return
        self._given[key] = _read(param, value)

    def has(self, name: str) -> bool:
        """True when the call gave a value."""
        return self._given.get(name.lower()) is not None

    def raw(self, name: str) -> object:
        """The value as given; None when it was left out."""
        return self._given.get(name.lower())

    def int(self, name: str, default: int = 0) -> int:
        """A parameter declared as int."""
        value = self.raw(name)
        return value if isinstance(value, int) else default

    def text(self, name: str, default: str = "") -> str:
        """A parameter as text; the default when it was left out."""
        return values.as_text(self.raw(name)) if self.has(name) else default

    def flag(self, name: str) -> bool:
        """A parameter as a flag; False when it was left out or is neither yes nor no."""
        return values.as_flag(self.raw(name)) or False

    def map(self, name: str) -> dict[str, object]:
        """A parameter declared as map."""
        return values.as_map(self.raw(name)) or {}

    def list(self, name: str) -> list[object]:
        """A parameter declared as list."""
        return values.as_list(self.raw(name))


def _read(param: Param, value: object) -> object:
    if param.type == "int":
        number = values.as_int(value)
        if number is None:
            raise errors.mistyped(param.name, values.as_text(value), "int")
        return number
    if param.type == "map":
        mapping = values.as_map(value)
        if mapping is None:
            raise errors.mistyped(param.name, values.as_text(value), "array")
        return mapping
    return value


Handler = Callable[["Context", Params], object]


@dataclass(frozen=True)
class Refusal:
    """How a method turns away whoever may not call it at all, before it looks at the parameters."""

    code: str
    text: str
    http: int = 400

    def error(self) -> ApiError:
        """The refusal, to be raised."""
        return ApiError(self.code, self.text, self.http)


@dataclass(frozen=True)
class Method:
    """One method of the portal.

    `name` is spelled as in the catalogue. `scopes`: any one of them suffices, `()` is for everybody. `webhook` is what
    a webhook is refused with, `no_admin` what a plain user is; None where they may call. `writes` marks what changes
    data.
    """

    name: str
    handler: Handler
    params: tuple[Param, ...] = ()
    scopes: tuple[str, ...] = ("crm",)
    writes: bool = False
    webhook: Refusal | None = None
    no_admin: Refusal | None = None
    in_batch: bool = True

    @property
    def application_only(self) -> bool:
        """True when only an application's token will do."""
        return self.webhook is not None


def reply_of(answer: object) -> Reply:
    """A handler answers a bare result or, for lists, a Reply."""
    return answer if isinstance(answer, Reply) else Reply(answer)
