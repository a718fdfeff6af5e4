"""Every method this portal answers, by lower-case name."""

from collections.abc import Mapping

from daybook.sandbox import batch
from daybook.sandbox.method import Method
from daybook.sandbox.methods import (
    activities,
    badges,
    bindings,
    configurable,
    core,
    custom_types,
    entities,
    entity_changes,
    enums,
    events,
    items,
    layout_blocks,
    notes,
    pictures,
    placements,
    todos,
    transcripts,
    users,
    workflow_actions,
)

FAMILIES: tuple[tuple[Method, ...], ...] = (
    (batch.METHOD,),
    activities.METHODS,
    transcripts.METHODS,
    todos.METHODS,
    bindings.METHODS,
    layout_blocks.METHODS,
    custom_types.METHODS,
    configurable.METHODS,
    badges.METHODS,
    notes.METHODS,
    pictures.METHODS,
    workflow_actions.METHODS,
    placements.METHODS,
    events.METHODS,
    entities.METHODS,
    entity_changes.METHODS,
    items.METHODS,
    enums.METHODS,
    users.METHODS,
    core.METHODS,
)


def all_methods() -> Mapping[str, Method]:
    """The tables of all families as one."""
    return {method.name.lower(): method for family in FAMILIES for method in family}
