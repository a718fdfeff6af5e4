"""A window in a process of its own, as talkative as can be: everything is logged, and something goes wrong at the end.

Usage: python -m tests.helpers.loud_window LOG_FILE    (its standard input is one line of JSON: webhook, portal, token)

Says "ready" when it has worked with both secrets and has had its accidents, and ends when its input does.
"""

import asyncio
import json
import logging
import os
import sys
import threading

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_API"] = "pyside6"

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from daybook import privacy
from daybook.bitrix.address import TokenAccess
from daybook.bitrix.errors import PortalError
from daybook.bitrix.limits import BURST, RATE_PER_S, LeakyBucket
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.secret import Secret
from daybook.bitrix.transport import open_transport
from daybook.clock import SystemClock
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from tests.helpers.life import Life, connect


class Accident(Exception):
    """Nobody expects it, and it tells what nobody may read."""


async def live(look: Look, told: dict[str, str]) -> None:
    """Connects, works, and has accidents in each place where nobody catches them."""
    life = Life(look)
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, told["webhook"], remember=True)
    await life.until(lambda: "entities" in {each.id for each in life.window.workspaces})
    life.window.show_workspace("entities")
    work = life.window.current
    assert isinstance(work, EntitiesWorkspace)
    await life.until(lambda: work.list.model.rowCount() > 0)
    work.list.list.enter_first()
    await life.until(lambda: work.timeline.content.owner is not None and not work.timeline.content.loading)
    await work_as_application(told)
    have_accidents(told)
    await life.until(lambda: len(life.window.errors.failures) > 0)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await life.leave()


async def work_as_application(told: dict[str, str]) -> None:
    """Calls with an application's token: one that works, and one that the portal refuses."""
    clock = SystemClock()
    for token in (told["token"], told["token"][:-1] + "x"):
        gate = RequestGate(LeakyBucket(RATE_PER_S, BURST), clock)
        access = TokenAccess(told["portal"], Secret(token))
        portal = Portal(access, await open_transport(access.portal), gate, clock)
        try:
            await portal.call("app.info", writes=False)
        except PortalError as error:
            logging.getLogger("test").debug("refused: %r %s", error, error, exc_info=True)
        await portal.aclose()


def have_accidents(told: dict[str, str]) -> None:
    """In a callback of the loop, in a timer of Qt, in a thread: each with the secrets in its words and variables."""

    def crash() -> None:
        secret_in_a_variable = told
        raise Accident(f"while asking {secret_in_a_variable['webhook']} with auth={secret_in_a_variable['token']}")

    asyncio.get_running_loop().call_soon(crash)
    QTimer.singleShot(0, crash)
    thread = threading.Thread(target=crash)
    thread.start()
    thread.join()


def main() -> None:
    """Runs until its input ends."""
    privacy.harden_process()
    privacy.install_masking()
    privacy.install_hooks()
    logging.basicConfig(level=logging.DEBUG, handlers=[logging.FileHandler(sys.argv[1]), logging.StreamHandler()])
    told = json.loads(sys.stdin.readline())
    app = QApplication([])
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(live(Look.of(app, ThemeChoice.LIGHT), told))


if __name__ == "__main__":
    main()
