"""What the page about recipes shows and says is what is read."""

import json
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from daybook.domain.changes.change import Change
from daybook.domain.changes.recipe_fields import BINDINGS, FIELDS
from daybook.domain.changes.recipe_file import read_recipe
from daybook.domain.changes.templates import NAMES, names_in

PAGE = (Path(__file__).parents[3] / "docs" / "recipes.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
CHANGES = [each for each in re.findall(r'^\| `("[a-z]+": .*?)` \|', PAGE, re.MULTILINE) if "…" not in each]
ZONE = ZoneInfo("Europe/Kyiv")


def section(name: str) -> str:
    return PAGE.split(f"## `{name}`", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_is_a_recipe(example: str) -> None:
    assert read_recipe(example.encode(), zone=ZONE).mistakes == ()


@pytest.mark.parametrize("said", [each for each in CHANGES if f"`{each}`" in section("change")])
def test_every_change_that_is_shown_is_one(said: str) -> None:
    recipe = f'{{"select": {{"ids": [101]}}, "change": {{{said}}}}}'
    assert read_recipe(recipe.encode(), zone=ZONE).mistakes == ()


@pytest.mark.parametrize("said", [each for each in CHANGES if f"`{each}`" in section("options")])
def test_every_option_that_is_shown_is_one(said: str) -> None:
    recipe = f'{{"select": {{"ids": [101]}}, "change": {{"delete": true}}, "options": {{{said}}}}}'
    assert read_recipe(recipe.encode(), zone=ZONE).mistakes == ()


def test_nothing_is_left_out() -> None:
    told = section("change")
    assert [key for key in Change.__dataclass_fields__ if f'"{key}"' not in told] == []
    assert [name for name in NAMES if f"{{{name}}}" not in told] == []
    assert [
        key for key in ("max_rows", "delete", "country", "holidays", "workdays") if f'"{key}"' not in section("options")
    ] == []


def test_every_field_that_is_named_exists() -> None:
    named = set(re.findall(r"`([A-Z_]+)`", section("select")))
    assert named <= {*FIELDS, BINDINGS}
    assert len(named) > 10


def test_every_name_in_an_example_is_known() -> None:
    titles = [json.loads(each)["change"].get("create", {}).get("title", "") for each in EXAMPLES]
    assert [name for title in titles for name in names_in(title)] == ["deal.title"]
