"""What the connection test says, line by line, and what is said about a connection's secret."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication

from daybook.bitrix.diagnosis import Check, Line, LineState
from daybook.bitrix.errors import SignInEnded
from daybook.bitrix.features import Feature, Obstacle
from daybook.store.connections import Connection, ConnectionKind
from daybook.ui.kit.wording import Sentence, explain
from daybook.vault.errors import VaultEmpty, VaultLocked, VaultMissing, VaultSilent
from daybook.work.access import SignedIn
from daybook.work.connecting import NameProblem
from daybook.work.connections import SecretState

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Words:
    """One line of the test: what was looked at, and what was found."""

    title: str
    text: str


def line_words(line: Line, kind: ConnectionKind = ConnectionKind.WEBHOOK) -> Words:
    """A line of the test, whatever came of it; FEATURE lines are told by `feature_words`."""
    if line.state is LineState.NOT_RUN:
        return Words(check_title(line.check, kind), translate("ConnectionTest", "Not looked at"))
    if line.error is not None:
        said = explain(line.error)
        return Words(said.title, said.advice)
    found = {
        Check.REACHABLE: _reachable,
        Check.TLS: _tls,
        Check.SIGN_IN: _sign_in,
        Check.TIME_ZONES: _time_zones,
        Check.SCOPES: _scopes,
        Check.FEATURE: _nothing,
    }[line.check](dict(line.facts))
    return Words(check_title(line.check, kind), found)


def check_title(check: Check, kind: ConnectionKind = ConnectionKind.WEBHOOK) -> str:
    """What is looked at."""
    applications = {
        Check.SIGN_IN: translate("ConnectionTest", "The application is accepted"),
        Check.SCOPES: translate("ConnectionTest", "Permissions of the application"),
    }
    if kind is ConnectionKind.APPLICATION and check in applications:
        return applications[check]
    return {
        Check.REACHABLE: translate("ConnectionTest", "The portal answers"),
        Check.TLS: translate("ConnectionTest", "The connection is private"),
        Check.SIGN_IN: translate("ConnectionTest", "The webhook is accepted"),
        Check.TIME_ZONES: translate("ConnectionTest", "Clocks and time zones"),
        Check.SCOPES: translate("ConnectionTest", "Permissions of the webhook"),
        Check.FEATURE: translate("ConnectionTest", "What works"),
    }[check]


def features_heading(kind: ConnectionKind) -> str:
    """What stands above the features."""
    if kind is ConnectionKind.APPLICATION:
        return translate("ConnectionTest", "What works with this application")
    return translate(
        "ConnectionTest", "What works with this webhook. For the rest, choose “Connect an application” above."
    )


def kind_word(kind: ConnectionKind) -> str:
    """How a connection is let in, in a word."""
    return {
        ConnectionKind.WEBHOOK: translate("Connections", "Webhook"),
        ConnectionKind.APPLICATION: translate("Connections", "Application"),
    }[kind]


def kind_words(kind: ConnectionKind) -> str:
    """The same for where there is room."""
    return {
        ConnectionKind.WEBHOOK: translate("Connections", "Inbound webhook"),
        ConnectionKind.APPLICATION: translate("Connections", "Application, with a sign-in that renews itself"),
    }[kind]


def application_facts(signed_in: SignedIn | None) -> tuple[str, str]:
    """The application's id and what it may; "" for a webhook, and before the keyring was asked."""
    if signed_in is None:
        return "", ""
    return signed_in.application.client_id, ", ".join(sorted(signed_in.scopes))


def state_word(state: LineState) -> str:
    """How a line turned out, for those who cannot see its sign."""
    return {
        LineState.OK: translate("ConnectionTest", "All right"),
        LineState.WARNING: translate("ConnectionTest", "Worth knowing"),
        LineState.FAILED: translate("ConnectionTest", "Failed"),
        LineState.NOT_RUN: translate("ConnectionTest", "Not looked at"),
    }[state]


def _nothing(_facts: dict[str, Any]) -> str:
    return ""


def _reachable(facts: dict[str, Any]) -> str:
    return str(facts.get("host", ""))


def _tls(facts: dict[str, Any]) -> str:
    if facts.get("encrypted"):
        return translate("ConnectionTest", "Encrypted, with a certificate this computer trusts")
    return translate("ConnectionTest", "Not encrypted, but it does not leave this computer")


def _sign_in(facts: dict[str, Any]) -> str:
    name = facts.get("name", "")
    if facts.get("admin"):
        return translate("ConnectionTest", "You act as {name}, an administrator").format(name=name)
    return translate("ConnectionTest", "You act as {name}").format(name=name)


def _time_zones(facts: dict[str, Any]) -> str:
    offset: timedelta = facts.get("server_offset", timedelta())
    parts = [translate("ConnectionTest", "Portal {offset}").format(offset=utc_offset(offset))]
    if zone := facts.get("user_zone"):
        parts.append(translate("ConnectionTest", "you {zone}").format(zone=zone))
    skew_min = round(facts.get("skew_s", 0.0) / 60)
    if skew_min > 0:
        parts.append(translate("ConnectionTest", "its clock is {minutes} min ahead of yours").format(minutes=skew_min))
    elif skew_min < 0:
        parts.append(translate("ConnectionTest", "its clock is {minutes} min behind yours").format(minutes=-skew_min))
    return " · ".join(parts)


def utc_offset(offset: timedelta) -> str:
    """ "UTC+3", "UTC−3:30" or "UTC"."""
    minutes = round(offset.total_seconds() / 60)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def _scopes(facts: dict[str, Any]) -> str:
    scopes = ", ".join(facts.get("scopes", ()))
    if missing := ", ".join(f"“{each}”" for each in facts.get("missing", ())):
        return translate("ConnectionTest", "{scopes}. Without {missing} some names stay unknown").format(
            scopes=scopes, missing=missing
        )
    return scopes


def feature_title(feature: Feature) -> str:
    """What a person does with it."""
    return {
        Feature.ENTITIES: translate("ConnectionTest", "Deals, leads, contacts, companies"),
        Feature.SMART_PROCESSES: translate("ConnectionTest", "Smart processes"),
        Feature.ACTIVITIES: translate("ConnectionTest", "Calls, meetings, e-mails"),
        Feature.TODOS: translate("ConnectionTest", "To-dos: create and edit"),
        Feature.BINDINGS: translate("ConnectionTest", "Moving activities between cards"),
        Feature.USERS: translate("ConnectionTest", "Names of colleagues"),
        Feature.CONTENT_BLOCKS: translate("ConnectionTest", "Content blocks on cards"),
        Feature.CONFIGURABLE: translate("ConnectionTest", "Configurable activities"),
        Feature.ACTIVITY_TYPES: translate("ConnectionTest", "Own types of activities"),
        Feature.WORKFLOW_ACTIONS: translate("ConnectionTest", "Workflow actions"),
        Feature.EVENTS: translate("ConnectionTest", "News from the portal as it happens"),
    }[feature]


def feature_words(line: Line) -> str:
    """Whether a feature works with this secret, and if not, what it takes."""
    if line.state is LineState.NOT_RUN:
        return translate("ConnectionTest", "Not looked at")
    obstacle = line.facts.get("obstacle")
    if obstacle is None:
        return translate("ConnectionTest", "Works")
    names = ", ".join(line.facts.get("names", ()))
    return {
        Obstacle.NEEDS_APPLICATION: translate("ConnectionTest", "Needs an application"),
        Obstacle.NEEDS_ADMINISTRATOR: translate("ConnectionTest", "Needs an administrator"),
        Obstacle.MISSING_SCOPE: translate("ConnectionTest", "Needs the permission {names}").format(names=names),
        Obstacle.NOT_IN_THIS_PORTAL: translate("ConnectionTest", "Not in this portal"),
    }[obstacle]


def name_problem_words(problem: NameProblem) -> str:
    """Why the connection can't have this name."""
    return {
        NameProblem.MISSING: translate("Connections", "Give it a name, so that you can tell it from others."),
        NameProblem.TAKEN: translate("Connections", "Another connection has this name. Give it another one."),
    }[problem]


def secret_problem(state: SecretState, kind: ConnectionKind = ConnectionKind.WEBHOOK) -> Sentence | None:
    """Why a connection can't be opened now, and what to do; None while nothing is wrong."""
    errors: dict[SecretState, type[Exception]] = {
        SecretState.MISSING: VaultMissing,
        SecretState.LOCKED: VaultLocked,
        SecretState.SILENT: VaultSilent,
        SecretState.EMPTY: VaultEmpty,
        SecretState.ENDED: SignInEnded,
    }
    if state not in errors:
        return None
    said = explain(errors[state]())
    if state is SecretState.EMPTY and kind is ConnectionKind.APPLICATION:
        again = translate("Connections", "Connect the application once more: name, drafts and history stay.")
        return Sentence(said.title, again)
    return said


def secret_words(connection: Connection) -> str:
    """Where a connection's secret is."""
    if connection.remembered:
        return translate("Connections", "In the system's keyring")
    return translate("Connections", "Kept until Daybook closes")
