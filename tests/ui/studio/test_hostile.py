"""What strangers could write: a message, and nothing else happens."""

import json

import pytest

from daybook.domain.layouts.faults import LayoutFault
from tests.ui.studio.stage import Stage

HOSTILE = {
    LayoutFault.TOO_DEEP: "[" * 1_000 + "]" * 1_000,
    LayoutFault.DUPLICATE_KEY: '{"blocks": {"a": {"type": "deadline"}, "a": {"type": "deadline"}}}',
    LayoutFault.NO_NUMBER: '{"blocks": {"a": NaN}}',
    LayoutFault.HTML: '{"blocks": {"a": {"type": "text", "properties": {"value": "<img src=//x onerror=alert(1)>"}}}}',
    LayoutFault.BROKEN_TEXT: '{"blocks": {"a": {"type": "text", "properties": {"value": "\\ud83d"}}}}',
    LayoutFault.DANGEROUS_LINK: json.dumps(
        {
            "blocks": {
                "a": {
                    "type": "link",
                    "properties": {"text": "x", "action": {"type": "redirect", "uri": "javascript:alert(1)"}},
                }
            }
        }
    ),
}


@pytest.mark.parametrize("fault", list(HOSTILE))
async def test_it_is_said(stage: Stage, fault: LayoutFault) -> None:
    await stage.write(HOSTILE[fault])
    assert fault in {each.fault for each in stage.work.problems.mistakes}
    assert stage.work.problems.list.item(0).text()
    assert stage.window.errors.failures == ()
    for piece in stage.work.pieces:
        stage.choose(*piece.steps)


async def test_very_many_mistakes_are_still_a_list(stage: Stage) -> None:
    blocks = {f"b {number}": {"type": "text", "x": number} for number in range(2_000)}
    await stage.write(json.dumps({"blocks": blocks}, indent=1))
    assert len(stage.work.problems.mistakes) == 100
    assert stage.window.errors.failures == ()
