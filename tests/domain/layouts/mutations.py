"""Layouts that are nearly right: a documented one with a few changes anywhere in it."""

import copy
import json
from collections.abc import Iterator
from typing import Any, Final

from hypothesis import strategies as st

from tests.domain.layouts.examples import data, valid

VALID: Final = [data(each) for each in valid()]


def _inside(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a layout as the object or list it stands in and its key or number."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from _inside(value[key])


_PARTS: Final = [holder[key] for layout in VALID for holder, key in _inside(layout)]
_KEYS: Final = sorted({key for layout in VALID for _, key in _inside(layout) if isinstance(key, str)})
_WORDS: Final = sorted({each for each in _PARTS if isinstance(each, str) and len(each) < 40})

letters = st.text(alphabet='ab1-_ .<>é😀#/:\\"', max_size=6)
keys = st.sampled_from(_KEYS) | st.sampled_from(["title", "text", "value", "blocks", "zz", "en", "1", "a b"]) | letters
values = (
    st.none()
    | st.booleans()
    | st.integers(-3, 400)
    | st.sampled_from([1.0, 0.5, -0.0, 1e300])
    | letters
    | st.sampled_from(["", "true", "false", "web", "mobile", "system", "javascript:alert(1)", "tel:1", "#ffffff", "//"])
    | st.sampled_from(_WORDS)
    | st.sampled_from(_PARTS)
    | st.sampled_from([[], {}, [1], {"en": "x"}, {"en": ""}, {"type": "deadline"}, {"type": "openRestApp"}])
)


@st.composite
def nearly_valid(draw: st.DrawFn) -> Any:
    """A layout with one to three changes: taken away, put in, put in the place of another, renamed, or many times."""
    layout = copy.deepcopy(draw(st.sampled_from(VALID)))
    for _ in range(draw(st.integers(1, 3))):
        _change(draw, layout)
    return layout


def _change(draw: st.DrawFn, layout: Any) -> None:
    places = [*_inside(layout)]
    if not places:
        layout["blocks"] = {}
        return
    holder, key = draw(st.sampled_from(places))
    what = draw(st.sampled_from(["put", "put", "take", "add", "rename", "many"]))
    if what == "take":
        del holder[key]
    elif what == "put" or isinstance(holder, list):
        holder[key] = copy.deepcopy(draw(values))
    elif what == "add":
        holder[draw(keys)] = copy.deepcopy(draw(values))
    elif what == "rename":
        holder[draw(keys)] = holder.pop(key)
    else:
        holder.update({f"{key}-{number}": copy.deepcopy(holder[key]) for number in range(draw(st.integers(1, 21)))})


def written(layout: Any) -> str:
    """As a text."""
    return json.dumps(layout, ensure_ascii=False, indent=2)
