"""A portal as the protocol describes it, in a few lines: what each command makes of one to-do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.run import Step
from daybook.domain.todo import PingOffsets, TodoColor, TodoDraft


@dataclass(frozen=True)
class Todo:
    """Everything a portal keeps of a to-do, also what it tells nobody."""

    title: str
    description: str
    deadline: datetime
    color: str
    responsible: int
    pings: tuple[int, ...]
    parent: int | None
    completed: bool = False

    def as_activity(self) -> Activity:
        """What crm.activity.get shows."""
        return Activity(
            5,
            ActivityKind.TODO,
            EntityRef(DEAL, 1),
            self.title,
            self.description,
            deadline=self.deadline,
            color=TodoColor(self.color),
            responsible_id=self.responsible,
            completed=self.completed,
        )

    def as_draft(self, *, known: bool) -> TodoDraft:
        """What the editor begins with."""
        return TodoDraft(
            self.title,
            self.description,
            self.deadline,
            TodoColor(self.color),
            self.responsible,
            PingOffsets(self.pings) if known else None,
            self.parent if known else None,
        )


def carried_out(todo: Todo, step: Step) -> Todo:
    """What a command makes of it (protocol of crm.activity.todo.*): todo.update erases what is left out."""
    params = step.params
    if step.method == "crm.activity.update":
        return _updated(todo, params["fields"])
    assert not todo.completed, "a completed to-do refuses every change"
    name = step.method.rpartition(".")[2]
    if name == "update":
        return replace(
            todo,
            title=params.get("title", ""),
            description=params.get("description", ""),
            deadline=datetime.fromisoformat(params["deadline"]),
            color=params.get("colorId", todo.color),
            responsible=params.get("responsibleId", todo.responsible),
            pings=tuple(sorted(set(params.get("pingOffsets", [])))),
            parent=params.get("parentActivityId"),
        )
    narrow: dict[str, Any] = {
        "updateColor": lambda: {"color": params["colorId"]},
        "updateDeadline": lambda: {"deadline": datetime.fromisoformat(params["value"])},
        "updateDescription": lambda: {"description": params["value"]},
        "updateResponsibleUser": lambda: {"responsible": params["responsibleId"]},
    }
    return replace(todo, **narrow[name]())


def _updated(todo: Todo, fields: Mapping[str, str]) -> Todo:
    assert set(fields) <= {"SUBJECT", "COMPLETED"}
    return replace(
        todo,
        title=fields.get("SUBJECT", todo.title),
        completed=fields["COMPLETED"] == "Y" if "COMPLETED" in fields else todo.completed,
    )
