"""Which fields the form has and what a person calls them."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.domain.run import Field

SHOWN: Final = (
    Field.TITLE,
    Field.DESCRIPTION,
    Field.DEADLINE,
    Field.PINGS,
    Field.COLOR,
    Field.RESPONSIBLE,
    Field.PARENT,
    Field.BINDING,
)
"""In the order of the form, which is also the order of Tab."""

DRAFT_NAME: Final = {
    Field.TITLE: "title",
    Field.DESCRIPTION: "description",
    Field.DEADLINE: "deadline",
    Field.COLOR: "color",
    Field.RESPONSIBLE: "responsible_id",
    Field.PINGS: "pings",
    Field.PARENT: "parent_id",
}
"""What `TodoDraft` calls them."""


def field_name(field: Field) -> str:
    """The caption."""
    translate = QCoreApplication.translate
    return {
        Field.TITLE: translate("TodoFields", "Title"),
        Field.DESCRIPTION: translate("TodoFields", "Description"),
        Field.DEADLINE: translate("TodoFields", "Deadline"),
        Field.COLOR: translate("TodoFields", "Colour"),
        Field.RESPONSIBLE: translate("TodoFields", "Responsible"),
        Field.PINGS: translate("TodoFields", "Reminders"),
        Field.PARENT: translate("TodoFields", "Follows from"),
        Field.BINDING: translate("TodoFields", "Belongs to"),
        Field.COMPLETED: translate("TodoFields", "Completed"),
        Field.EXISTENCE: translate("TodoFields", "To-do"),
    }[field]
