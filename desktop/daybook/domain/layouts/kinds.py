"""Kinds of values that a field of a layout may take."""

from dataclasses import dataclass, field
from enum import StrEnum


class CodeOf(StrEnum):
    """Whose code it is."""

    ICON = "icon"
    LOGO = "logo"


@dataclass(frozen=True, slots=True)
class Words:
    """`textWithTranslation`: a text, or an object of texts by language."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without translations. `never`: words it may not be. `examples`: what is offered for it."""

    may_be_empty: bool = False
    never: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false; some are also taken as the texts "true" and "false". `usual` is what counts without it."""

    usual: bool = False
    or_as_text: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` on."""

    least: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    values: tuple[str, ...]

    @classmethod
    def of(cls, words: type[StrEnum]) -> "Choice":
        """One of these."""
        return cls(tuple(each.value for each in words))


@dataclass(frozen=True, slots=True)
class Code:
    """The code of an icon or a logo that the portal knows."""

    of: CodeOf


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads: a path of the portal or an address."""


@dataclass(frozen=True, slots=True)
class HexColor:
    """`#rrggbb`."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, a number, true or false."""


@dataclass(frozen=True, slots=True)
class Fields:
    """An object with the fields of this table of `tables.DTOS`."""

    dto: str


@dataclass(frozen=True, slots=True)
class BlockFields:
    """A content block: `type`, and `properties` by it. A nested one stands in another block."""

    nested: bool = False


@dataclass(frozen=True, slots=True)
class Keyed:
    """An object with keys that the application makes up. `drawn` = in the order of its keys."""

    each: "Kind"
    most: int
    may_be_empty: bool = True
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """An array."""

    each: "Kind"
    most: int


ValueKind = Words | Plain | Flag | Whole | Choice | Code | Address | HexColor | Scalar
"""Kinds of values that hold no others, or texts by language only."""

Kind = ValueKind | Fields | BlockFields | Keyed | Listed


@dataclass(frozen=True, slots=True)
class Spec:
    """One field. `later`: only newer pages of the documentation have it, so an older portal may refuse it."""

    kind: Kind
    required: bool = False
    later: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The fields of one object, in the order in which the documentation lists them.

    `apart`: fields that exclude each other.
    """

    name: str
    fields: dict[str, Spec] = field(default_factory=dict)
    apart: tuple[tuple[str, str], ...] = ()

    @property
    def required(self) -> tuple[str, ...]:
        """Fields that may not be left out."""
        return tuple(name for name, spec in self.fields.items() if spec.required)


def needs(kind: Kind) -> Spec:
    """A field that may not be left out."""
    return Spec(kind, required=True)


def may(kind: Kind) -> Spec:
    """A field that may be left out."""
    return Spec(kind)


def later(kind: Kind) -> Spec:
    """A field that may be left out, and that an older portal may not know."""
    return Spec(kind, later=True)
