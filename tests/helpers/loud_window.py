"""A window in a process of its own, as talkative as can be: everything is logged, and something goes wrong at the end.

Usage: python -m tests.helpers.loud_window LOG_FILE FD

Its standard input is one line of JSON: webhook, portal, token, client_id, client_secret. Says "ready" when it has
worked with all secrets and has had its accidents; those that it was given by the portal are told through the file
descriptor FD alone, as JSON. It ends when its input does.
"""

import asyncio
import json
import logging
import os
import sys
import threading

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_API"] = "pyside6"

import httpx
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
from daybook.ui.connection.workspace import ConnectionsWorkspace
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from tests.helpers.desktop_browser import desktop_browser
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
    fetched = await connect_application(life, told)
    have_accidents({**told, **fetched})
    await life.until(lambda: len(life.window.errors.failures) > 0)
    with os.fdopen(int(sys.argv[2]), "w") as secretly:
        json.dump(fetched, secretly)
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


async def connect_application(life: Life, told: dict[str, str]) -> dict[str, str]:
    """Lets an application in, first in vain, and has its tokens renewed; the secrets that came from the portal."""
    own = next(each for each in life.window.workspaces if isinstance(each, ConnectionsWorkspace))
    life.window.show_workspace(own.id)
    own.show_application_form()
    section = own.form.application
    section.portal.setText(told["portal"])
    section.client_id.setText(told["client_id"])
    section.client_secret.setText(told["client_secret"])
    section.client_secret.returnPressed.emit()
    with desktop_browser() as browser:
        section.open.click()
        await life.until(lambda: len(browser.opened) == 1)
        section.waiting.pasted.emit("https://www.example.com/?code=long0used0up0000")
        await life.until(section.open.isVisible)
        section.open.click()
        await life.until(lambda: len(browser.opened) == 2)
        address = await browser.allow()
        section.waiting.pasted.emit(address)
        await life.until(own.form.keeping.isVisible)
    own.form.keeping.name.setText("Application")
    own.form.keeping.for_good.setChecked(True)
    own.form.keeping.keep.click()
    connections = own._connections
    await life.until(lambda: connections.opened is not None and connections.opened.portal.is_application)
    opened = connections.opened
    assert opened is not None
    before = await connections.signed_in(opened.connection.id)
    async with httpx.AsyncClient(trust_env=False) as control:
        (await control.post(f"{told['portal']}/sandbox/expire")).raise_for_status()
    await opened.portal.call("app.info", writes=False)
    after = await connections.signed_in(opened.connection.id)
    assert before is not None
    assert after is not None
    assert after.access_token != before.access_token
    return {
        "code": address.partition("code=")[2].partition("&")[0],
        "access_before": before.access_token.reveal(),
        "refresh_before": before.refresh_token.reveal(),
        "access_after": after.access_token.reveal(),
        "refresh_after": after.refresh_token.reveal(),
    }


def have_accidents(told: dict[str, str]) -> None:
    """In a callback of the loop, in a timer of Qt, in a thread: each with the secrets in its words and variables."""

    def crash() -> None:
        secret_in_a_variable = told
        raise Accident(f"while asking {secret_in_a_variable['webhook']} with {secret_in_a_variable}")

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
