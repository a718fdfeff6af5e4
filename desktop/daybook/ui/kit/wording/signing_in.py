"""What is said when an application can't be let in, or is let in no longer."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.bitrix import errors as bitrix
from daybook.bitrix.address import AddressFault
from daybook.bitrix.oauth_return import BadReturn, ReturnFault
from daybook.ui.kit.wording.sentence import Explain, Sentence

translate = QCoreApplication.translate


def return_fault(fault: ReturnFault) -> str:
    """Why what was brought back from the browser is of no use, and what to do."""
    return {
        ReturnFault.EMPTY: translate("Wording", "Paste what the browser's address line shows after “Allow”."),
        ReturnFault.NO_CODE: translate(
            "Wording", "There is no code in it. Copy the whole address line of the browser, after “Allow”."
        ),
        ReturnFault.IS_SIGN_IN_PAGE: translate(
            "Wording", "That is the page before “Allow”. Press it there, then copy the address that comes next."
        ),
        ReturnFault.IS_CLIENT_ID: translate(
            "Wording", "That is the application's id. The code is in the browser's address line, after “Allow”."
        ),
        ReturnFault.TWO_CODES: translate("Wording", "There are two codes in it. Paste only the newer one."),
        ReturnFault.WRONG_STATE: translate(
            "Wording", "That answers an older question. Open the browser again, and paste what comes back this time."
        ),
        ReturnFault.OTHER_PORTAL: translate(
            "Wording", "That comes from another portal. Sign in to the right one in the browser, and try again."
        ),
        ReturnFault.OTHER_SERVER: translate(
            "Wording", "It names a sign-in server that is not Bitrix24's, so nothing was sent there."
        ),
        ReturnFault.REFUSED: translate("Wording", "Nobody was let in. Open the browser again and press “Allow”."),
    }[fault]


def portal_fault(fault: AddressFault) -> str:
    """Why a typed portal is none."""
    return {
        AddressFault.HTTPS_NEEDED: translate(
            "Wording", "It must begin with https://, else others could read the secret."
        ),
        AddressFault.USER_IN_ADDRESS: translate(
            "Wording", "It has a name or password before the host. Leave that out."
        ),
    }.get(fault, translate("Wording", "A portal's address looks like company.bitrix24.com."))


def _bad_return(error: BadReturn) -> Sentence:
    return Sentence(translate("Wording", "With that nobody can sign in."), return_fault(error.reason))


def _wrong_token(_error: bitrix.WrongToken) -> Sentence:
    return Sentence(
        translate("Wording", "The portal does not know this application any more."),
        translate("Wording", "Was it removed from the portal? Install it again, and sign in again under Connections."),
    )


def _token_expired(_error: bitrix.TokenExpired) -> Sentence:
    return Sentence(
        translate("Wording", "You have been signed out of the portal."),
        translate("Wording", "Sign in again under Connections."),
    )


def _sign_in_ended(_error: bitrix.SignInEnded) -> Sentence:
    return Sentence(
        translate("Wording", "The portal wants you to sign in once more."),
        translate("Wording", "That happens after half a year without use. Under Connections, press “Sign in again”."),
    )


def _code_refused(_error: bitrix.CodeRefused) -> Sentence:
    return Sentence(
        translate("Wording", "The code was used already, or is older than thirty seconds."),
        translate("Wording", "Open the browser again: it gives you a new one. Paste that at once."),
    )


def _wrong_application(_error: bitrix.WrongApplication) -> Sentence:
    return Sentence(
        translate("Wording", "Bitrix24 knows no application with this id and secret."),
        translate("Wording", "Copy both once more from the application's card in the portal."),
    )


def _other_portal(error: bitrix.OtherPortal) -> Sentence:
    return Sentence(
        translate("Wording", "You signed in to {other}, not to {asked}.").format(other=error.other, asked=error.asked),
        translate("Wording", "Nothing was kept. Sign in to the right portal in the browser, then try again."),
    )


def _token_server_down(error: bitrix.TokenServerDown) -> Sentence:
    advice = translate("Wording", "Nothing was asked of the portal, and nothing is lost. Try again in a moment.")
    if error.kind is bitrix.UnreachableKind.TLS:
        advice = translate(
            "Wording", "Its certificate is not trusted here, so nothing was sent. Ask whoever looks after your network."
        )
    elif error.kind is bitrix.UnreachableKind.PROXY:
        advice = translate("Wording", "Your company's proxy did not let us through. Ask your administrator.")
    return Sentence(translate("Wording", "Bitrix24's sign-in server does not answer."), advice)


def _renewal_blocked(error: bitrix.RenewalBlocked) -> Sentence:
    advice = {
        bitrix.BlockedBy.KEYRING: translate("Wording", "Unlock your keyring, then try again."),
        bitrix.BlockedBy.OTHER_PROCESS: translate("Wording", "Another Daybook is at it. Try again in a minute."),
        bitrix.BlockedBy.DISK: translate("Wording", "Is the disk full, or may Daybook not write to its own folder?"),
    }[error.by]
    return Sentence(translate("Wording", "Daybook can't renew your sign-in now."), advice)


SENTENCES: Final[dict[type[BaseException], Explain]] = {
    BadReturn: _bad_return,
    bitrix.WrongToken: _wrong_token,
    bitrix.TokenExpired: _token_expired,
    bitrix.SignInEnded: _sign_in_ended,
    bitrix.CodeRefused: _code_refused,
    bitrix.WrongApplication: _wrong_application,
    bitrix.OtherPortal: _other_portal,
    bitrix.TokenServerDown: _token_server_down,
    bitrix.RenewalBlocked: _renewal_blocked,
}
