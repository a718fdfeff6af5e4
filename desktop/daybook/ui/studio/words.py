"""What parts, fields and values of a layout are called."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from daybook.domain.layouts.model import BlockType
from daybook.domain.layouts.outline import Piece, PieceKind
from daybook.ui.kit.icons import Glyph
from daybook.ui.layouts.tag_names import tag_names

translate = QCoreApplication.translate


def block_name(block: BlockType) -> str:
    """What a type of block is called."""
    return {
        BlockType.TEXT: translate("Studio", "Text"),
        BlockType.LARGE_TEXT: translate("Studio", "Long text"),
        BlockType.LINK: translate("Studio", "Link"),
        BlockType.WITH_TITLE: translate("Studio", "Label and value"),
        BlockType.LINE: translate("Studio", "Several on one line"),
        BlockType.DEADLINE: translate("Studio", "Deadline"),
    }[block]


def piece_name(piece: Piece) -> str:
    """What a part is called."""
    if piece.kind in (PieceKind.BLOCK, PieceKind.NESTED):
        return block_name(piece.block) if piece.block is not None else translate("Studio", "Block of no known type")
    return kind_name(piece.kind)


def kind_name(kind: PieceKind) -> str:
    """What a kind of part is called."""
    return {
        PieceKind.SET: translate("Studio", "Content blocks"),
        PieceKind.CARD: translate("Studio", "Card"),
        PieceKind.ICON: translate("Studio", "Icon"),
        PieceKind.HEADER: translate("Studio", "Header"),
        PieceKind.TAG: translate("Studio", "Tag"),
        PieceKind.BODY: translate("Studio", "Body"),
        PieceKind.LOGO: translate("Studio", "Logo"),
        PieceKind.BLOCK: translate("Studio", "Block"),
        PieceKind.NESTED: translate("Studio", "Block"),
        PieceKind.FOOTER: translate("Studio", "Footer"),
        PieceKind.BUTTON: translate("Studio", "Button"),
        PieceKind.MENU: translate("Studio", "Menu"),
        PieceKind.ITEM: translate("Studio", "Menu item"),
        PieceKind.SECTION: translate("Studio", "Menu section"),
    }[kind]


def piece_glyph(piece: Piece) -> Glyph:
    """The drawing of a part."""
    blocks = {
        BlockType.TEXT: Glyph.FORM,
        BlockType.LARGE_TEXT: Glyph.FILE,
        BlockType.LINK: Glyph.LINK,
        BlockType.WITH_TITLE: Glyph.ENTITIES,
        BlockType.LINE: Glyph.MORE,
        BlockType.DEADLINE: Glyph.CALENDAR,
    }
    kinds = {
        PieceKind.ICON: Glyph.CIRCLE,
        PieceKind.TAG: Glyph.FLAG,
        PieceKind.LOGO: Glyph.APP,
        PieceKind.BUTTON: Glyph.CIRCLE_CHECK,
        PieceKind.MENU: Glyph.MORE,
        PieceKind.ITEM: Glyph.ARROW_RIGHT,
        PieceKind.SECTION: Glyph.FILTER,
    }
    if piece.block is not None:
        return blocks[piece.block]
    return kinds.get(piece.kind, Glyph.LAYOUTS)


def field_name(table: str, field: str) -> str:
    """What a field is called; its own name where it has no other."""
    return _special().get((table, field)) or _fields().get(field, field)


def value_name(value: str) -> str:
    """What a word that may stand in a field is called; the word itself where it has no other name."""
    return _values().get(value, value)


def _special() -> Mapping[tuple[str, str], str]:
    return {
        ("text", "title"): translate("Studio", "Tooltip"),
        ("withTitle", "title"): translate("Studio", "Label"),
        ("ActionSliderParamsDto", "title"): translate("Studio", "Window title"),
        ("ActionDto", "type"): translate("Studio", "A click"),
        ("MenuItemDto", "title"): translate("Studio", "Words"),
        ("FooterButtonDto", "title"): translate("Studio", "Words"),
        ("TagDto", "title"): translate("Studio", "Words"),
    }


def _fields() -> Mapping[str, str]:
    return {
        "value": translate("Studio", "Text"),
        "text": translate("Studio", "Text"),
        "title": translate("Studio", "Title"),
        "multiline": translate("Studio", "Keep the line breaks"),
        "bold": translate("Studio", "Bold"),
        "size": translate("Studio", "Size"),
        "color": translate("Studio", "Colour"),
        "scope": translate("Studio", "Shown in"),
        "inline": translate("Studio", "Label beside the value"),
        "readonly": translate("Studio", "Can’t be changed here"),
        "type": translate("Studio", "Type"),
        "code": translate("Studio", "Code"),
        "action": translate("Studio", "When clicked"),
        "titleAction": translate("Studio", "When clicked"),
        "uri": translate("Studio", "Leads to"),
        "id": translate("Studio", "Event"),
        "actionParams": translate("Studio", "Sent along"),
        "animationType": translate("Studio", "Until it is done"),
        "sliderParams": translate("Studio", "Slider"),
        "width": translate("Studio", "Width"),
        "leftBoundary": translate("Studio", "Left margin"),
        "labelText": translate("Studio", "Label"),
        "labelBgColor": translate("Studio", "Label ground"),
        "labelColor": translate("Studio", "Label colour"),
        "hideIfReadonly": translate("Studio", "Only for people who may edit"),
        "showNote": translate("Studio", "Note icon"),
        "showPinItem": translate("Studio", "“Pin” in the menu"),
        "showPostponeItem": translate("Studio", "“Postpone” in the menu"),
        "showDeleteItem": translate("Studio", "“Delete” in the menu"),
        "subtitle": translate("Studio", "Second line"),
        "design": translate("Studio", "Look"),
        "isSelected": translate("Studio", "Check mark"),
        "isLocked": translate("Studio", "Lock"),
        "badgeText": translate("Studio", "Badge"),
        "sectionCode": translate("Studio", "Section"),
    }


def _values() -> Mapping[str, str]:
    return {
        "web": translate("Studio", "The browser only"),
        "mobile": translate("Studio", "The mobile app only"),
        "xs": translate("Studio", "Small (xs)"),
        "sm": translate("Studio", "Smaller (sm)"),
        "md": translate("Studio", "Usual (md)"),
        "base_50": translate("Studio", "Lightest grey (base_50)"),
        "base_60": translate("Studio", "Lighter grey (base_60)"),
        "base_70": translate("Studio", "Grey (base_70)"),
        "base_90": translate("Studio", "Dark grey (base_90)"),
        **tag_names(),
        "redirect": translate("Studio", "Opens a page"),
        "restEvent": translate("Studio", "Tells the application"),
        "openRestApp": translate("Studio", "Opens the application"),
        "loader": translate("Studio", "The card waits"),
        "disable": translate("Studio", "What was clicked is grey"),
        "default": translate("Studio", "Usual"),
        "accent": translate("Studio", "Accent"),
        "disabled": translate("Studio", "Grey"),
        "alert": translate("Studio", "Alert"),
    }
