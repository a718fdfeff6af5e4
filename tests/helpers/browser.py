"""A person with a browser: opens the portal's page, presses "Allow", and comes back with an address."""

import asyncio
import re
from html import unescape

import httpx


def allow(address: str, *, user_id: int = 1) -> str:
    """The address that the browser is sent to after "Allow" on the page at `address`."""
    with httpx.Client(timeout=30, trust_env=False) as browser:
        page = browser.get(address).raise_for_status().text
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
        filled = {name: unescape(value) for name, value in hidden}
        answer = browser.post(address, data={**filled, "user_id": str(user_id), "decision": "allow"})
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]


def follow(address: str) -> httpx.Response:
    """What stands at `address`: the browser goes where it was sent."""
    return httpx.get(address, trust_env=False, timeout=30)


class Browser:
    """Stands for the system's browser in a running program: what it was told to open, and what the person does."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def open(self, address: str) -> None:
        """Told to open a page."""
        self.opened.append(address)

    async def allow(self, *, user_id: int = 1) -> str:
        """The person presses "Allow" on the page that was opened last; where that leads."""
        return await asyncio.to_thread(allow, self.opened[-1], user_id=user_id)

    async def follow(self, address: str) -> httpx.Response:
        """The browser goes there."""
        return await asyncio.to_thread(follow, address)
