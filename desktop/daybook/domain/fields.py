"""What a portal says of the fields of an object: their types, and which of them a person may set."""

from dataclasses import dataclass
from enum import Enum


class FieldKind(Enum):
    """How a value of a field is shown and edited. OTHER is a type that nobody documented: shown, never edited."""

    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"
    MOMENT = "moment"
    DAY = "day"
    FLAG = "flag"
    PERSON = "person"
    CHOICE = "choice"
    OBJECT = "object"
    FILE = "file"
    LIST = "list"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field, as an answer of `*.fields` describes it.

    `name` is the portal's own, `title` its words for people in the portal's language ("" when it gives none), `type`
    the documented one (https://apidocs.bitrix24.com/api-reference/crm/data-types.html). `immutable` fields can be set
    when the object is made, never later. `choices` names the enumeration of a CHOICE, such as "activitypriority".
    """

    name: str
    title: str
    type: str
    kind: FieldKind
    choices: str = ""
    required: bool = False
    read_only: bool = False
    immutable: bool = False
    multiple: bool = False

    def may_be_set(self, *, making: bool) -> bool:
        """True when a call may set it: while the object is made (`making`), or later."""
        return not self.read_only and (making or not self.immutable)
