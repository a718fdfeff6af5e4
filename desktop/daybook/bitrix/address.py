"""Who may call which portal: a webhook's address or an application's token, and how a paste becomes one.

https://apidocs.bitrix24.com/settings/how-to-call-rest-api/general-principles.html
"""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, urlsplit

from daybook.bitrix.secret import Secret


class AddressFault(StrEnum):
    """Why a paste is no webhook; a stable key for the window's own sentence."""

    EMPTY = "empty"
    NOT_AN_ADDRESS = "not_an_address"
    HTTPS_NEEDED = "https_needed"
    """http is for this computer only."""
    USER_IN_ADDRESS = "user_in_address"
    """`name:password@` before the host: no webhook has that, and it hides which host is meant."""
    ONLY_THE_PORTAL = "only_the_portal"
    NO_WEBHOOK_IN_IT = "no_webhook_in_it"
    IS_CARD_LINK = "is_card_link"
    IS_OAUTH_LINK = "is_oauth_link"
    IS_SETTINGS_PAGE = "is_settings_page"
    """The page on which a webhook is made; the webhook itself stands on it."""
    SECRET_IS_HIDDEN = "secret_is_hidden"  # noqa: S105
    """The secret is dots, asterisks or a placeholder."""


class BadAddress(ValueError):
    """A paste without a usable webhook. Holds the reason and never what was pasted."""

    def __init__(self, reason: AddressFault) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class WebhookAddress:
    """An incoming webhook. Calls act as `user_id` with that person's rights.

    `portal` is scheme://host[:port], lower case, a foreign-script host in its ASCII form.
    """

    portal: str
    user_id: int
    secret: Secret

    @property
    def shown(self) -> str:
        """The address as a person may see it."""
        return f"{self.portal}/rest/{self.user_id}/•••••/"

    def endpoint(self, method: str) -> str:
        """The address of one method, secret and all: for the wire only."""
        return f"{self.portal}/rest/{self.user_id}/{self.secret.reveal()}/{method}.json"

    def credentials(self) -> dict[str, str]:
        """What goes into the body beside the parameters: nothing, for the path holds it all."""
        return {}


@dataclass(frozen=True, slots=True)
class TokenAccess:
    """An application's access token on one portal; it lives for an hour (TokenExpired afterwards)."""

    portal: str
    access_token: Secret

    @property
    def shown(self) -> str:
        """The address as a person may see it."""
        return f"{self.portal}/rest/"

    def endpoint(self, method: str) -> str:
        """The address of one method; the token is not in it."""
        return f"{self.portal}/rest/{method}.json"

    def credentials(self) -> dict[str, str]:
        """The token, which travels as the parameter `auth` of the body."""
        return {"auth": self.access_token.reveal()}


Access = WebhookAddress | TokenAccess


def host_of(portal: str) -> str:
    """The host of `scheme://host[:port]`, without the port."""
    return urlsplit(portal).hostname or ""


def is_loopback(host: str) -> bool:
    """True for this computer itself: `localhost` and the loopback addresses of IPv4 and IPv6."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def read_webhook(text: str) -> WebhookAddress:
    """The webhook in whatever a person pasted. Raises BadAddress, and nothing else.

    Takes the whole address, with a method or a query behind it, in quotes or brackets, with blanks, doubled slashes,
    invisible characters, broken over two lines, escaped as in JSON, and in the middle of a sentence. An address
    without a scheme is taken as https, on this computer as http.
    """
    cleaned = _clean(text)
    if not cleaned:
        raise BadAddress(AddressFault.EMPTY)
    fault = AddressFault.NOT_AN_ADDRESS
    for spelled in (cleaned, unquote(cleaned)):
        for found in _ADDRESS.finditer(spelled):
            read = _read_one(found)
            if isinstance(read, WebhookAddress):
                return read
            if fault is AddressFault.NOT_AN_ADDRESS:
                fault = read
    raise BadAddress(fault)


def read_portal(text: str) -> str:
    """The portal, as scheme://host[:port], in its bare name or in any link into it. Raises BadAddress.

    Without a scheme it is taken as https, on this computer as http.
    """
    cleaned = visible(text)
    fault = AddressFault.NOT_AN_ADDRESS if cleaned else AddressFault.EMPTY
    for found in _ADDRESS.finditer(cleaned):
        portal = _portal_of(found)
        if isinstance(portal, AddressFault):
            fault = portal
        elif _is_plain(portal):
            raise BadAddress(AddressFault.HTTPS_NEEDED)
        else:
            return portal
    raise BadAddress(fault)


_LONGEST: Final = 20_000
"""Nobody pastes more on purpose; a whole document would only take time."""

_ADDRESS: Final = re.compile(
    r"""(?:(?P<scheme>https?):/+)?
        (?:(?P<user>[^\s/@"'<>`|]{1,200})@)?
        (?P<host>\[[0-9a-f:.]{2,45}\]|[^\W_](?:[\w.-]{0,251}[^\W_])?)
        (?::(?P<port>\d{1,6}))?
        (?P<path>/[^\s"'<>`|{}\[\]^“”„«»‘’‹›]*)?""",
    re.VERBOSE | re.IGNORECASE,
)
_WEBHOOK: Final = re.compile(r"/+rest/+(?P<user_id>\d{1,10})/+(?P<secret>[^/?#]+)", re.IGNORECASE)
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{6,128}")
_HIDDEN: Final = re.compile(r"[*•●.…xX_-]+|.*(?:\*\*|••|●●).*")
_OTHER_PAGES: Final = (
    (re.compile(r"/+oauth/.*", re.IGNORECASE), AddressFault.IS_OAUTH_LINK),
    (re.compile(r"/+(?:devops|marketplace/hook)/.*", re.IGNORECASE), AddressFault.IS_SETTINGS_PAGE),
    (re.compile(r"/+(?:crm|page)/.*", re.IGNORECASE), AddressFault.IS_CARD_LINK),
    (re.compile(r"/*(?:[?#].*)?", re.IGNORECASE), AddressFault.ONLY_THE_PORTAL),
)
# A mail program breaks a long address; what comes next is still its path when it leads to a single slash.
_BROKEN_LINE: Final = re.compile(r"(?<=[\w/.-])[ \t]*[\r\n]+[ \t]*(?=[\w.-]*/(?!/))")


def visible(text: str) -> str:
    """A paste without what nobody sees, JSON's escapes of slashes undone, and no longer than anybody means to paste."""
    seen = "".join(each for each in text[:_LONGEST] if unicodedata.category(each) not in ("Cf", "Cs", "Co", "Cn"))
    return seen.replace("\\/", "/").replace("\\", "/").strip()


def _clean(text: str) -> str:
    return _BROKEN_LINE.sub("", visible(text))


def _portal_of(found: re.Match[str]) -> str | AddressFault:
    path = found["path"] or ""
    bare_word = not found["scheme"] and not path
    if bare_word and "." not in found["host"]:
        return AddressFault.NOT_AN_ADDRESS
    if found["user"]:
        # An e-mail address in a sentence is none of our business.
        return AddressFault.USER_IN_ADDRESS if found["scheme"] or path else AddressFault.NOT_AN_ADDRESS
    usual = "http" if is_loopback(found["host"].lower()) else "https"
    return _portal((found["scheme"] or usual).lower(), found["host"], found["port"]) or AddressFault.NOT_AN_ADDRESS


def _read_one(found: re.Match[str]) -> WebhookAddress | AddressFault:
    portal, path = _portal_of(found), found["path"] or ""
    if isinstance(portal, AddressFault):
        return portal
    webhook = _WEBHOOK.match(path)
    if webhook is None:
        return next((fault for page, fault in _OTHER_PAGES if page.fullmatch(path)), AddressFault.NO_WEBHOOK_IN_IT)
    if _is_plain(portal):
        return AddressFault.HTTPS_NEEDED
    return _webhook(portal, webhook)


def _webhook(portal: str, found: re.Match[str]) -> WebhookAddress | AddressFault:
    user_id, secret = int(found["user_id"]), found["secret"].rstrip(".,;:!)")
    if _HIDDEN.fullmatch(secret):
        return AddressFault.SECRET_IS_HIDDEN
    if user_id < 1 or not _SECRET.fullmatch(secret):
        return AddressFault.NO_WEBHOOK_IN_IT
    return WebhookAddress(portal, user_id, Secret(secret))


def _is_plain(portal: str) -> bool:
    """Unencrypted, and not on this computer."""
    return portal.startswith("http:") and not is_loopback(host_of(portal))


def _portal(scheme: str, host: str, port: str | None) -> str | None:
    """`scheme://host[:port]` as it is compared and stored; None when it is no host a name server would take."""
    if port is not None and not 0 < int(port) < 65_536:
        return None
    import httpx  # noqa: PLC0415  (90 ms: the window paints first)

    try:
        ascii_host = httpx.URL(f"{scheme}://{host}/").raw_host.decode("ascii").lower()
    except (httpx.InvalidURL, UnicodeError):
        return None
    if not ascii_host or ".." in ascii_host or len(ascii_host) > 253:
        return None
    shown = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    usual = {"https": "443", "http": "80"}[scheme]
    return f"{scheme}://{shown}" + (f":{int(port)}" if port is not None and str(int(port)) != usual else "")
