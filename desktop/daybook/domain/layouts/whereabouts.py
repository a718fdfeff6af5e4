"""What may stand at the end of a way through a layout, by the tables."""

from collections.abc import Callable

from daybook.domain.layouts.kinds import BlockFields, Choice, Fields, Keyed, Kind, Listed, Plain, Table, Words
from daybook.domain.layouts.model import BlockType, Dto, Steps
from daybook.domain.layouts.tables import BLOCK, DTOS, NESTED, PROPERTIES

TypeOf = Callable[[Steps], str | None]
"""The `type` that is written in the object at the end of a way; None where none is."""

Here = Table | Kind


def what_stands_at(steps: Steps, dto: Dto, type_of: TypeOf) -> Here | None:
    """The table of an object, or the kind of a value; None for what the tables do not know, such as a made-up field."""
    here: Here | None = DTOS[dto.value]
    for number, step in enumerate(steps):
        here = _inside(here, step, steps[:number], type_of)
        if here is None:
            return None
    return here


def _inside(here: Here | None, step: str, holder: Steps, type_of: TypeOf) -> Here | None:
    match here:
        case Table():
            spec = here.fields.get(step)
            return _opened(spec.kind) if spec else None
        case BlockFields():
            return _inside_block(here, step, type_of(holder))
        case Keyed() | Listed():
            return _opened(here.each)
        case Words():
            return Plain(may_be_empty=True)
        case _:
            return None


def _opened(kind: Kind) -> Here:
    return DTOS[kind.dto] if isinstance(kind, Fields) else kind


def _inside_block(block: BlockFields, step: str, said: str | None) -> Here | None:
    types = NESTED if block.nested else tuple(BlockType)
    if step == "type":
        return Choice(tuple(each.value for each in types))
    known = next((each for each in types if each.value == said), None)
    return PROPERTIES[known] if step == "properties" and known else None


def fields_of(here: Here | None) -> Table | None:
    """The fields of what stands there; None for what has none of its own."""
    if isinstance(here, Table):
        return here
    return BLOCK if isinstance(here, BlockFields) else None
