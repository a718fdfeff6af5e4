"""What the eight looks of a to-do are called. The portal gives them numbers only; the names are ours."""

from PySide6.QtCore import QCoreApplication

from daybook.domain.todo import TodoColor


def todo_color_name(color: TodoColor) -> str:
    """The name a person reads or hears: "Amber", "Blue", …"""
    names = {
        TodoColor.DEFAULT: QCoreApplication.translate("TodoColors", "Amber"),
        TodoColor.BLUE: QCoreApplication.translate("TodoColors", "Blue"),
        TodoColor.TURQUOISE: QCoreApplication.translate("TodoColors", "Turquoise"),
        TodoColor.ORANGE: QCoreApplication.translate("TodoColors", "Orange"),
        TodoColor.GREEN: QCoreApplication.translate("TodoColors", "Green"),
        TodoColor.VIOLET: QCoreApplication.translate("TodoColors", "Violet"),
        TodoColor.GREY: QCoreApplication.translate("TodoColors", "Grey"),
        TodoColor.ROSE: QCoreApplication.translate("TodoColors", "Rose"),
    }
    return names[color]
