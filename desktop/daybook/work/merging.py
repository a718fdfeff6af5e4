"""Drafts on top of values that moved on meanwhile. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from daybook.bulk import plan, values
from daybook.domain.run import Field
from daybook.domain.todo import TodoDraft

ATTRIBUTES: Final = {
    Field.TITLE: "title",
    Field.DESCRIPTION: "description",
    Field.DEADLINE: "deadline",
    Field.COLOR: "color",
    Field.RESPONSIBLE: "responsible_id",
    Field.PINGS: "pings",
    Field.PARENT: "parent_id",
}
"""Where a draft keeps each field."""
FIELDS: Final = {attribute: name for name, attribute in ATTRIBUTES.items()}


def changed_fields(base: TodoDraft, draft: TodoDraft, *, is_new: bool) -> frozenset[Field]:
    """Which fields differ. For a new to-do all that hold something count, once anything was typed. Pure."""
    differing = plan.changes(base, draft)
    return differing | {Field.EXISTENCE} if is_new and draft.title.strip() else differing


def merged(old: TodoDraft | None, draft: TodoDraft, base: TodoDraft) -> tuple[TodoDraft, Mapping[Field, object]]:
    """A draft made from `old`, on top of what is there now, and the values of others that it would overwrite. Pure.

    Only what the person changed is hers: a field she left alone takes the newer value.
    """
    if old is None:
        return draft, {}
    mine = plan.changes(old, draft)
    theirs = plan.changes(old, base)
    now, wanted = values.of_draft(base), values.of_draft(draft)
    conflict = {name: now.get(name) for name in mine & theirs if now.get(name) != wanted.get(name)}
    return with_fields(base, draft, mine), conflict


def with_fields(base: TodoDraft, draft: TodoDraft, names: Iterable[Field]) -> TodoDraft:
    """`base` with some fields of `draft`. Pure."""
    taken = [ATTRIBUTES[each] for each in names if each in ATTRIBUTES]
    return replace(base, **{attribute: getattr(draft, attribute) for attribute in taken})
