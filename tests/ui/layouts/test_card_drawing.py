"""Where the parts of a card stand, and that nothing a stranger writes breaks it."""

import asyncio
import json
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from daybook.domain.layouts.judging import judge
from daybook.domain.layouts.model import Redirect, Scope
from daybook.domain.todo import TodoColor
from daybook.ui.layouts import portal_colors
from daybook.ui.layouts.card_drawing import MENU, CardPicture, draw
from daybook.ui.layouts.picture import Spot, View

pytestmark = pytest.mark.usefixtures("qapp")

FOLDER = Path(__file__).resolve().parents[2] / "layouts"
VALID = sorted(FOLDER.glob("valid_*.json"))
WITHIN = 4
"""Pixels that a part may stand away from where the documentation's pictures have it."""


def drawn(text: str, view: View | None = None) -> CardPicture:
    layout = judge(text).layout
    assert layout is not None
    return asyncio.run(draw(layout, view or View(width=700)))


def card(blocks: dict[str, object], **footer: object) -> str:
    return json.dumps(
        {
            "icon": {"code": "info"},
            "header": {"title": "Title", "tags": {"new": {"title": "New", "type": "primary"}}},
            "body": {"logo": {"code": "notification"}, "blocks": blocks},
            **({"footer": footer} if footer else {}),
        }
    )


def text(value: str, **more: object) -> dict[str, object]:
    return {"type": "text", "properties": {"value": value, **more}}


def spot(picture: CardPicture, *steps: str) -> Spot:
    found = [each for each in picture.spots if each.steps == steps]
    assert found, [each.steps for each in picture.spots]
    return found[-1]


def painted(picture: CardPicture, scale: float = 1.0) -> QImage:
    size = QSize(int(picture.size.width() * scale), int(picture.size.height() * scale))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor("#ff00ff"))
    painter = QPainter(image)
    picture.paint(painter)
    painter.end()
    return image


def near(rect: QRectF, left: float, top: float, width: float, height: float) -> bool:
    parts = (rect.left() - left, rect.top() - top, rect.width() - width, rect.height() - height)
    return all(abs(part) <= WITHIN for part in parts)


def test_the_parts_stand_where_the_portal_has_them() -> None:
    """Disc, logo, column, buttons: `layout.md` of the documentation's pictures, in pixels at their own scale."""
    buttons = {"go": {"title": "Go", "type": "primary", "action": {"type": "redirect", "uri": "/crm/"}}}
    picture = drawn(card({"a": text("One"), "b": text("Two")}, buttons=buttons))
    edge = 44.0
    assert near(spot(picture, "icon").rect, 0, 6.5, 33, 33)
    assert near(spot(picture, "body", "logo").rect, edge + 16, 47, 80, 80)
    assert near(spot(picture, "body", "blocks", "a").rect, edge + 112, 47, 700 - edge - 128, 20)
    assert near(spot(picture, "body", "blocks", "b").rect, edge + 112, 72, 700 - edge - 128, 20)
    assert near(spot(picture, "footer", "buttons", "go").rect, edge + 16, 143, 181, 26)
    assert picture.size.height() == pytest.approx(185, abs=WITHIN)


def test_colours_are_the_portals() -> None:
    image = painted(drawn(card({"a": text("One")})))
    assert QColor(image.pixel(300, 110)).name() == "#fefcee"  # the card
    assert QColor(image.pixel(16, 10)).name() == "#2fc6f6"  # the disc
    assert QColor(image.pixel(66, 60)).name() == "#e5f9ff"  # the plate


@pytest.mark.parametrize(
    ("view", "disc", "ground"),
    [
        (View(width=700, air=True), "#0075ff", "#ffffff"),
        (View(width=700, dark=True), portal_colors.DARK.accent.name(), portal_colors.DARK.card_open.name()),
        (View(width=700, dark=True, air=True), "#3d96ff", portal_colors.DARK.card_open.name()),
    ],
)
def test_the_other_looks_have_their_own_colours(view: View, disc: str, ground: str) -> None:
    image = painted(drawn(card({"a": text("One")}), view))
    assert QColor(image.pixel(16, 10)).name() == disc
    assert QColor(image.pixel(300, 110)).name() == ground


def test_a_value_stands_in_its_column_whatever_its_label() -> None:
    def pair(label: str) -> dict[str, object]:
        block = {"type": "link", "properties": {"text": "v", "action": {"type": "redirect", "uri": "/a/"}}}
        return {"type": "withTitle", "properties": {"title": label, "inline": True, "block": block}}

    picture = drawn(card({"a": pair("x"), "b": pair("a longer label")}))
    lefts = {each.rect.left() for each in picture.spots if isinstance(each.action, Redirect)}
    [left] = lefts
    assert left == spot(picture, "body", "blocks", "a").rect.left() + 110


def test_a_long_text_is_folded_until_it_is_asked_for() -> None:
    words = "\n".join(f"Line {number}" for number in range(30))
    long = card({"a": {"type": "largeText", "properties": {"value": words}}})
    folded = drawn(long)
    [pill] = [each for each in folded.spots if each.folds and "blocks" in each.steps]
    whole = drawn(long, View(width=700).turned(pill.steps))
    assert spot(folded, "body", "blocks", "a").rect.height() <= 125 + 24
    assert whole.size.height() > 30 * 20
    short = drawn(card({"a": {"type": "largeText", "properties": {"value": "One line"}}}))
    assert not any(each.folds and "blocks" in each.steps for each in short.spots)


def test_each_scope_shows_its_own_parts() -> None:
    both = card({"a": text("One", scope="web"), "b": text("Two", scope="mobile")})
    web, mobile = drawn(both), drawn(both, View(width=700, scope=Scope.MOBILE))
    assert ("body", "blocks", "a") in {each.steps for each in web.spots}
    assert ("body", "blocks", "a") not in {each.steps for each in mobile.spots}
    assert ("body", "blocks", "b") in {each.steps for each in mobile.spots}


def test_a_link_says_where_it_leads_and_a_trap_does_not() -> None:
    def link(uri: str) -> str:
        action = {"type": "redirect", "uri": uri}
        return card({"a": {"type": "link", "properties": {"text": "x", "action": action}}})

    def tips(uri: str) -> set[str]:
        return {each.tip for each in drawn(link(uri)).spots} - {""}

    assert tips("/crm/deal/details/5/") == {"/crm/deal/details/5/"}
    assert tips("javascript:alert(1)") == set()


MENU_LAYOUT = {
    "items": {
        "call": {"title": "Call again", "action": {"type": "redirect", "uri": "/crm/"}, "subtitle": "Tomorrow"},
        "drop": {"title": "Drop", "action": {"type": "redirect", "uri": "/crm/"}, "hideIfReadonly": True},
        "app": {"title": "In the app", "action": {"type": "redirect", "uri": "/crm/"}, "scope": "mobile"},
    }
}


def menu_items(picture: CardPicture) -> list[str]:
    return [each.steps[-1] for each in picture.spots if each.steps[:3] == ("footer", "menu", "items")]


def test_the_dots_open_the_menu_with_what_whoever_looks_may_do() -> None:
    layout = card({"a": text("One")}, menu=MENU_LAYOUT)
    shut = drawn(layout)
    [dots] = [each for each in shut.spots if each.folds]
    view = View(width=700).turned(dots.steps)
    opened = drawn(layout, view)
    assert menu_items(shut) == []
    assert menu_items(opened) == ["call", "drop"]
    assert menu_items(drawn(layout, replace(view, readonly=True))) == ["call"]
    assert menu_items(drawn(layout, replace(view, scope=Scope.MOBILE))) == ["call", "drop", "app"]
    items = [each.rect for each in opened.spots if each.steps[:3] == ("footer", "menu", "items")]
    assert opened.size.height() > max(each.bottom() for each in items) > shut.size.height()
    assert all(each.left() > 0 and each.right() < 700 for each in items)


def test_buttons_for_editors_are_not_shown_to_readers() -> None:
    action = {"type": "redirect", "uri": "/crm/"}
    buttons = {
        "edit": {"title": "Edit", "type": "primary", "action": action, "hideIfReadonly": True},
        "look": {"title": "Look", "type": "secondary", "action": action},
    }
    layout = card({"a": text("One")}, buttons=buttons)
    seen = [each.steps[-1] for each in drawn(layout, View(width=700, readonly=True)).spots if "buttons" in each.steps]
    assert seen == ["look"]
    assert spot(drawn(layout), "footer", "buttons", "edit").rect.left() == 60


@pytest.mark.parametrize("color", TodoColor)
def test_a_set_of_blocks_is_drawn_on_a_to_do_of_its_colour(color: TodoColor) -> None:
    look = portal_colors.LIGHT.todos[color]
    picture = drawn(json.dumps({"blocks": {"a": text("One")}}), View(width=700, color=color))
    image = painted(picture)
    assert QColor(image.pixel(4, 22)) == look.strong
    assert QColor(image.pixel(690, 60)) == look.ground
    assert QColor(image.pixel(66, 60)) == look.plate
    assert spot(picture, "blocks", "a").rect.left() == 156


@pytest.mark.parametrize("code", ["document", "notification", "call-incoming", "shop", "of-an-application"])
def test_a_logo_is_drawn_on_its_plate(code: str) -> None:
    plain = json.loads(card({"a": text("One")}))
    plain["body"]["logo"]["code"] = code
    image = painted(drawn(json.dumps(plain)))
    inks = {QColor(image.pixel(x, y)).name() for x in range(60, 140) for y in range(47, 127)}
    assert {"#e5f9ff", "#ffffff", "#2fc6f6"} <= inks


WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def wordy() -> str:
    """A card in which every text is too long."""
    action = {"type": "redirect", "uri": "/crm/"}
    link = {"type": "link", "properties": {"text": WORD, "action": action}}
    pair = {"type": "withTitle", "properties": {"title": WORD, "inline": True, "block": link}}
    item = {"title": WORD, "subtitle": WORD, "action": action, "badgeText": {"title": WORD, "color": "#ff0"}}
    layout = {
        "icon": {"code": "info"},
        "header": {
            "title": WORD,
            "tags": {key: {"title": WORD, "type": "success", "action": action} for key in ("one", "two")},
        },
        "body": {
            "logo": {"code": "document"},
            "blocks": {"a": text(WORD), "b": pair, "c": {"type": "largeText", "properties": {"value": WORD * 9}}},
        },
        "footer": {
            "buttons": {key: {"title": WORD, "type": "primary", "action": action} for key in ("one", "two")},
            "menu": {"items": {"a": {**item, "isLocked": True, "isSelected": False}}},
        },
    }
    return json.dumps(layout)


@pytest.mark.parametrize("width", [280, 400, 700])
def test_long_words_stay_within_the_card_and_off_each_other(width: int) -> None:
    view = View(width=width, unfolded=frozenset([MENU]))
    picture = drawn(wordy(), view)
    card_rect = QRectF(0, 0, width - 12, picture.size.height())  # the dots can be hit a little beside them
    acting = [each for each in picture.spots if each.action is not None or each.folds]
    assert all(card_rect.contains(each.rect) for each in acting), acting
    top_line = [each.rect for each in picture.spots if each.steps and each.steps[0] == "header"]
    assert len(top_line) == 3
    assert not any(one.intersects(other) for one, other in combinations(top_line, 2))


def test_in_a_narrow_card_a_value_stands_below_its_label() -> None:
    pair = {"type": "withTitle", "properties": {"title": "Label", "inline": True, "block": text("Value")}}
    wide, narrow = (spot(drawn(card({"a": pair}), View(width=each)), "body", "blocks", "a") for each in (700, 280))
    assert narrow.rect.height() > 1.5 * wide.rect.height()


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [160, 700])
def test_every_valid_layout_is_drawn_within_its_picture(path: Path, width: int) -> None:
    picture = drawn(path.read_text("utf-8"), View(width=width, dark=width < 200))
    whole = QRectF(0, 0, picture.size.width() + 1, picture.size.height() + 1)
    if width > 200:
        assert all(whole.contains(each.rect) for each in picture.spots)
    assert painted(picture, 2.0) == painted(picture, 2.0)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300), st.booleans())
def test_no_text_breaks_it(words: str, multiline: bool) -> None:
    blocks = {
        "a": text(words, multiline=multiline),
        "b": {"type": "largeText", "properties": {"value": words * 30}},
        "c": {"type": "withTitle", "properties": {"title": words, "inline": True, "block": text(words)}},
        "d": {"type": "lineOfBlocks", "properties": {"blocks": {"x": text(words), "y": text(words, bold=True)}}},
    }
    picture = drawn(card(blocks), View(width=320))
    assert not painted(picture).isNull()


def test_the_command_draws_without_a_display(tmp_path: Path) -> None:
    out = tmp_path / "card.png"
    command = [sys.executable, "-c", "import sys; from daybook.cli import main; sys.exit(main())", "layout", "render"]
    desktop = Path(__file__).resolve().parents[3] / "desktop"

    def run(*words: str) -> int:
        return subprocess.run([*command, *words], cwd=desktop, capture_output=True, timeout=60, check=False).returncode

    valid = str(FOLDER / "valid_activity_all_block_types.json")
    assert run(valid, "-o", str(out), "--width", "500", "--scale", "2", "--dark", "--scope", "mobile") == 0
    image = QImage(str(out))
    assert image.width() == (500 + 32) * 2
    assert run(str(FOLDER / "invalid_line_key.json"), "-o", str(out)) == 1
    assert run("/nonexistent.json", "-o", str(out)) == 2
    assert run(valid, "-o", "/nonexistent/out.png") == 2
