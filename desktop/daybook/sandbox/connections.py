"""An HTTP protocol whose connections can be cut, as a broken network does it.

ASGI gives an application no way to abort its connection, so the protocol remembers the transport of each peer.
"""

import asyncio
import socket
import struct
import sys
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

Peer = tuple[str, int]
_LINGER_NOT = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class Connections:
    """The open connections by peer."""

    def __init__(self) -> None:
        self._transports: dict[Peer, asyncio.Transport] = {}

    def protocol(self) -> type[asyncio.Protocol]:
        """The protocol class for `uvicorn.Config(http=…)`."""
        transports = self._transports

        class Remembered(H11Protocol):
            def connection_made(self, transport: Any) -> None:
                super().connection_made(transport)
                transports[_peer(transport)] = transport
                if sock := transport.get_extra_info("socket"):  # else each answer waits 40 ms for an acknowledgement
                    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

            def connection_lost(self, exc: Exception | None) -> None:
                transports.pop(_peer(self.transport), None)
                super().connection_lost(exc)

        return Remembered

    def abort(self, peer: Peer) -> None:
        """Cuts a connection: the client sees a reset, not an end."""
        transport = self._transports.get(peer)
        if transport is None:
            return
        sock = transport.get_extra_info("socket")
        if sock is not None and hasattr(socket, "SO_LINGER"):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
        transport.abort()


def _peer(transport: Any) -> Peer:
    host, port = (transport.get_extra_info("peername") or ("", 0))[:2]
    return str(host), int(port)
