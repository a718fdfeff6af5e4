"""Where things lie, and who may look."""

import stat
import sys
from pathlib import Path

import pytest

from daybook.store.database import StoreUnusable
from daybook.store.folders import Folders
from daybook.store.memory import open_memory

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


def test_everything_lies_below_the_folder_that_the_variable_names(daybook_home: Path) -> None:
    folders = Folders.of_system()

    assert {folder.parent for folder in (folders.config, folders.data, folders.cache, folders.logs)} == {daybook_home}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the XDG folders are Linux's")
def test_without_the_variable_the_systems_own_folders_are_used() -> None:
    folders = Folders.of_system({})

    home = Path.home()
    assert folders.config == home / "config" / "daybook"
    assert folders.data == home / "data" / "daybook"


@posix
def test_folders_are_made_for_nobody_else_and_closed_if_they_were_open(tmp_path: Path) -> None:
    folders = Folders.below(tmp_path / "home")
    folders.data.mkdir(parents=True, mode=0o755)

    folders.make()

    for folder in (folders.config, folders.data, folders.cache, folders.logs):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix
async def test_no_file_of_the_memory_can_be_read_by_others(tmp_path: Path) -> None:
    folders = Folders.below(tmp_path).make()
    memory = open_memory(folders.memory)
    await memory.run(lambda db: db.execute("INSERT INTO settings VALUES ('a', '1')").rowcount)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folders.data.iterdir()}
    await memory.aclose()

    assert modes == dict.fromkeys(("memory.sqlite", "memory.sqlite-wal", "memory.sqlite-shm"), 0o600)


def test_a_file_in_the_way_of_a_folder_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")

    with pytest.raises(StoreUnusable) as caught:
        Folders.below(tmp_path).make()

    assert caught.value.reason == "disk"
    assert caught.value.path == tmp_path / "data"
