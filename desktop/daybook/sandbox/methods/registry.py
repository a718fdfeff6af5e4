"""Every method this portal answers, by lower-case name."""

from collections.abc import Mapping

from daybook.sandbox import batch
from daybook.sandbox.method import Method
from daybook.sandbox.methods import activities, bindings, core, entities, enums, items, layout_blocks, todos, users

FAMILIES: tuple[tuple[Method, ...], ...] = (
    (batch.METHOD,),
    activities.METHODS,
    todos.METHODS,
    bindings.METHODS,
    layout_blocks.METHODS,
    entities.METHODS,
    items.METHODS,
    enums.METHODS,
    users.METHODS,
    core.METHODS,
)


def all_methods() -> Mapping[str, Method]:
    """The tables of all families as one."""
    return {method.name.lower(): method for family in FAMILIES for method in family}
