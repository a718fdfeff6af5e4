"""The process behind `desktop.py`: org.freedesktop.Notifications on the session bus.

It tells of each call as a line of JSON, and reads from its input what the person does: {"press": [id, key]},
{"close": [id, reason]}, {"deaf": true}.
"""

import asyncio
import json
import sys
from typing import Any

from dbus_fast import Message, MessageType, RequestNameReply
from dbus_fast.aio import MessageBus

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
ANSWERS = {"GetCapabilities": "as", "GetServerInformation": "ssss", "Notify": "u", "CloseNotification": ""}
XML = """<node><interface name="org.freedesktop.Notifications">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>"""


class Server:
    """Shows nothing; says what it was asked to show."""

    def __init__(self, bus: MessageBus, capabilities: list[str]) -> None:
        self._bus = bus
        self._capabilities = capabilities
        self._last = 0
        self._deaf = False

    def answer(self, message: Message) -> Message | bool:
        """The answer to a call; True for one that is swallowed, False for what is not ours."""
        if message.message_type is not MessageType.METHOD_CALL or message.path != PATH:
            return False
        if self._deaf:
            return True
        if message.member == "Introspect":
            return Message.new_method_return(message, "s", [XML])
        member = str(message.member)
        return Message.new_method_return(message, ANSWERS[member], getattr(self, f"_{member}")(*message.body))

    def act(self, told: dict[str, Any]) -> None:
        """The person does something."""
        if "press" in told:
            self._signal("ActionInvoked", "us", told["press"])
            self._signal("NotificationClosed", "uu", [told["press"][0], 2])
        elif "close" in told:
            self._signal("NotificationClosed", "uu", told["close"])
        elif "deaf" in told:
            self._deaf = True
            say(deaf=True)

    def _GetCapabilities(self) -> list[Any]:  # noqa: N802
        return [self._capabilities]

    def _GetServerInformation(self) -> list[Any]:  # noqa: N802
        return ["Test desktop", "Daybook", "1", "1.2"]

    def _Notify(self, *given: Any) -> list[Any]:  # noqa: N802
        app, _replaces, _icon, title, body, actions, hints, _timeout = given
        self._last += 1
        pairs = list(zip(actions[::2], actions[1::2], strict=True))
        plain = {name: hint.value for name, hint in hints.items()}
        say(shown={"id": self._last, "app": app, "title": title, "body": body, "actions": pairs, "hints": plain})
        return [self._last]

    def _CloseNotification(self, notice_id: int) -> list[Any]:  # noqa: N802
        say(closed=notice_id)
        self._signal("NotificationClosed", "uu", [notice_id, 3])
        return []

    def _signal(self, name: str, signature: str, body: list[Any]) -> None:
        self._bus.send(Message.new_signal(PATH, NAME, name, signature, body))


def say(**what: object) -> None:
    """One line to whoever started us."""
    print(json.dumps(what), flush=True)


async def serve(capabilities: list[str]) -> None:
    """Runs until the input ends."""
    bus = await MessageBus().connect()
    server = Server(bus, capabilities)
    bus.add_message_handler(server.answer)
    assert await bus.request_name(NAME) is RequestNameReply.PRIMARY_OWNER
    say(ready=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        server.act(json.loads(line))


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1:]))
