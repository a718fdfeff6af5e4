"""One field of a CRM object: how it is described, stored and printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Kind(Enum):
    """How a value is stored: whole number, amount, Unix seconds, Unix seconds of a midnight, text, or elsewhere."""

    INT = "int"
    REAL = "real"
    TIME = "time"
    DATE = "date"
    TEXT = "text"
    FLAG = "flag"
    JSON = "json"
    ELSEWHERE = "elsewhere"


_KINDS = {
    "integer": Kind.INT,
    "user": Kind.INT,
    "crm_company": Kind.INT,
    "crm_contact": Kind.INT,
    "crm_lead": Kind.INT,
    "crm_quote": Kind.INT,
    "crm_category": Kind.INT,
    "crm_enum_ownertype": Kind.INT,
    "crm_enum_activitytype": Kind.INT,
    "crm_enum_activitystatus": Kind.INT,
    "crm_enum_activitypriority": Kind.INT,
    "crm_enum_activitynotifytype": Kind.INT,
    "crm_enum_contenttype": Kind.INT,
    "crm_enum_activitydirection": Kind.INT,
    "double": Kind.REAL,
    "datetime": Kind.TIME,
    "date": Kind.DATE,
    "char": Kind.FLAG,
    "object": Kind.JSON,
}


@dataclass(frozen=True)
class Field:
    """One line of a `*.fields` answer."""

    name: str
    type: str
    flags: frozenset[str]
    title: str
    status_type: str | None = None

    @cached_property
    def kind(self) -> Kind:
        """How the value is stored; lists such as PHONE have a table of their own."""
        if "multiple" in self.flags:
            return Kind.ELSEWHERE
        return _KINDS.get(self.type, Kind.TEXT)

    def describe(self) -> dict[str, object]:
        """The field's entry in the answer of `crm.*.fields`, every flag explicit."""
        about: dict[str, object] = {
            "type": self.type,
            "isRequired": "required" in self.flags,
            "isReadOnly": "readonly" in self.flags,
            "isImmutable": "immutable" in self.flags,
            "isMultiple": "multiple" in self.flags,
            "isDynamic": False,
        }
        if "deprecated" in self.flags:
            about["isDeprecated"] = True
        if self.status_type:
            about["statusType"] = self.status_type
        return about | {"title": self.title}


FieldTable = Mapping[str, Field]


def read_table(text: str) -> FieldTable:
    """Fields by name from lines such as `SUBJECT string required | Subject`."""
    fields = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        words, _, title = line.partition(" | ")
        name, type_, *flags = words.split()
        type_, _, status_type = type_.partition(":")
        fields[name] = Field(name, type_, frozenset(flags), title or name, status_type or None)
    return fields
