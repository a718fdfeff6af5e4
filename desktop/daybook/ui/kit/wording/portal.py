"""What is said when Bitrix24 or the way to it is at fault (`bitrix/errors.py`)."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.bitrix import errors as bitrix
from daybook.ui.kit.wording import keys
from daybook.ui.kit.wording.sentence import Explain, Sentence
from daybook.ui.kit.zone import system_zone

translate = QCoreApplication.translate


def _unreachable(error: bitrix.Unreachable) -> Sentence:
    kinds = bitrix.UnreachableKind
    advice = {
        kinds.DNS: translate("Wording", "Nobody knows its address. Check the spelling, and your network."),
        kinds.REFUSED: translate("Wording", "Its address answers, but nobody lets us in. Check the address."),
        kinds.TIMEOUT: translate("Wording", "Nobody answered in time. Check your network, then try again."),
        kinds.TLS: translate(
            "Wording", "Its certificate is not trusted here, so nothing was sent. Ask whoever looks after your network."
        ),
        kinds.PROXY: translate("Wording", "Your company's proxy did not let us through. Ask your administrator."),
        kinds.OTHER: translate("Wording", "Check your network connection, then try again."),
    }
    return Sentence(translate("Wording", "The portal can't be reached."), advice[error.kind])


def _answer_lost(error: bitrix.AnswerLost) -> Sentence:
    kinds = bitrix.LostKind
    title = {
        kinds.TIMEOUT: translate("Wording", "The portal took too long to answer."),
        kinds.RESET: translate("Wording", "The connection broke before the portal answered."),
        kinds.TRUNCATED: translate("Wording", "Only a part of the portal's answer arrived."),
        kinds.NOT_JSON: translate("Wording", "The portal answered with something Daybook can't read."),
        kinds.UNEXPECTED: translate("Wording", "The portal's answer is not what Daybook expected."),
        kinds.SERVER_ERROR: translate("Wording", "The portal has a problem of its own."),
    }
    advice = translate("Wording", "If you were saving, Daybook looks what became of it before anything is sent again.")
    return Sentence(title[error.kind], advice)


def _not_a_portal(_error: bitrix.NotAPortal) -> Sentence:
    return Sentence(
        translate("Wording", "Something else than the portal answered."),
        translate("Wording", "Does your network want you to sign in? Open any page in your browser, then try again."),
    )


def _moved(error: bitrix.Moved) -> Sentence:
    return Sentence(
        translate("Wording", "The portal has moved to {host}.").format(host=error.new_host),
        translate(
            "Wording", "Nothing was sent there. If you trust the new address, make a webhook there and connect it."
        ),
    )


def _wrong_secret(_error: bitrix.SignInNeeded) -> Sentence:
    return Sentence(
        translate("Wording", "The portal does not know this webhook."),
        translate("Wording", "It was deleted or mistyped. Copy it once more from the portal, or make a new one."),
    )


def _webhook_expired(_error: bitrix.Expired) -> Sentence:
    return Sentence(
        translate("Wording", "This webhook has expired."),
        translate("Wording", "Make a new one in the portal and paste it under Connections."),
    )


def _missing_scope(error: bitrix.MissingScope) -> Sentence:
    where = translate("Wording", "the settings of the webhook or application")
    if error.scope:
        advice = translate("Wording", "In the portal, tick “{scope}” in {where}, then try again.")
    else:
        advice = translate("Wording", "In the portal, tick one more permission in {where}, then try again.")
    title = translate("Wording", "This connection lacks a permission.")
    return Sentence(title, advice.format(scope=error.scope, where=where))


def _needs_application(error: bitrix.NeedsApplication) -> Sentence:
    if error.code.upper() == "ERROR_WRONG_APPLICATION":
        return Sentence(
            translate("Wording", "Only the application that made it may do this."),
            translate("Wording", "Under Connections, connect that application."),
        )
    return Sentence(
        translate("Wording", "A webhook may not do this."),
        translate("Wording", "Bitrix24 allows it to applications only. Under Connections, connect an application."),
    )


def _unknown_method(_error: bitrix.UnknownMethod) -> Sentence:
    return Sentence(
        translate("Wording", "This portal can't do that yet."),
        translate("Wording", "Its version of Bitrix24 is too old for it. Your administrator can update it."),
    )


def _not_possible(_error: bitrix.NotPossibleHere) -> Sentence:
    return Sentence(translate("Wording", "That is not possible with this connection."))


def _plan_required(_error: bitrix.PlanRequired) -> Sentence:
    return Sentence(
        translate("Wording", "This portal's plan does not let other programs in."),
        translate("Wording", "Bitrix24 opens its REST interface to paid plans. Ask whoever manages your plan."),
    )


def _portal_deleted(_error: bitrix.PortalDeleted) -> Sentence:
    return Sentence(
        translate("Wording", "This portal does not exist any more."),
        translate("Wording", "If your company has a new one, connect it. This connection can be forgotten."),
    )


def _overloaded(_error: bitrix.Overloaded) -> Sentence:
    return Sentence(
        translate("Wording", "Bitrix24 has blocked this portal because of too much load."),
        translate("Wording", "Daybook has stopped asking. Only Bitrix24's support can lift the block: write to them."),
    )


def _portal_closed(_error: bitrix.PortalClosed) -> Sentence:
    return Sentence(
        translate("Wording", "The portal is closed to other programs."),
        translate("Wording", "Ask your portal's administrator."),
    )


def _throttled(_error: bitrix.Throttled) -> Sentence:
    return Sentence(
        translate("Wording", "Too many requests at once, from this computer's network."),
        translate("Wording", "Daybook waited and tried again in vain. Nothing was changed. Try again in a minute."),
    )


def _operating_limit(error: bitrix.OperatingLimit) -> Sentence:
    title = translate("Wording", "The portal needs a rest from this kind of request.")
    if error.until is None:
        return Sentence(title, translate("Wording", "Nothing was changed. Try again in ten minutes."))
    until = error.until.astimezone(system_zone()).strftime("%H:%M")
    return Sentence(title, translate("Wording", "Nothing was changed. Try again after {time}.").format(time=until))


def _access_denied(_error: bitrix.AccessDenied) -> Sentence:
    return Sentence(
        translate("Wording", "You don't have the right to do this in the portal."),
        translate("Wording", "Ask the person responsible, or your administrator."),
    )


def _not_found(_error: bitrix.NotFound) -> Sentence:
    return Sentence(
        translate("Wording", "It is not there any more."),
        translate("Wording", "Somebody deleted it, or took away your right to see it."),
    )


def _refused(error: bitrix.Refused) -> Sentence:
    known = keys.refusal_by_code(error.code)
    if known:
        return Sentence(translate("Wording", "The portal refused."), known)
    said = error.text.strip().rstrip(".")
    advice = translate("Wording", "It says: {text}.").format(text=said) if said else ""
    return Sentence(translate("Wording", "The portal refused."), advice)


def _not_executed(_error: bitrix.NotExecuted) -> Sentence:
    return Sentence(
        translate("Wording", "Not done, because a step before it failed."),
        translate("Wording", "Put that right first, then try again."),
    )


def _portal_error(_error: bitrix.PortalError) -> Sentence:
    return Sentence(translate("Wording", "The portal did not do it."), translate("Wording", "Try again in a moment."))


SENTENCES: Final[dict[type[BaseException], Explain]] = {
    bitrix.PortalError: _portal_error,
    bitrix.Unreachable: _unreachable,
    bitrix.AnswerLost: _answer_lost,
    bitrix.NotAPortal: _not_a_portal,
    bitrix.Moved: _moved,
    bitrix.SignInNeeded: _wrong_secret,
    bitrix.WrongSecret: _wrong_secret,
    bitrix.Expired: _webhook_expired,
    bitrix.WebhookExpired: _webhook_expired,
    bitrix.NotPossibleHere: _not_possible,
    bitrix.MissingScope: _missing_scope,
    bitrix.NeedsApplication: _needs_application,
    bitrix.UnknownMethod: _unknown_method,
    bitrix.PortalClosed: _portal_closed,
    bitrix.PlanRequired: _plan_required,
    bitrix.PortalDeleted: _portal_deleted,
    bitrix.Overloaded: _overloaded,
    bitrix.Throttled: _throttled,
    bitrix.OperatingLimit: _operating_limit,
    bitrix.Refused: _refused,
    bitrix.AccessDenied: _access_denied,
    bitrix.NotFound: _not_found,
    bitrix.NotExecuted: _not_executed,
}
