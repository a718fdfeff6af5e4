"""The portal's judgement of every documented example: 46 good layouts, 99 bad ones, and those beyond a schema."""

import json
from pathlib import Path
from typing import Any

import pytest

from daybook.sandbox import layout_rules
from daybook.sandbox.errors import ApiError

FOLDER = Path(__file__).parents[1] / "layouts"


def _examples(folder: Path) -> list[Any]:
    index = json.loads((folder / "index.json").read_text("utf-8"))
    return [pytest.param(folder / name, about, id=name.removesuffix(".json")) for name, about in index.items()]


@pytest.mark.parametrize(("file", "about"), [*_examples(FOLDER), *_examples(FOLDER / "beyond_schema")])
def test_judges_as_documented(file: Path, about: dict[str, Any]) -> None:
    layout = json.loads(file.read_text("utf-8"))
    if about["valid"] or "no server error" in about["rule"]:
        layout_rules.check(layout, about["dto"])
        return
    with pytest.raises(ApiError) as refusal:
        layout_rules.check(layout, about["dto"])
    assert refusal.value.code == (about["error"] or refusal.value.code)
    assert refusal.value.http == 400
