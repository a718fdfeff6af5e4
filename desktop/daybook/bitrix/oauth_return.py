"""What a person brings back from the browser: a code, the whole address it came in, or a piece of it. Pure.

    RETURN_ADDRESS?code=…&state=…&domain=…&member_id=…&scope=…&server_domain=…

https://apidocs.bitrix24.com/settings/oauth/index.html
"""

import hmac
import re
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from typing import Final
from urllib.parse import unquote, unquote_plus, urlsplit

from daybook.bitrix.address import host_of, is_loopback, visible
from daybook.bitrix.oauth import OFFICIAL
from daybook.bitrix.secret import Secret


class ReturnFault(StrEnum):
    """Why what was brought back is of no use; a stable key for the window's own sentence."""

    EMPTY = "empty"
    NO_CODE = "no_code"
    IS_SIGN_IN_PAGE = "is_sign_in_page"
    """The address of the portal's page, before "Allow" was pressed."""
    IS_CLIENT_ID = "is_client_id"
    TWO_CODES = "two_codes"
    WRONG_STATE = "wrong_state"
    """It answers another question than the one we asked, or one that was answered already."""
    OTHER_PORTAL = "other_portal"
    OTHER_SERVER = "other_server"
    """It names a token server that is neither the official one nor on this computer."""
    REFUSED = "refused"
    """The portal says with it that nobody was let in."""


class BadReturn(ValueError):
    """Nothing to go on with. Holds the reason and never what was pasted."""

    def __init__(self, reason: ReturnFault) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back. Whatever the paste did not hold is ""."""

    code: Secret
    state: str = ""
    domain: str = ""
    member_id: str = ""
    server_domain: str = ""


def read_return(text: str) -> Returned:
    """The code in whatever a person pasted, with what stands beside it. Raises BadReturn, and nothing else.

    Takes the code alone, the whole address, a piece of it, with line breaks and quotes, escaped or in JSON.
    """
    cleaned = unescape(_BROKEN_LINE.sub("", visible(text))).strip(_AROUND)
    cleaned = cleaned if "=" in cleaned or "%3D" not in cleaned.upper() else unquote(cleaned)
    if not cleaned:
        raise BadReturn(ReturnFault.EMPTY)
    found = {name: _values(name, cleaned) for name in _NAMES}
    if len(set(found["code"])) > 1:
        raise BadReturn(ReturnFault.TWO_CODES)
    code = found["code"][0] if found["code"] else _bare(cleaned)
    if not _CODE.fullmatch(code):
        raise BadReturn(_fault(cleaned))
    return Returned(Secret(code), **{name: values[0] for name, values in found.items() if values and name != "code"})


def check_return(returned: Returned, *, portal: str, state: str) -> None:
    """Raises BadReturn when what came back does not belong to the question about `portal`.

    A code alone says nothing about itself; then the token server's answer shows whose it is.
    """
    if returned.state and not hmac.compare_digest(returned.state.encode(), state.encode()):
        raise BadReturn(ReturnFault.WRONG_STATE)
    if returned.domain and _place(returned.domain) != _place(portal):
        raise BadReturn(ReturnFault.OTHER_PORTAL)
    server = _place(returned.server_domain)[0] if returned.server_domain else ""
    if server and server != host_of(OFFICIAL) and not is_loopback(server):
        raise BadReturn(ReturnFault.OTHER_SERVER)


_NAMES: Final = ("code", "state", "domain", "member_id", "server_domain")
_AROUND: Final = " \t\r\n\"'`<>()[]{}“”„«»‘’‹›.,;"
_CODE: Final = re.compile(r"[A-Za-z0-9._~-]{6,512}")
_CLIENT_ID: Final = re.compile(r"(?:local|app)\.[A-Za-z0-9.]+")
# A mail program breaks a long address: one more line of a single word that names nothing of its own.
_BROKEN_LINE: Final = re.compile(rf"[ \t]*\r?\n[ \t]*(?=\S+[ \t]*(?:[\r\n]|$))(?!(?:{'|'.join(_NAMES)}|scope)\b)")


def _values(name: str, text: str) -> list[str]:
    """What stands behind `name=` or `"name":`, in the order of appearance, unescaped."""
    spelled = re.compile(rf"""(?<!\w){name}["']?\s*[=:]\s*["']?([^&\s"'<>#“”»]+)""", re.IGNORECASE)
    return [unquote_plus(value.strip(_AROUND)) for value in spelled.findall(text)]


def _bare(text: str) -> str:
    return text if _CODE.fullmatch(text) and not _CLIENT_ID.fullmatch(text) else ""


def _fault(text: str) -> ReturnFault:
    if re.search(r"(?<!\w)error=", text):
        return ReturnFault.REFUSED
    if "/oauth/authorize" in text:
        return ReturnFault.IS_SIGN_IN_PAGE
    if _CLIENT_ID.fullmatch(text):
        return ReturnFault.IS_CLIENT_ID
    return ReturnFault.NO_CODE


def _place(address: str) -> tuple[str, int | None]:
    """Host and port of `host[:port]`, with or without a scheme; the usual ports count as none."""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        return (parts.hostname or "").rstrip("."), None if parts.port in (80, 443) else parts.port
    except ValueError:
        return "", None
