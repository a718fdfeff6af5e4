"""What a layout says, in the words of its fields.

A layout that is being written is incomplete most of the time and is drawn all the same: a required text that is not
there yet is "", a block that is missing None, a wrong value its default. Whether it is complete, the rules say.
`steps` is the way from the top of the text to the part it was read from, so that a part can be found in the text again.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/configurable/structure/
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from daybook.domain.translated import Translated

Steps = tuple[str, ...]
"""("blocks", "price", "properties", "color"); places in a list are numbers from 0 on."""


class Dto(StrEnum):
    """The two root objects."""

    CARD = "LayoutDto"
    """The whole card of a configurable activity."""
    BLOCKS = "RestAppLayoutDto"
    """A set of content blocks under somebody else's entry."""


class Scope(StrEnum):
    """Where a part is shown; parts without one are shown everywhere."""

    WEB = "web"
    MOBILE = "mobile"


class BlockType(StrEnum):
    """The six content blocks."""

    TEXT = "text"
    LARGE_TEXT = "largeText"
    LINK = "link"
    WITH_TITLE = "withTitle"
    LINE = "lineOfBlocks"
    DEADLINE = "deadline"


class TextSize(StrEnum):
    """Sizes of a text."""

    XS = "xs"
    SM = "sm"
    MD = "md"


class TextColor(StrEnum):
    """Greys of a text, from light to dark; one without is darker than all of them."""

    BASE_50 = "base_50"
    BASE_60 = "base_60"
    BASE_70 = "base_70"
    BASE_90 = "base_90"


class TagType(StrEnum):
    """What a tag means, and so its colours."""

    SUCCESS = "success"
    FAILURE = "failure"
    WARNING = "warning"
    PRIMARY = "primary"
    SECONDARY = "secondary"


class ButtonType(StrEnum):
    """A button that is filled, or has a border only."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class ActionType(StrEnum):
    """What a click does."""

    REDIRECT = "redirect"
    REST_EVENT = "restEvent"
    OPEN_REST_APP = "openRestApp"


class Animation(StrEnum):
    """What is blocked after a click until the application updates the activity."""

    LOADER = "loader"
    """The whole card, under a spinner."""
    DISABLE = "disable"
    """The part that was clicked."""


class MenuDesign(StrEnum):
    """Looks of a menu item."""

    DEFAULT = "default"
    ACCENT_1 = "accent-1"
    ACCENT_2 = "accent-2"
    ALERT = "alert"
    COPILOT = "copilot"
    DISABLED = "disabled"
    """Grey, and can be clicked all the same."""


class SectionDesign(StrEnum):
    """Looks of a section of the menu."""

    DEFAULT = "default"
    ACCENT = "accent"


class LabelColor(StrEnum):
    """Grounds of a slider's label."""

    AQUA = "aqua"
    GREEN = "green"
    ORANGE = "orange"
    BROWN = "brown"
    PINK = "pink"
    BLUE = "blue"
    GREY = "grey"
    VIOLET = "violet"


@dataclass(frozen=True, slots=True)
class Slider:
    """How the slider of an application opens. Lengths are in pixels; None = not said."""

    width: int | None = None
    left_boundary: int | None = None
    title: str = ""
    label_text: str = ""
    label_bg_color: LabelColor | None = None
    label_color: str | None = None
    """`#rrggbb`."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """Leads to a path of the portal, or to an address; ask `links.kind_of` before it is opened."""

    uri: str
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class RestEvent:
    """Tells the application that owns the layout."""

    id: str
    params: Mapping[str, str] = field(default_factory=dict)
    animation: Animation | None = None
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class OpenRestApp:
    """Opens the application that owns the layout in a slider; does nothing in the mobile app."""

    params: Mapping[str, str] = field(default_factory=dict)
    slider: Slider | None = None
    steps: Steps = field(default=(), compare=False)


Action = Redirect | RestEvent | OpenRestApp


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A text, shown in full. `title` is its tooltip; lines are broken only when `multiline`."""

    key: str
    value: Translated = ""
    multiline: bool = False
    title: Translated = ""
    bold: bool = False
    size: TextSize = TextSize.MD
    color: TextColor | None = None
    scope: Scope | None = None
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class LargeTextBlock:
    """A long text in a frame, folded until somebody asks for more. Its lines are kept."""

    key: str
    value: Translated = ""
    scope: Scope | None = None
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class LinkBlock:
    """A text that can be clicked."""

    key: str
    text: Translated = ""
    action: Action | None = None
    bold: bool = False
    scope: Scope | None = None
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class DeadlineBlock:
    """The deadline of the activity itself; the layout holds no date."""

    key: str
    readonly: bool = False
    scope: Scope | None = None
    steps: Steps = field(default=(), compare=False)


NestedBlock = TextBlock | LinkBlock | DeadlineBlock


@dataclass(frozen=True, slots=True)
class WithTitleBlock:
    """A name and a value: side by side when `inline`, else the name above."""

    key: str
    title: Translated = ""
    block: NestedBlock | None = None
    inline: bool = False
    scope: Scope | None = None
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class LineBlock:
    """Blocks on one line."""

    key: str
    blocks: tuple[NestedBlock, ...] = ()
    scope: Scope | None = None
    steps: Steps = field(default=(), compare=False)


Block = TextBlock | LargeTextBlock | LinkBlock | WithTitleBlock | LineBlock | DeadlineBlock


@dataclass(frozen=True, slots=True)
class Icon:
    """The disc left of the card. `code` "" = none was said."""

    code: str = ""
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Tag:
    """A pill in the top line."""

    key: str
    title: Translated = ""
    type: TagType = TagType.SECONDARY
    action: Action | None = None
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Header:
    """The top line of the card."""

    title: Translated = ""
    title_action: Action | None = None
    tags: tuple[Tag, ...] = ()
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture left of the blocks. `code` "" = none was said."""

    code: str = ""
    action: Action | None = None
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Body:
    """The logo and the blocks, in the order in which they are drawn."""

    logo: Logo = Logo()
    blocks: tuple[Block, ...] = ()
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Button:
    """A button in the bottom line. `hide_if_readonly`: from people who may not change the item."""

    key: str
    title: Translated = ""
    type: ButtonType = ButtonType.SECONDARY
    action: Action | None = None
    scope: Scope | None = None
    hide_if_readonly: bool = False
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class BadgeText:
    """A small pill beside the text of a menu item. `color` is any CSS colour, as a stranger wrote it."""

    title: Translated = ""
    color: str | None = None


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An item of the menu behind the three dots. `is_selected` None = no place is kept for a check mark."""

    key: str
    title: Translated = ""
    action: Action | None = None
    scope: Scope | None = None
    hide_if_readonly: bool = False
    subtitle: Translated = ""
    design: MenuDesign = MenuDesign.DEFAULT
    is_selected: bool | None = None
    is_locked: bool = False
    badge_text: BadgeText | None = None
    section_code: str | None = None
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class MenuSection:
    """A part of the menu."""

    code: str
    title: Translated = ""
    design: SectionDesign = SectionDesign.DEFAULT
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Menu:
    """The menu behind the three dots. The portal's own items can be hidden but for "About the application"."""

    show_pin_item: bool = True
    show_postpone_item: bool = True
    show_delete_item: bool = True
    items: tuple[MenuItem, ...] = ()
    sections: tuple[MenuSection, ...] = ()
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Footer:
    """The bottom line."""

    buttons: tuple[Button, ...] = ()
    show_note: bool = True
    menu: Menu = Menu()
    steps: Steps = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Card:
    """LayoutDto: the whole card of a configurable activity. A card without `footer` shows the portal's own parts."""

    icon: Icon = Icon()
    header: Header = Header()
    body: Body = Body()
    footer: Footer = Footer()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The content blocks, in the order in which they are drawn."""
        return self.body.blocks


@dataclass(frozen=True, slots=True)
class BlockSet:
    """RestAppLayoutDto: content blocks under the main content of somebody else's entry."""

    blocks: tuple[Block, ...] = ()


Layout = Card | BlockSet
