"""The connection test, line by line."""

from datetime import timedelta

import pytest

from daybook.bitrix import errors, features
from daybook.bitrix.address import WebhookAddress
from daybook.bitrix.diagnosis import Check, Line, LineState, diagnose
from daybook.bitrix.errors import PortalError
from daybook.bitrix.features import Feature, Obstacle
from daybook.bitrix.portal import Portal
from daybook.bitrix.secret import Secret
from daybook.clock import SystemClock
from tests.bitrix.conftest import Connect, token_of
from tests.sandbox.process import SandboxProcess

ALL = [(check, None) for check in Check if check is not Check.FEATURE] + [(Check.FEATURE, each) for each in Feature]
APP_ONLY = {
    Feature.CONTENT_BLOCKS,
    Feature.CONFIGURABLE,
    Feature.ACTIVITY_TYPES,
    Feature.WORKFLOW_ACTIONS,
    Feature.EVENTS,
}


async def lines_of(portal: Portal) -> tuple[list[Line], PortalError | None]:
    """All lines, and the error that ended the test."""
    lines: list[Line] = []
    try:
        async for line in diagnose(portal):
            lines.append(line)  # noqa: PERF401  (the lines before the error are wanted too)
    except PortalError as error:
        return lines, error
    return lines, None


def states(lines: list[Line]) -> dict[Check | Feature, LineState]:
    """How each check turned out."""
    return {line.feature or line.check: line.state for line in lines}


async def test_a_webhook_that_works(demo_portal: SandboxProcess, connect: Connect) -> None:
    lines, error = await lines_of(await connect(demo_portal.webhook, clock=SystemClock()))
    assert error is None
    assert [(line.check, line.feature) for line in lines] == ALL
    found = states(lines)
    assert {each for each in Feature if found[each] is LineState.WARNING} == APP_ONLY
    assert all(found[check] is LineState.OK for check in Check if check is not Check.FEATURE)
    by_check = {line.check: line.facts for line in lines}
    assert by_check[Check.REACHABLE] == {"host": "127.0.0.1"}
    assert by_check[Check.TLS] == {"encrypted": False}
    assert by_check[Check.SIGN_IN]["user_id"] == 1
    assert by_check[Check.SIGN_IN]["admin"] is True
    assert by_check[Check.TIME_ZONES]["server_offset"] == timedelta(hours=3)
    assert abs(by_check[Check.TIME_ZONES]["skew_s"]) < 2
    assert "crm" in by_check[Check.SCOPES]["scopes"]
    blocked = [line.facts for line in lines if line.feature in APP_ONLY]
    assert {facts["obstacle"] for facts in blocked} == {Obstacle.NEEDS_APPLICATION}


async def test_an_applications_token(demo_portal: SandboxProcess, connect: Connect) -> None:
    lines, error = await lines_of(await connect(token_of(demo_portal), clock=SystemClock()))
    assert error is None
    obstacles = {line.feature: line.facts.get("obstacle") for line in lines if line.feature}
    assert Obstacle.NEEDS_APPLICATION not in obstacles.values()
    for each in (Feature.TODOS, Feature.ENTITIES, Feature.USERS):
        assert obstacles[each] is None


async def test_a_clock_that_is_wrong_is_a_warning(demo_portal: SandboxProcess, connect: Connect) -> None:
    lines, error = await lines_of(await connect(demo_portal.webhook))  # a clock that stands still in March
    assert error is None
    assert states(lines)[Check.TIME_ZONES] is LineState.WARNING


async def test_without_crm_there_is_nothing_to_do(demo_portal: SandboxProcess, connect: Connect) -> None:
    lines, error = await lines_of(await connect(demo_portal.info["others"]["no_scope"]))
    assert isinstance(error, errors.MissingScope)
    assert error.scope == "crm"
    found = states(lines)
    assert found[Check.SIGN_IN] is LineState.OK
    assert found[Check.SCOPES] is LineState.FAILED
    assert {found[each] for each in Feature} == {LineState.NOT_RUN}
    (failed,) = [line for line in lines if line.state is LineState.FAILED]
    assert failed.error is error
    assert set(failed.facts["missing"]) == {"crm", "user_brief"}


@pytest.mark.parametrize(
    ("fault", "failed", "kind"),
    [
        ("html", Check.REACHABLE, errors.NotAPortal),
        ("redirect", Check.REACHABLE, errors.Moved),
        ("truncated", Check.REACHABLE, errors.AnswerLost),
        ("plan", Check.SIGN_IN, errors.PlanRequired),
        ("portal_deleted", Check.SIGN_IN, errors.PortalDeleted),
        ("overload", Check.SIGN_IN, errors.Overloaded),
        ("reset_before:server.time", Check.TIME_ZONES, errors.AnswerLost),
        ("error:scope:ACCESS_DENIED", Check.SCOPES, errors.PlanRequired),
    ],
)
async def test_the_first_failure_ends_it(
    empty_portal: SandboxProcess, connect: Connect, fault: str, failed: Check, kind: type[PortalError]
) -> None:
    portal = await connect(empty_portal.webhook)
    empty_portal.faults(fault)
    lines, error = await lines_of(portal)
    assert type(error) is kind
    assert sorted((line.check, line.feature or "") for line in lines) == sorted((a, b or "") for a, b in ALL)
    (broken,) = [line for line in lines if line.state is LineState.FAILED]
    assert broken.check is failed
    assert broken.error is error
    before, after = lines[: lines.index(broken)], lines[lines.index(broken) + 1 :]
    assert {line.state for line in after} == {LineState.NOT_RUN}
    assert LineState.NOT_RUN not in {line.state for line in before}


async def test_a_wrong_secret_reached_the_portal(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(WebhookAddress(empty_portal.portal, 1, Secret("q7w1e9r3t5y8")))
    lines, error = await lines_of(portal)
    assert isinstance(error, errors.WrongSecret)
    found = states(lines)
    assert (found[Check.REACHABLE], found[Check.TLS], found[Check.SIGN_IN]) == (
        LineState.OK,
        LineState.OK,
        LineState.FAILED,
    )
    assert "q7w1e9r3t5y8" not in repr(lines)


async def test_nobody_there(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(empty_portal.webhook)
    empty_portal.stop()
    lines, error = await lines_of(portal)
    assert isinstance(error, errors.Unreachable)
    assert lines[0].state is LineState.FAILED
    assert lines[0].facts == {"host": "127.0.0.1"}


def test_every_feature_says_what_it_needs() -> None:
    assert set(features.NEEDS) == set(Feature)


def test_a_method_the_portal_lacks_is_an_obstacle() -> None:
    from daybook.bitrix.system import Availability

    known = {"crm.item.list": Availability(exists=False, available=False)}
    blocked = features.obstacle(Feature.SMART_PROCESSES, scopes=frozenset({"crm"}), known=known, is_application=False)
    assert blocked == features.Blocked(Obstacle.NOT_IN_THIS_PORTAL, ("crm.item.list",))
