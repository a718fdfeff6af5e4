"""The connection test: one typed line after another, facts and no sentences.

    async for line in diagnose(portal): …

Each check yields one line. The first fatal failure yields its line with the error, then every check that was not made
as NOT_RUN, and then the error is raised, so that whoever drives the test knows how it ended.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from daybook.bitrix import features, system
from daybook.bitrix.errors import AnswerLost, MissingScope, Moved, PortalError, Unreachable, UnreachableKind
from daybook.bitrix.features import Feature
from daybook.bitrix.portal import Portal
from daybook.bitrix.system import Availability, Profile

SKEW_WORTH_A_WORD_S: Final = 60.0
CRM: Final = "crm"


class Check(StrEnum):
    """What is looked at, in this order."""

    REACHABLE = "reachable"
    TLS = "tls"
    SIGN_IN = "sign_in"
    TIME_ZONES = "time_zones"
    SCOPES = "scopes"
    FEATURE = "feature"


class LineState(StrEnum):
    """How it turned out. A WARNING does not keep anybody from working."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    NOT_RUN = "not_run"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the test. `facts` by check:

    REACHABLE  host
    TLS        encrypted (False: http to this computer)
    SIGN_IN    user_id, name, admin
    TIME_ZONES server_offset (timedelta), user_zone (IANA name, "" = the portal's), skew_s (portal ahead of this clock)
    SCOPES     scopes (sorted tuple), missing (tuple; empty when OK)
    FEATURE    application (it needs one); obstacle (`features.Obstacle`) and names where it does not work
    """

    check: Check
    state: LineState
    feature: Feature | None = None
    """Which one, for a FEATURE line."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    error: PortalError | None = None


async def diagnose(portal: Portal) -> AsyncIterator[Line]:
    """Tests a connection. Raises PortalError, after the last line, when it can't be used."""
    made: list[Line] = []
    failure: PortalError | None = None
    try:
        async for line in _checks(portal):
            made.append(line)
            failure = failure or line.error
            yield line
    except PortalError as error:
        failure = error
        for line in _ended_by(error, portal, made):
            made.append(line)
            yield line
    if failure is not None:
        for line in _not_made(made):
            yield line
        raise failure


async def _checks(portal: Portal) -> AsyncIterator[Line]:
    profile = await system.profile(portal)  # works with any scope, so whatever fails here fails for good
    for line in _reached(portal):
        yield line
    yield _sign_in(profile)
    yield _time_zones(portal, profile, await system.server_time(portal))
    scopes = await system.scopes(portal)
    granted = _scopes(scopes, is_application=portal.is_application)
    yield granted
    if granted.error is not None:
        return
    known = await system.methods(portal, features.ALL_METHODS)
    for each in Feature:
        yield _feature(each, scopes, known, is_application=portal.is_application)


def _reached(portal: Portal) -> list[Line]:
    return [
        Line(Check.REACHABLE, LineState.OK, facts={"host": portal.host}),
        Line(Check.TLS, LineState.OK, facts={"encrypted": _encrypted(portal)}),
    ]


def _encrypted(portal: Portal) -> bool:
    return portal.address.startswith("https:")


def _sign_in(profile: Profile) -> Line:
    person = profile.person
    facts = {"user_id": person.id, "name": person.name, "admin": profile.admin}
    return Line(Check.SIGN_IN, LineState.OK, facts=facts)


def _time_zones(portal: Portal, profile: Profile, server_time: datetime) -> Line:
    skew_s = portal.server_clock_skew_s or 0.0
    facts = {
        "server_offset": server_time.utcoffset() or timedelta(),
        "user_zone": profile.time_zone,
        "skew_s": skew_s,
    }
    state = LineState.WARNING if abs(skew_s) > SKEW_WORTH_A_WORD_S else LineState.OK
    return Line(Check.TIME_ZONES, state, facts=facts)


def _scopes(scopes: frozenset[str], *, is_application: bool) -> Line:
    """Without `crm` there is nothing to do for Daybook; without a scope for users there are no names."""
    wanted = {Feature.ENTITIES, Feature.USERS} if not is_application else set(Feature)
    needed = dict.fromkeys(features.NEEDS[each].scopes for each in Feature if each in wanted)
    missing = tuple(any_of[-1] for any_of in needed if any_of and scopes.isdisjoint(any_of))
    facts = {"scopes": tuple(sorted(scopes)), "missing": missing}
    if CRM in missing:
        return Line(Check.SCOPES, LineState.FAILED, facts=facts, error=MissingScope("scope", scope=CRM))
    return Line(Check.SCOPES, LineState.WARNING if missing else LineState.OK, facts=facts)


def _feature(
    feature: Feature, scopes: frozenset[str], known: Mapping[str, Availability], *, is_application: bool
) -> Line:
    blocked = features.obstacle(feature, scopes=scopes, known=known, is_application=is_application)
    facts: dict[str, Any] = {"application": features.NEEDS[feature].application}
    if blocked is None:
        return Line(Check.FEATURE, LineState.OK, feature, facts)
    facts |= {"obstacle": blocked.obstacle, "names": blocked.names}
    return Line(Check.FEATURE, LineState.WARNING, feature, facts)


def _ended_by(failure: PortalError, portal: Portal, made: list[Line]) -> list[Line]:
    """The lines up to the check that failed, which the kind of failure tells when nothing was answered before."""
    failed = _not_made(made)[0].check if made else _first_failed(failure)
    reached = [] if made else _reached(portal)[: list(Check).index(failed)]
    facts = {"host": portal.host} if failed is Check.REACHABLE else {}
    return [*reached, Line(failed, LineState.FAILED, facts=facts, error=failure)]


def _first_failed(failure: PortalError) -> Check:
    if isinstance(failure, Unreachable):
        return Check.TLS if failure.kind is UnreachableKind.TLS else Check.REACHABLE
    return Check.REACHABLE if isinstance(failure, AnswerLost | Moved) else Check.SIGN_IN


def _not_made(made: list[Line]) -> list[Line]:
    all_lines = [Line(check, LineState.NOT_RUN) for check in Check if check is not Check.FEATURE]
    all_lines += [Line(Check.FEATURE, LineState.NOT_RUN, feature) for feature in Feature]
    done = {(line.check, line.feature) for line in made}
    return [line for line in all_lines if (line.check, line.feature) not in done]
