"""What is no part of CRM: who am I, what may I, what time is it there.

https://apidocs.bitrix24.com/api-reference/common/. All of these work with any scope. Each raises PortalError.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from daybook.bitrix import decode, records
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AnswerLost, LostKind, NeedsApplication, SignInNeeded
from daybook.bitrix.portal import Portal
from daybook.domain.entities import Person


@dataclass(frozen=True, slots=True)
class Profile:
    """The user whom a secret acts as. `time_zone` is an IANA name, "" when the user keeps the portal's own."""

    person: Person
    admin: bool
    time_zone: str


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a portal has a method, and whether this secret's scopes let it be called."""

    exists: bool
    available: bool


async def profile(portal: Portal) -> Profile:
    """Who this secret acts as: the best first question to a portal. Raises SignInNeeded for an inactive user."""
    answer = await portal.call("profile", writes=False)
    row = answer.result
    if row in ([], {}):  # "empty when the user is inactive" (profile)
        raise SignInNeeded("profile", status=200)
    person = records.person(row, portal.address) if isinstance(row, dict) else None
    if person is None:
        raise AnswerLost("profile", kind=LostKind.UNEXPECTED, status=200)
    return Profile(person, decode.as_flag(row.get("ADMIN")), decode.as_text(row.get("TIME_ZONE")).strip())


async def scopes(portal: Portal) -> frozenset[str]:
    """The permissions of this secret, in lower case."""
    answer = await portal.call("scope", writes=False)
    if not isinstance(answer.result, list | dict):
        raise AnswerLost("scope", kind=LostKind.UNEXPECTED, status=200)
    return frozenset(decode.as_text(each).lower() for each in decode.as_list(answer.result)) - {""}


async def server_time(portal: Portal) -> datetime:
    """The portal's own time of day, with its own offset."""
    answer = await portal.call("server.time", writes=False)
    moment = decode.as_moment(answer.result, portal.zone)
    if moment is None:
        raise AnswerLost("server.time", kind=LostKind.UNEXPECTED, status=200)
    return moment


async def methods(portal: Portal, names: Sequence[str]) -> dict[str, Availability]:
    """What is known of these methods, in one request for fifty. A name that could not be asked for is missing."""
    commands = {name: Command("method.get", {"name": name.lower()}) for name in names}
    outcomes = await portal.read_all(commands)
    return {name: _availability(each) for name, each in outcomes.items() if isinstance(each, Answer)}


def _availability(answer: Answer) -> Availability:
    facts = decode.as_map(answer.result)
    return Availability(decode.as_flag(facts.get("isExisting")), decode.as_flag(facts.get("isAvailable")))


async def method_names(portal: Portal, scope: str | None = None) -> list[str]:
    """The methods that this secret may call; with a scope all of that scope, "" being what everybody may call.

    The page of `methods` calls it outdated; `methods` above asks the newer method.get.
    """
    method = "methods"
    answer = await portal.call(method, {} if scope is None else {"scope": scope}, writes=False)
    if not isinstance(answer.result, list | dict):
        raise AnswerLost(method, kind=LostKind.UNEXPECTED, status=200)
    return [name for each in decode.as_list(answer.result) if (name := decode.as_text(each))]


async def may_manage_applications(portal: Portal) -> bool:
    """Whether this person may install applications and change their settings (user-admin)."""
    return decode.as_flag((await portal.call("user.admin", writes=False)).result)


async def app_info(portal: Portal) -> Mapping[str, Any]:
    """What a portal tells an application about itself and the plan; empty for a webhook.

    Documentation and portals disagree about webhooks (an error, or a short answer), so nothing may rest on this.
    """
    try:
        answer = await portal.call("app.info", writes=False)
    except NeedsApplication:
        return {}
    return decode.as_map(answer.result)


async def feature(portal: Portal, code: str) -> bool:
    """Whether the plan includes a feature: `rest_offline_extended` or `rest_auth_connector` (feature-get)."""
    answer = await portal.call("feature.get", {"CODE": code}, writes=False)
    return decode.as_flag(decode.as_map(answer.result).get("value"))
