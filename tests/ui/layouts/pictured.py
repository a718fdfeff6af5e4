"""What the pictures of the REST documentation show, as data: the layouts, and what the portal wrote around them.

The pictures lie in `pictures/` (bitrix24/b24restdocs and bitrix-tools/b24-rest-docs, `api-reference/crm/timeline/`).
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QRect

from daybook.ui.layouts.entry import Entry

FOLDER: Final = Path(__file__).with_name("pictures")
OPEN_DEAL: Final = {"type": "redirect", "uri": "/crm/deal/details/123/"}
LINES: Final = "Здравствуйте!\nМы начинаем.\nМы продолжаем.\nМы все еще работаем над этим.\nМы продолжаем.\nУже.\nВсё."
LOREM: Final = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore "
    "magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo "
    "consequat. Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur. "
    "Excepteur sint occaecat cupidatat non proident, sunt in culpa qui officia deserunt mollit anim id est laborum."
)
GREETING: Final = {
    "type": "text",
    "properties": {"value": "Здравствуйте!\nМы начинаем.", "multiline": True, "bold": True, "color": "base_90"},
}
LARGE: Final = {"type": "largeText", "properties": {"value": LINES}}
LINK: Final = {"type": "link", "properties": {"text": "Открыть сделку", "bold": True, "action": OPEN_DEAL}}
PLAIN_LINK: Final = {"type": "link", "properties": {"text": "Открыть сделку", "action": OPEN_DEAL}}
STACKED: Final = {
    "type": "withTitle",
    "properties": {"title": "Заголовок", "block": {"type": "text", "properties": {"value": "Какое-то значение"}}},
}
INLINE: Final = {"type": "withTitle", "properties": {"title": "Заголовок 2", "inline": True, "block": PLAIN_LINK}}
LINE: Final = {
    "type": "lineOfBlocks",
    "properties": {
        "blocks": {
            "text": {"type": "text", "properties": {"value": "Какой-то текст"}},
            "link": {"type": "link", "properties": {"text": "ссылка", "action": OPEN_DEAL}},
            "bold": {"type": "text", "properties": {"value": "жирный текст", "bold": True}},
        }
    },
}
DEADLINE: Final = {"type": "deadline"}
TITLED_DEADLINE: Final = {"type": "withTitle", "properties": {"title": "Заголовок с дедлайном", "block": DEADLINE}}

TODO: Final = Entry(
    moment="сегодня, 20:24",
    deadline="Вт, 4 июня, 22:00",
    title="Связаться с клиентом",
    description="*Очень важный текст*",
    until="Сделать до",
    day="04",
    month="июня",
    hour="Вт 22:00",
    complete="Выполнено",
    edit="Редактировать",
    more="Показать полностью",
    less="Свернуть",
)


@dataclass(frozen=True)
class Part:
    """A part as the picture has it: where about it is, and its colour there. All in pixels of the picture.

    `text`: letters of that colour, of which only the beginning is compared, for the face may be another one. What
    stands `after` or `below` a text is compared with the end of that text, what is `beside` a part with its beginning.
    """

    name: str
    left: int
    top: int
    width: int
    height: int
    color: str
    text: bool = False
    on: str = ""
    """What the letters stand on; "" = the card."""
    after: str = ""
    below: str = ""
    beside: str = ""

    @property
    def rect(self) -> QRect:
        return QRect(self.left, self.top, self.width, self.height)


@dataclass(frozen=True, eq=False)
class Pictured:
    """One picture. `card`: upper left corner of the card; `width`: from the disc to the card's right edge; its pixels.

    Of a single block `card` is where a card would be whose first block it is.
    """

    name: str
    layout: dict[str, Any]
    card: tuple[float, float]
    width: float
    parts: tuple[Part, ...]
    scale: float = 1.0
    entry: Entry = TODO
    ground: str = "#fefcee"


def information(block: dict[str, Any]) -> dict[str, Any]:
    return {
        "icon": {"code": "info"},
        "header": {"title": "Информационное сообщение"},
        "body": {"logo": {"code": "notification"}, "blocks": {"block": block}},
    }


def todo_parts(dx: int, dy: int) -> tuple[Part, ...]:
    """What both to-dos have, the upper left corner of the second one's card so much away from the first one's."""
    parts = (
        Part("disc", 4, 9, 40, 40, "#ffc34d"),
        Part("check box", 79, 20, 16, 16, "#ffffff"),
        Part("title", 105, 22, 179, 12, "#333333", text=True),
        Part("time", 297, 22, 109, 15, "#bdc1c6", text=True, after="title"),
        Part("square", 756, 20, 15, 15, "#ffc34d"),
        Part("portrait", 785, 15, 25, 25, "#7b8691"),
        Part("plate", 79, 55, 100, 100, "#fff1d6"),
        Part("calendar head", 98, 74, 62, 11, "#2fc6f6"),
        Part("field", 199, 57, 245, 42, "#fff1d6"),
        Part("bell", 455, 70, 15, 17, "#959ca4"),
        Part("frame of the description", 199, 106, 581, 57, "#e4e2d6"),
        Part("tail of the bubble", 769, 103, 21, 17, "#dfe0e3"),
        Part("first text", 199, 191, 115, 17, "#525c69", text=True),
        Part("second line", 200, 216, 119, 13, "#525c69", text=True),
        Part("first line of the long text", 222, 264, 111, 17, "#333333", text=True),
        Part("second line of the long text", 222, 291, 116, 13, "#333333", text=True),
        Part("third line of the long text", 222, 318, 139, 17, "#333333", text=True),
        Part("words of the pill", 413, 394, 153, 11, "#828b95", text=True),
        Part("link", 199, 427, 132, 17, "#2066b0", text=True),
        Part("label", 199, 459, 78, 11, "#a8adb4", text=True),
        Part("value", 200, 481, 151, 13, "#333333", text=True),
    )
    return tuple(replace(each, left=each.left + dx, top=each.top + dy) for each in parts)


def bottom_parts(card_left: int, middle: int) -> tuple[Part, ...]:
    """The bottom line of a to-do."""
    return (
        Part("first button", card_left + 20, middle - 16, 158, 32, "#3bc8f5"),
        Part("second button", card_left + 188, middle - 16, 157, 32, "#c6cdd3"),
        Part("words of the second button", card_left + 211, middle - 4, 112, 12, "#525c69", text=True),
        Part("note", card_left + 674, middle - 9, 21, 21, "#bdc1c6"),
        Part("dots", card_left + 717, middle - 2, 27, 7, "#bdc1c6"),
    )


ALL: Final = {
    "greeting": GREETING,
    "large": LARGE,
    "link": LINK,
    "stacked": STACKED,
    "inline": INLINE,
    "line": LINE,
    "deadline": TITLED_DEADLINE,
}
BUTTON: Final = {
    **information({"type": "text", "properties": {"value": "A text"}}),
    "header": {"title": "Information", "tags": {"warning": {"title": "Warning", "type": "warning"}}},
    "footer": {"buttons": {"push": {"title": "Push me", "type": "primary", "action": OPEN_DEAL}}},
}
PICTURES: Final = (
    Pictured(
        "all_content_blocks_example",
        {"blocks": ALL},
        (59, 2),
        823,
        (
            *todo_parts(0, 0),
            Part("inline label", 199, 514, 90, 11, "#828b95", text=True),
            Part("inline link", 337, 513, 126, 17, "#2066b0", text=True),
            Part("line", 200, 544, 110, 18, "#333333", text=True),
            Part("label of the deadline", 199, 578, 176, 13, "#a8adb4", text=True),
            Part("deadline", 199, 594, 157, 27, "#fef3b8"),
            *bottom_parts(59, 667),
        ),
        1.25,
    ),
    Pictured(
        "content_blocks_example",
        {"blocks": {key: ALL[key] for key in ("greeting", "large", "link", "stacked")}},
        (63, 7),
        823,
        (*todo_parts(4, 5), *bottom_parts(63, 550)),
        1.25,
        replace(
            TODO,
            moment="сегодня, 16:26",
            deadline="Вт, 4 июня, 16:00",
            hour="Вт 16:00",
            description="*Текст о том, что нужно связаться с клиентом*",
        ),
    ),
    Pictured(
        "ContentBlockDto_9",
        information({"type": "text", "properties": {"value": LOREM}}),
        (54, 9),
        739,
        (
            Part("disc", 10, 15, 32, 32, "#2fc6f6"),
            Part("check box", 70, 23, 13, 13, "#ffffff"),
            Part("title", 91, 24, 192, 13, "#333333", text=True),
            Part("time", 293, 24, 86, 12, "#bdc1c6", text=True, after="title"),
            Part("portrait", 713, 21, 20, 20, "#7b8691"),
            Part("plate", 70, 51, 80, 80, "#e5f9ff"),
            Part("disc of the logo", 94, 75, 32, 32, "#2fc6f6"),
            Part("text", 166, 58, 557, 108, "#333333", text=True),
            Part("note", 673, 177, 18, 18, "#bdc1c6", below="text"),
            Part("dots", 708, 183, 22, 6, "#bdc1c6", below="text"),
        ),
        entry=replace(TODO, moment="сегодня, 23:49"),
        ground="#fffeef",
    ),
    Pictured(
        "ContentBlockDto_10",
        information({"type": "largeText", "properties": {"value": LOREM}}),
        (56, 11),
        712,
        (
            Part("disc", 12, 17, 32, 32, "#2fc6f6"),
            Part("check box", 72, 26, 13, 13, "#ffffff"),
            Part("title", 93, 26, 191, 13, "#333333", text=True),
            Part("time", 295, 26, 86, 12, "#bdc1c6", text=True, after="title"),
            Part("plate", 72, 53, 80, 80, "#e5f9ff"),
            Part("disc of the logo", 96, 77, 32, 32, "#2fc6f6"),
            Part("frame", 168, 55, 538, 126, "#e4e2d6"),
            Part("first line", 186, 74, 443, 13, "#333333", text=True),
            Part("second line", 186, 96, 435, 13, "#333333", text=True),
            Part("third line", 186, 117, 424, 13, "#333333", text=True),
            Part("words of the pill", 380, 177, 113, 9, "#828b95", text=True),
            Part("note", 648, 211, 18, 18, "#bdc1c6"),
            Part("dots", 683, 217, 22, 6, "#bdc1c6"),
        ),
        entry=replace(TODO, moment="сегодня, 01:27"),
        ground="#fffeef",
    ),
    Pictured(
        "ContentBlockDto_14",
        BUTTON,
        (51, 10),
        739,
        (
            Part("disc", 7, 16, 32, 32, "#2fc6f6"),
            Part("check box", 67, 27, 13, 13, "#ffffff"),
            Part("title", 88, 28, 71, 10, "#333333", text=True),
            Part("tag", 167, 24, 62, 21, "#faf397", after="title"),
            Part("words of the tag", 176, 31, 44, 8, "#9d7e2b", text=True, on="#faf397", after="title"),
            Part("plate", 67, 57, 80, 80, "#e5f9ff"),
            Part("disc of the logo", 91, 81, 32, 32, "#2fc6f6"),
            Part("text", 163, 64, 36, 10, "#333333", text=True),
            Part("button", 67, 153, 181, 26, "#3bc8f5"),
            Part("words of the button", 134, 161, 47, 9, "#ffffff", text=True, on="#3bc8f5"),
            Part("note", 670, 158, 18, 18, "#bdc1c6"),
            Part("dots", 705, 164, 22, 6, "#bdc1c6"),
        ),
        entry=replace(TODO, moment="tomorrow, 01:38"),
        ground="#fffeef",
    ),
    Pictured(
        "ContentBlockDto_15",
        information(LINK),
        (-105, -45),
        700,
        (Part("link", 8, 5, 105, 13, "#2066b0", text=True),),
        ground="#ffffff",
    ),
    Pictured(
        "ContentBlockDto_16",
        information(STACKED),
        (-108, -41),
        700,
        (
            Part("label", 4, 8, 57, 9, "#a8adb4", text=True),
            Part("value", 4, 24, 120, 10, "#333333", text=True, beside="label"),
        ),
        ground="#ffffff",
    ),
    Pictured(
        "ContentBlockDto_17",
        information(INLINE),
        (-102, -42),
        700,
        (
            Part("label", 10, 7, 72, 10, "#828b95", text=True),
            Part("link", 120, 8, 103, 13, "#2066b0", text=True, beside="label"),
        ),
        ground="#ffffff",
    ),
    Pictured(
        "ContentBlockDto_18",
        information(LINE),
        (-108, -41),
        700,
        (
            Part("text", 4, 8, 92, 13, "#333333", text=True),
            Part("link", 101, 11, 44, 10, "#2066b0", text=True, beside="text"),
        ),
        ground="#ffffff",
    ),
    Pictured(
        "ContentBlockDto_19",
        information(DEADLINE),
        (-100, -39),
        700,
        (
            Part("deadline", 12, 5, 110, 21, "#fef3b8"),
            Part("words", 22, 12, 79, 7, "#828b95", text=True, on="#fef3b8", beside="deadline"),
        ),
        entry=replace(TODO, deadline="сегодня, 08:45"),
        ground="#fffeef",
    ),
)
