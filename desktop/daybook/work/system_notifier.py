"""The desktop's own notifications: D-Bus on Linux, Notification Center on macOS, toasts on Windows.

desktop-notifier speaks to all three; it is imported with the first notice. Where its behaviour is relied on, 6.2.0 was
read: `send` never raises and calls `on_dispatched` only when the desktop took the notice.
"""

import asyncio
import html
import logging
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from daybook.work.notifying import OPENED, Notice, NotifierSilent

if TYPE_CHECKING:
    from desktop_notifier.backends.base import DesktopNotifierBackend

log = logging.getLogger(__name__)

NAME: Final = "Daybook"
"""Names the sender; on Windows also the id under which the person allows or forbids its toasts."""
ICON: Final = "daybook"
ANSWER_S: Final = 5.0
"""A desktop that takes longer is silent."""


class SystemNotifier:
    """A `Notifier`. One that was silent is asked anew each time: the service may have been started meanwhile."""

    def __init__(self, answer_s: float = ANSWER_S) -> None:
        self._answer_s = answer_s
        self._backend: DesktopNotifierBackend | None = None
        self._has_markup = False
        self._closed = False

    async def show(self, notice: Notice, answered: Callable[[str], None]) -> str:
        """Shows one. Raises NotifierSilent."""
        try:
            async with asyncio.timeout(self._answer_s):
                return await self._show(notice, answered)
        except TimeoutError as error:
            await self._let_go()
            raise NotifierSilent("no_service") from error

    async def withdraw(self, notice_id: str) -> None:
        """Takes one away again."""
        if self._backend is None:
            return
        try:
            async with asyncio.timeout(self._answer_s):
                await self._backend.clear(notice_id)
        except KeyError:
            pass  # it is gone already
        except Exception:  # each system has its own errors
            log.warning("a notification was not withdrawn", exc_info=True)

    async def aclose(self) -> None:
        """Lets the desktop go."""
        self._closed = True
        await self._let_go()

    async def _show(self, notice: Notice, answered: Callable[[str], None]) -> str:
        from desktop_notifier import Button, Capability, Notification  # noqa: PLC0415  (0.1 s, and only when needed)

        backend = await self._connected()
        taken = asyncio.Event()
        has_buttons = Capability.BUTTONS in await backend.get_capabilities()
        buttons = [Button(each.text, partial(answered, each.key), each.key) for each in notice.buttons]
        notification = Notification(
            notice.title,
            html.escape(notice.text, quote=False) if self._has_markup else notice.text,
            buttons=tuple(buttons) if has_buttons else (),
            on_clicked=partial(answered, OPENED),
            on_dispatched=taken.set,
        )
        await backend.send(notification)
        if not taken.is_set():
            await self._let_go()
            raise NotifierSilent("no_service")
        return notification.identifier

    async def _connected(self) -> "DesktopNotifierBackend":
        if self._closed:
            raise NotifierSilent("no_service")
        if (bus := getattr(self._backend, "bus", None)) is not None and not bus.connected:
            await self._let_go()
        if self._backend is None:
            make = await asyncio.to_thread(_find)
            try:
                self._backend = await self._connect(make)
            except Exception as error:  # each system has its own errors, and an optional part may be missing
                await self._let_go()
                if isinstance(error, NotifierSilent):
                    raise
                raise NotifierSilent("no_service") from error
        return self._backend

    async def _connect(self, make: "Callable[[], DesktopNotifierBackend]") -> "DesktopNotifierBackend":
        self._backend = backend = make()
        if not await backend.get_capabilities():
            raise NotifierSilent("unsupported")
        if not await backend.request_authorisation():
            raise NotifierSilent("not_allowed")
        # Only servers on D-Bus read markup, and the library hands the text through as it is.
        server = getattr(backend, "interface", None)
        self._has_markup = server is not None and "body-markup" in await server.call_get_capabilities()
        return backend

    async def _let_go(self) -> None:
        backend, self._backend = self._backend, None
        bus = getattr(backend, "bus", None)
        if bus is not None and bus.connected:
            bus.disconnect()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._answer_s):
                    await bus.wait_for_disconnect()


def _find() -> "Callable[[], DesktopNotifierBackend]":
    """What this system has. Imported in a thread: the window must not wait for it."""
    with warnings.catch_warnings():
        # It asks for the usual event loop policy when it is imported, which Python 3.14 calls out of date.
        warnings.simplefilter("ignore", DeprecationWarning)
        from desktop_notifier import Icon  # noqa: PLC0415
        from desktop_notifier.main import get_backend_class  # noqa: PLC0415

    return partial(get_backend_class(), NAME, Icon(name=ICON))
