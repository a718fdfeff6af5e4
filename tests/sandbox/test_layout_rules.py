"""Sets of content blocks: what the portal takes, and the code for what it refuses."""

from typing import Any

import pytest

from daybook.sandbox import layout_rules
from daybook.sandbox.demo import blocks
from daybook.sandbox.errors import ApiError

TEXT: dict[str, Any] = {"type": "text", "properties": {"value": "x"}}
GO = {"type": "redirect", "uri": "/crm/"}


def one(block: Any) -> dict[str, Any]:
    return {"blocks": {"b": block}}


def titled(inner: Any) -> dict[str, Any]:
    return one({"type": "withTitle", "properties": {"title": "T", "block": inner}})


def link(action: Any) -> dict[str, Any]:
    return one({"type": "link", "properties": {"text": "x", "action": action}})


@pytest.mark.parametrize(
    "layout",
    [
        *blocks.ALL,
        one(TEXT),
        titled({"type": "deadline"}),
        link(GO),
        link({"type": "openRestApp", "sliderParams": []}),
        {"blocks": {"title": {"type": "deadline"}, "blocks": TEXT, "actionParams": TEXT}},
    ],
)
def test_good_sets(layout: Any) -> None:
    layout_rules.check(layout)


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        ({}, "FIELD_IS_REQUIRED"),
        ("text", "FIELD_IS_REQUIRED"),
        ({"blocks": []}, "FIELD_IS_REQUIRED"),
        ({"blocks": {}}, "FIELD_IS_REQUIRED"),
        ({"blocks": {"b": TEXT}, "header": {}}, "FIELD_IS_REDUNDANT"),
        ({"blocks": {f"b{number}": TEXT for number in range(21)}}, "TOO_MANY_ITEMS"),
        ({"blocks": {"b b": TEXT}}, "KEY_CONTAIN_WRONG_SYMBOLS"),
        ({"blocks": {"ключ": TEXT}}, "KEY_CONTAIN_WRONG_SYMBOLS"),
        (one({"properties": {}}), "FIELD_IS_REQUIRED"),
        (one({"type": "player", "properties": {}}), "ENUM_FIELD"),
        (one({"type": ["text"], "properties": {}}), "ENUM_FIELD"),
        (one({"type": "text"}), "FIELD_IS_REQUIRED"),
        (one({"type": "text", "properties": {}}), "FIELD_IS_REQUIRED"),
        (one({**TEXT, "more": 1}), "FIELD_IS_REDUNDANT"),
        (one({"type": "text", "properties": {"value": "x", "weight": 7}}), "FIELD_IS_REDUNDANT"),
        (one({"type": "text", "properties": {"value": "x", "size": "xl"}}), "ENUM_FIELD"),
        (one({"type": "text", "properties": {"value": "x", "color": "red"}}), "ENUM_FIELD"),
        (one({"type": "text", "properties": {"value": ["x"]}}), "WRONG_FIELD_VALUE"),
        (one({"type": "deadline", "properties": {"readonly": "maybe"}}), "WRONG_FIELD_VALUE"),
        (titled({"type": "largeText", "properties": {"value": "x"}}), "WRONG_FIELD_VALUE"),
        (one({"type": "lineOfBlocks", "properties": {"blocks": {}}}), "FIELD_IS_REQUIRED"),
        (link({}), "FIELD_IS_REQUIRED"),
        (link({"type": "redirect"}), "FIELD_IS_REQUIRED"),
        (link({"type": "jump"}), "ENUM_FIELD"),
        (link({**GO, "target": "_blank"}), "FIELD_IS_REDUNDANT"),
        (link({"type": "restEvent", "id": "x", "animationType": "spin"}), "ENUM_FIELD"),
        (link({**GO, "actionParams": {f"p{number}": 1 for number in range(21)}}), "TOO_MANY_ITEMS"),
        (link({**GO, "actionParams": {"a b": 1}}), "KEY_CONTAIN_WRONG_SYMBOLS"),
    ],
    ids=str,
)
def test_bad_sets(layout: Any, code: str) -> None:
    with pytest.raises(ApiError) as refusal:
        layout_rules.check(layout)
    assert refusal.value.code == code
