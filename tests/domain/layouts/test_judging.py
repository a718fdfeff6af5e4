"""The judgement of layouts: every documented example, and the sandbox's own judgement of what is nearly right."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from daybook.domain.layouts.faults import LayoutFault, pointer
from daybook.domain.layouts.judging import judge
from daybook.domain.layouts.model import Dto
from daybook.domain.layouts.notes import MOST_MISTAKES
from daybook.sandbox import layout_rules
from daybook.sandbox.errors import ApiError
from tests.domain.layouts.examples import Example, examples
from tests.domain.layouts.mutations import nearly_valid, written

OURS = {LayoutFault.DANGEROUS_LINK, LayoutFault.OPENS_NOTHING}
"""Mistakes that a portal takes without a word."""

BEYOND = {
    LayoutFault.UNKNOWN_CODE,
    LayoutFault.UNKNOWN_LANGUAGE,
    LayoutFault.DUPLICATE_SECTION,
    LayoutFault.UNKNOWN_SECTION,
}
"""Mistakes that no schema knows."""


@pytest.mark.parametrize("example", [*examples()], ids=lambda each: each.name.removesuffix(".json"))
def test_every_documented_layout_is_judged_as_documented(example: Example) -> None:
    found = judge(example.text)
    assert (found.valid, found.dto) == (example.valid, example.dto)
    assert [each.path for each in found.errors] == ([] if example.valid else [example.path])
    if example.error:
        assert found.errors[0].code == example.error
    for each in (*found.errors, *found.warnings):
        lines = example.text.splitlines()
        assert lines[each.line - 1][each.column - 1 :].startswith(example.text[each.at : each.end].split("\n")[0])


def as_sent(value: Any, name: str = "") -> Any:
    """The layout for the sandbox, which makes a text of every value of an application, also of null."""
    if value is None and name == "actionParams":
        return [None]
    if isinstance(value, dict):
        return {key: as_sent(each, name if name == "actionParams" else key) for key, each in value.items()}
    if isinstance(value, list):
        return [as_sent(each) for each in value]
    return value


def taken_by_sandbox(layout: Any, dto: Dto) -> bool:
    try:
        layout_rules.check(as_sent(layout), dto.value)
    except ApiError:
        return False
    return True


def paths_of_sandbox(layout: Any, dto: Dto) -> set[str]:
    read = layout_rules._read(as_sent(layout))
    broken = layout_rules._validator(dto.value).iter_errors(read)
    return {pointer(tuple(map(str, each.absolute_path))) for each in broken}


@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(nearly_valid())
def test_the_sandbox_says_the_same(layout: Any) -> None:
    found = judge(written(layout))
    assert found.dto is not None
    refusals = [each for each in found.errors if each.fault not in OURS]
    assert taken_by_sandbox(layout, found.dto) == (not refusals), refusals
    said = {each.path for each in refusals if each.fault not in BEYOND}
    told = paths_of_sandbox(layout, found.dto)
    assert said <= told
    assert said == told or len(found.errors) == MOST_MISTAKES


def test_each_dto_can_be_demanded() -> None:
    blocks = json.dumps({"blocks": {"a": {"type": "deadline"}}})
    assert judge(blocks).valid
    assert {each.said for each in judge(blocks, Dto.CARD).errors} == {"icon", "header", "body", "blocks"}
