"""A layout out of the tree of its text, as far as it can be told: what is wrong or missing gets its default.

Whether anything is wrong, the rules say; here nothing is refused, so that a card is drawn while it is written.
"""

from daybook.domain.json_places import Node
from daybook.domain.layouts.blocks_reading import read_blocks
from daybook.domain.layouts.model import (
    BadgeText,
    BlockSet,
    Body,
    Button,
    ButtonType,
    Card,
    Dto,
    Footer,
    Header,
    Icon,
    Layout,
    Logo,
    Menu,
    MenuDesign,
    MenuItem,
    MenuSection,
    SectionDesign,
    Tag,
    TagType,
)
from daybook.domain.layouts.notes import Spot
from daybook.domain.layouts.parts import Part


def read_layout(root: Node, dto: Dto) -> Layout:
    """The layout that is meant."""
    part = Part(Spot(root))
    if dto is Dto.BLOCKS:
        return BlockSet(read_blocks(part.part("blocks")))
    return Card(
        _icon(part.part("icon")), _header(part.part("header")), _body(part.part("body")), _footer(part.part("footer"))
    )


def _icon(part: Part) -> Icon:
    return Icon(part.plain("code"), part.steps)


def _header(part: Part) -> Header:
    tags = tuple(_tag(key, each) for key, each in part.part("tags").parts())
    return Header(part.words("title"), part.action("titleAction"), tags, part.steps)


def _tag(key: str, part: Part) -> Tag:
    return Tag(key, part.words("title"), part.choice("type", TagType.SECONDARY), part.action("action"), part.steps)


def _body(part: Part) -> Body:
    logo = part.part("logo")
    return Body(
        Logo(logo.plain("code"), logo.action("action"), logo.steps), read_blocks(part.part("blocks")), part.steps
    )


def _footer(part: Part) -> Footer:
    buttons = tuple(_button(key, each) for key, each in part.part("buttons").parts())
    return Footer(buttons, part.flag("showNote", usual=True), _menu(part.part("menu")), part.steps)


def _button(key: str, part: Part) -> Button:
    return Button(
        key,
        part.words("title"),
        part.choice("type", ButtonType.SECONDARY),
        part.action("action"),
        part.scope,
        part.flag("hideIfReadonly"),
        part.steps,
    )


def _menu(part: Part) -> Menu:
    return Menu(
        part.flag("showPinItem", usual=True),
        part.flag("showPostponeItem", usual=True),
        part.flag("showDeleteItem", usual=True),
        tuple(_item(key, each) for key, each in part.part("items").parts()),
        tuple(_section(each) for each in part.part("sections").listed()),
        part.steps,
    )


def _item(key: str, part: Part) -> MenuItem:
    return MenuItem(
        key,
        part.words("title"),
        part.action("action"),
        part.scope,
        part.flag("hideIfReadonly"),
        part.words("subtitle"),
        part.choice("design", MenuDesign.DEFAULT),
        part.flag("isSelected") if part.has("isSelected") else None,
        part.flag("isLocked"),
        _badge(part.part("badgeText")),
        part.plain("sectionCode") or None,
        part.steps,
    )


def _badge(part: Part) -> BadgeText | None:
    return BadgeText(part.words("title"), part.plain("color") or None) if part.is_there else None


def _section(part: Part) -> MenuSection:
    return MenuSection(
        part.plain("code"), part.words("title"), part.choice("design", SectionDesign.DEFAULT), part.steps
    )
