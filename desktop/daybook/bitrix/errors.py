"""Everything that can go wrong between Daybook and a portal, by what the person or the program can do about it.

PortalError
  Unreachable           the request never got there: check the network, the address, the certificate
  AnswerLost            no usable answer: the portal may have done it, so look before repeating
    NotAPortal          something else answered, such as the sign-in page of a network
  Moved                 the portal has another address now: ask the person
  SignInNeeded          this secret opens nothing
    WrongSecret         make or paste another webhook
      WrongToken        connect the application again
    Expired
      WebhookExpired    make a new webhook
      TokenExpired      refresh the token, once
    SignInEnded         no new token for the old one: connect the application again
    CodeRefused         the code was used or too old: fetch another
    WrongApplication    correct the application's id and secret
    OtherPortal         signed in to another portal than the one asked for
  NotPossibleHere       this secret can't do that, whoever the person is
    MissingScope        tick the scope in the webhook's settings
    NeedsApplication    only an application may
    UnknownMethod       this portal is too old for it
  PortalClosed          nothing works here until somebody acts
    PlanRequired        the portal's plan has no REST
    PortalDeleted       there is no such portal any more
    Overloaded          blocked by hand: stop, and write to Bitrix24's support
  Throttled             too many requests: wait
  OperatingLimit        this method has used up its running time: wait until `until`
  Refused               the portal said no to this one request
    AccessDenied        the person lacks the right
    NotFound            what was asked for is not there
  NotExecuted           a command behind one that failed, in a batch that stops at failures
  TokenServerDown       no token could be had, so nothing was asked of the portal: try again
  RenewalBlocked        the same, for a reason on this computer

Codes: https://apidocs.bitrix24.com/settings/how-to-call-rest-api/error-codes.html and each method's page.
"""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar


class PortalError(Exception):
    """The root. Nothing in it ever holds a secret.

    `method` is the REST method asked for, `status` the HTTP status (None when nothing came), `code` the portal's own
    code in its own spelling (may be ""), `text` the server's own words, masked and shortened.
    """

    maybe_done: ClassVar[bool] = False
    """True when the portal may have carried the request out, or still be at it: a write must not simply be repeated."""

    def __init__(self, method: str = "", *, status: int | None = None, code: str = "", text: str = "") -> None:
        super().__init__(method, status, code, text)
        self.method = method
        self.status = status
        self.code = code
        self.text = text

    def __str__(self) -> str:
        facts = (self.method, self.status, self.code, self.text)
        return ": ".join(str(fact) for fact in facts if fact not in (None, ""))


class UnreachableKind(StrEnum):
    """At which door a request was turned away."""

    DNS = "dns"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    TLS = "tls"
    PROXY = "proxy"
    OTHER = "other"


class Unreachable(PortalError):
    """No connection: the request was certainly not carried out."""

    def __init__(self, method: str = "", *, kind: UnreachableKind, status: int | None = None, text: str = "") -> None:
        super().__init__(method, status=status, text=text)
        self.kind = kind


class LostKind(StrEnum):
    """What came instead of an answer."""

    TIMEOUT = "timeout"
    RESET = "reset"
    TRUNCATED = "truncated"
    NOT_JSON = "not_json"
    UNEXPECTED = "unexpected"
    """JSON, but not what this method answers."""
    SERVER_ERROR = "server_error"


class AnswerLost(PortalError):
    """The request left, and no usable answer came. Reads may be repeated, writes are settled by reading."""

    maybe_done: ClassVar[bool] = True

    def __init__(
        self, method: str = "", *, kind: LostKind, status: int | None = None, code: str = "", text: str = ""
    ) -> None:
        super().__init__(method, status=status, code=code, text=text)
        self.kind = kind


class NotAPortal(AnswerLost):
    """A page or another program's answer. Whether a portal stands behind it can't be told, so writes count as lost."""

    def __init__(self, method: str = "", *, status: int | None = None, text: str = "") -> None:
        super().__init__(method, kind=LostKind.NOT_JSON, status=status, text=text)


class Moved(PortalError):
    """The portal sends elsewhere. Never followed: the secret would go to a host the person never agreed to."""

    def __init__(self, method: str = "", *, old_host: str, new_host: str, status: int | None = None) -> None:
        super().__init__(method, status=status, text=f"{old_host} → {new_host}")
        self.old_host = old_host
        self.new_host = new_host


class SignInNeeded(PortalError):
    """This secret opens nothing."""


class WrongSecret(SignInNeeded):
    """The portal knows no such webhook or token, or its user may not use REST."""


class WrongToken(WrongSecret):
    """The portal knows no such token: the application was removed, or the portal let go of its tokens."""


class Expired(SignInNeeded):
    """The secret was right once."""


class WebhookExpired(Expired):
    """The webhook's expiry date has passed."""


class TokenExpired(Expired):
    """An application's access token lives for an hour."""


class SignInEnded(SignInNeeded):
    """The token server gives nothing for the refresh token: it is older than 180 days, was used, or was revoked."""


class CodeRefused(SignInNeeded):
    """The token server gives nothing for the code, which lives for thirty seconds and works once."""


class WrongApplication(SignInNeeded):
    """The token server knows no application with this client id and client secret."""


class OtherPortal(SignInNeeded):
    """The tokens that came belong to the portal `other`, and not to `asked`; both are hosts. None was used."""

    def __init__(self, *, asked: str, other: str) -> None:
        super().__init__(text=f"{asked} ≠ {other}")
        self.asked = asked
        self.other = other


class TokenServerDown(PortalError):
    """The token server could not be reached or gave no usable answer; the portal was not asked for anything."""

    def __init__(self, *, kind: UnreachableKind | LostKind, status: int | None = None, text: str = "") -> None:
        super().__init__(status=status, text=text)
        self.kind = kind


class BlockedBy(StrEnum):
    """What on this computer keeps Daybook from fetching a new token."""

    KEYRING = "keyring"
    """It can't be read, and the token that Daybook remembers is used up."""
    OTHER_PROCESS = "other_process"
    """Another Daybook is fetching one and does not get done."""
    DISK = "disk"


class RenewalBlocked(PortalError):
    """A new token can't be fetched now, for the reason `by`; the portal was not asked for anything."""

    def __init__(self, *, by: BlockedBy) -> None:
        super().__init__(text=by.value)
        self.by = by


class NotPossibleHere(PortalError):
    """Not with this secret or on this portal, whatever the person's rights are."""


class MissingScope(NotPossibleHere):
    """The secret lacks a permission. `scope` is the one the method needs, "" when that is not known."""

    def __init__(
        self, method: str = "", *, scope: str, status: int | None = None, code: str = "", text: str = ""
    ) -> None:
        super().__init__(method, status=status, code=code, text=text)
        self.scope = scope


class NeedsApplication(NotPossibleHere):
    """The method answers an application only (for some activities: the one that made them), never a webhook."""


class UnknownMethod(NotPossibleHere):
    """This portal has no such method."""


class PortalClosed(PortalError):
    """Nothing works on this portal until somebody acts; repeating is no help."""


class PlanRequired(PortalClosed):
    """The portal's plan does not include REST."""


class PortalDeleted(PortalClosed):
    """The portal does not exist any more."""


class Overloaded(PortalClosed):
    """Bitrix24 blocked the portal's REST by hand. Every further request makes it worse."""


class Throttled(PortalError):
    """Too many requests, also after all waiting. Refused before anything was done."""


class OperatingLimit(PortalError):
    """The method has used up its running time. `until` is when some of it comes back; None when the portal kept it."""

    def __init__(
        self,
        method: str = "",
        *,
        until: datetime | None = None,
        status: int | None = None,
        code: str = "",
        text: str = "",
    ) -> None:
        super().__init__(method, status=status, code=code, text=text)
        self.until = until


class Refused(PortalError):
    """The portal understood and said no; `code` and `text` tell why."""


class AccessDenied(Refused):
    """The person behind the secret lacks the right to this item or method."""


class NotFound(Refused):
    """The activity, the item or the type is not there, or not for this person."""


class NotExecuted(PortalError):
    """A command of a batch that was to stop at the first failure, and stopped before this one."""
