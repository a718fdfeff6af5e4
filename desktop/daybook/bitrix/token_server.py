"""The wire to the server that gives out tokens. Imports httpx; `oauth` is its pure half."""

import ssl
from typing import Final

from daybook.bitrix.errors import AnswerLost, TokenServerDown, Unreachable
from daybook.bitrix.gate import Reply
from daybook.bitrix.oauth import (
    TOKEN_PATH,
    Application,
    Grant,
    check_endpoint,
    code_query,
    read_grant,
    refresh_query,
    token_server_of,
)
from daybook.bitrix.secret import Secret
from daybook.bitrix.transport import open_transport

ANSWER_WITHIN_S: Final = 30.0


class TokenServer:
    """Asks the token server of whatever portal. `tls` replaces the system's certificates.

    It is asked once an hour at most, so each question has a connection of its own.
    """

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls

    async def exchange(self, portal: str, application: Application, code: Secret) -> Grant:
        """The first tokens, for a code of the browser. Raises PortalError: above all CodeRefused and OtherPortal."""
        grant = read_grant(await self._ask(portal, code_query(application, code)), for_code=True)
        check_endpoint(portal, grant.client_endpoint)
        return grant

    async def refresh(self, portal: str, application: Application, refresh_token: Secret) -> Grant:
        """The next tokens, which must be kept at once: the old refresh token is used up. Raises PortalError.

        After TokenServerDown it is not known whether that happened; asking again with the same token tells.
        """
        return read_grant(await self._ask(portal, refresh_query(application, refresh_token)), for_code=False)

    async def _ask(self, portal: str, query: dict[str, str]) -> Reply:
        server = token_server_of(portal)
        try:
            async with await open_transport(server, tls=self._tls, read_timeout_s=ANSWER_WITHIN_S) as wire:
                return await wire.get(server + TOKEN_PATH, query, method="")
        except (Unreachable, AnswerLost) as lost:
            down = TokenServerDown(kind=lost.kind, status=lost.status, text=lost.text)
        raise down
