"""How each CRM type is called and drawn."""

from PySide6.QtCore import QCoreApplication

from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD
from daybook.ui.kit.icons import Glyph

_GLYPHS = {DEAL: Glyph.DEAL, LEAD: Glyph.LEAD, CONTACT: Glyph.CONTACT, COMPANY: Glyph.COMPANY}


def type_glyph(type_id: int) -> Glyph:
    """The drawing of a CRM type; every smart process shares one."""
    return _GLYPHS.get(type_id, Glyph.SMART_PROCESS)


def type_name(type_id: int) -> str:
    """One item of this type, as in "Deal #102"."""
    names = {
        DEAL: QCoreApplication.translate("EntityTypes", "Deal"),
        LEAD: QCoreApplication.translate("EntityTypes", "Lead"),
        CONTACT: QCoreApplication.translate("EntityTypes", "Contact"),
        COMPANY: QCoreApplication.translate("EntityTypes", "Company"),
    }
    return names.get(type_id) or QCoreApplication.translate("EntityTypes", "Item")


def type_plural(type_id: int) -> str:
    """Many items of this type: the word on a tab."""
    names = {
        DEAL: QCoreApplication.translate("EntityTypes", "Deals"),
        LEAD: QCoreApplication.translate("EntityTypes", "Leads"),
        CONTACT: QCoreApplication.translate("EntityTypes", "Contacts"),
        COMPANY: QCoreApplication.translate("EntityTypes", "Companies"),
    }
    return names.get(type_id) or QCoreApplication.translate("EntityTypes", "Items")


def search_hint(type_id: int) -> str:
    """What the search field says while it is empty."""
    hints = {
        DEAL: QCoreApplication.translate("EntityTypes", "Search deals"),
        LEAD: QCoreApplication.translate("EntityTypes", "Search leads"),
        CONTACT: QCoreApplication.translate("EntityTypes", "Search contacts"),
        COMPANY: QCoreApplication.translate("EntityTypes", "Search companies"),
    }
    return hints.get(type_id) or QCoreApplication.translate("EntityTypes", "Search items")
