"""What may stand where in a layout: the tables that the rules and the completion read.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/configurable/structure/ and the pages below it. Two
editions of these pages differ; where they do, the newer and stricter one counts: a tag takes neither `scope` nor
`hideIfReadonly`, a body needs its `blocks`, an action that leads somewhere its `uri`. Fields that only the newer one
has are `later`.
"""

from collections.abc import Mapping
from typing import Final

from daybook.domain.layouts.kinds import (
    Address,
    BlockFields,
    Choice,
    Code,
    CodeOf,
    Fields,
    Flag,
    HexColor,
    Keyed,
    Listed,
    Plain,
    Scalar,
    Table,
    Whole,
    Words,
    later,
    may,
    needs,
)
from daybook.domain.layouts.model import (
    ActionType,
    Animation,
    BlockType,
    ButtonType,
    Dto,
    LabelColor,
    MenuDesign,
    Scope,
    SectionDesign,
    TagType,
    TextColor,
    TextSize,
)

MOST_BLOCKS: Final = 20
MOST_TAGS: Final = 2
MOST_BUTTONS: Final = 2
MOST_ITEMS: Final = 10
MOST_SECTIONS: Final = 10
MOST_PARAMS: Final = 20

NESTED: Final = (BlockType.TEXT, BlockType.LINK, BlockType.DEADLINE)
"""What may stand in `withTitle` and in `lineOfBlocks`."""

CARD_FIELDS: Final = ("icon", "header", "body", "footer")
"""One of these at the top says that it is a card."""

_WORDS, _FLAG = Words(), Flag()
_ACTION = Fields("ActionDto")
_SCOPE = Choice.of(Scope)
_BLOCKS = Keyed(BlockFields(), MOST_BLOCKS, may_be_empty=False)
_MENU_FLAG = Flag(usual=True, or_as_text=True)

PROPERTIES: Final[Mapping[BlockType, Table]] = {
    BlockType.TEXT: Table(
        "text",
        {
            "value": needs(_WORDS),
            "multiline": may(_FLAG),
            "title": may(_WORDS),
            "bold": may(_FLAG),
            "size": may(Choice.of(TextSize)),
            "color": may(Choice.of(TextColor)),
            "scope": may(_SCOPE),
        },
    ),
    BlockType.LARGE_TEXT: Table("largeText", {"value": needs(_WORDS), "scope": may(_SCOPE)}),
    BlockType.LINK: Table(
        "link", {"text": needs(_WORDS), "action": needs(_ACTION), "bold": may(_FLAG), "scope": may(_SCOPE)}
    ),
    BlockType.WITH_TITLE: Table(
        "withTitle",
        {
            "title": needs(_WORDS),
            "block": needs(BlockFields(nested=True)),
            "inline": may(_FLAG),
            "scope": may(_SCOPE),
        },
    ),
    BlockType.LINE: Table(
        "lineOfBlocks",
        {
            "blocks": needs(Keyed(BlockFields(nested=True), MOST_BLOCKS, may_be_empty=False)),
            "scope": may(_SCOPE),
        },
    ),
    BlockType.DEADLINE: Table("deadline", {"readonly": may(_FLAG), "scope": may(_SCOPE)}),
}
"""What `properties` holds, by the type of its block."""

BLOCK: Final = Table("ContentBlockDto", {"type": needs(Choice.of(BlockType)), "properties": may(Fields(""))})
"""Only a deadline may do without `properties`."""

NEEDED_BY_ACTION: Final[Mapping[ActionType, tuple[str, ...]]] = {
    ActionType.REDIRECT: ("uri",),
    ActionType.REST_EVENT: ("id",),
    ActionType.OPEN_REST_APP: (),
}

USED_BY_ACTION: Final[Mapping[ActionType, tuple[str, ...]]] = {
    ActionType.REDIRECT: ("uri",),
    ActionType.REST_EVENT: ("id", "actionParams", "animationType"),
    ActionType.OPEN_REST_APP: ("actionParams", "sliderParams"),
}
"""Fields of another action are taken, and nothing comes of them."""

DTOS: Final[Mapping[str, Table]] = {
    table.name: table
    for table in (
        Table(
            Dto.CARD.value,
            {
                "icon": needs(Fields("IconDto")),
                "header": needs(Fields("HeaderDto")),
                "body": needs(Fields("BodyDto")),
                "footer": may(Fields("FooterDto")),
            },
        ),
        Table(Dto.BLOCKS.value, {"blocks": needs(_BLOCKS)}),
        Table("IconDto", {"code": needs(Code(CodeOf.ICON))}),
        Table(
            "HeaderDto",
            {
                "title": needs(_WORDS),
                "titleAction": may(_ACTION),
                "tags": may(Keyed(Fields("TagDto"), MOST_TAGS)),
            },
        ),
        Table("TagDto", {"title": needs(_WORDS), "type": needs(Choice.of(TagType)), "action": may(_ACTION)}),
        Table("BodyDto", {"logo": needs(Fields("LogoDto")), "blocks": needs(_BLOCKS)}),
        Table("LogoDto", {"code": needs(Code(CodeOf.LOGO)), "action": may(_ACTION)}),
        Table(
            "FooterDto",
            {
                "buttons": may(Keyed(Fields("FooterButtonDto"), MOST_BUTTONS)),
                "showNote": later(Flag(usual=True)),
                "menu": may(Fields("FooterMenuDto")),
            },
        ),
        Table(
            "FooterButtonDto",
            {
                "title": needs(_WORDS),
                "type": needs(Choice.of(ButtonType)),
                "action": needs(_ACTION),
                "scope": may(_SCOPE),
                "hideIfReadonly": may(_FLAG),
            },
        ),
        Table(
            "FooterMenuDto",
            {
                "showPinItem": may(_MENU_FLAG),
                "showPostponeItem": may(_MENU_FLAG),
                "showDeleteItem": may(_MENU_FLAG),
                "items": may(Keyed(Fields("MenuItemDto"), MOST_ITEMS)),
                "sections": later(Listed(Fields("MenuSectionDto"), MOST_SECTIONS)),
            },
        ),
        Table(
            "MenuItemDto",
            {
                "title": needs(_WORDS),
                "action": needs(_ACTION),
                "scope": may(_SCOPE),
                "hideIfReadonly": may(_FLAG),
                "subtitle": later(_WORDS),
                "design": later(Choice.of(MenuDesign)),
                "isSelected": later(_FLAG),
                "isLocked": later(_FLAG),
                "badgeText": later(Fields("BadgeTextDto")),
                "sectionCode": later(Plain()),
            },
        ),
        Table("BadgeTextDto", {"title": needs(_WORDS), "color": may(Plain(examples=("#2fc6f6",)))}),
        Table(
            "MenuSectionDto",
            {
                "code": needs(Plain(never=("system", "about", "base", "extensions"))),
                "title": may(_WORDS),
                "design": may(Choice.of(SectionDesign)),
            },
        ),
        Table(
            "ActionDto",
            {
                "type": needs(Choice.of(ActionType)),
                "uri": may(Address()),
                "id": may(Plain()),
                "actionParams": may(Keyed(Scalar(), MOST_PARAMS, drawn=False)),
                "animationType": may(Choice.of(Animation)),
                "sliderParams": may(Fields("ActionSliderParamsDto")),
            },
        ),
        Table(
            "ActionSliderParamsDto",
            {
                "width": may(Whole(least=1)),
                "leftBoundary": may(Whole(least=0)),
                "title": may(Plain(may_be_empty=True)),
                "labelText": later(Plain(may_be_empty=True)),
                "labelBgColor": later(Choice.of(LabelColor)),
                "labelColor": later(HexColor()),
            },
            apart=(("width", "leftBoundary"),),
        ),
    )
}
"""Every object of a layout but the blocks, by its name in the documentation."""

ACTION: Final = DTOS["ActionDto"]
MENU: Final = DTOS["FooterMenuDto"]
