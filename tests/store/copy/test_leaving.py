"""A copy that nobody needs any more leaves nothing behind, and one that is in use stays."""

from pathlib import Path

from daybook.store.copy import leaving
from daybook.store.copy.copy import PortalCopy, path_for

PORTAL = "https://acme.bitrix24.com"


async def test_nothing_of_a_copy_stays_and_nothing_of_another_goes(tmp_path: Path) -> None:
    path, other = (path_for(tmp_path, PORTAL, user_id) for user_id in (1, 12))
    for each in (path, other):
        await (await PortalCopy.open(each, portal=PORTAL)).aclose()
    path.with_name(f"{path.stem}.damaged.sqlite").write_bytes(b"it was damaged once")
    assert await leaving.size_bytes(path) > path.stat().st_size

    assert await leaving.remove(path)

    assert not [name for name in _names(tmp_path) if name.startswith(f"{path.stem}.")]
    assert await leaving.size_bytes(path) == 0
    assert other.exists()


async def test_a_copy_that_is_open_stays(tmp_path: Path) -> None:
    path = path_for(tmp_path, PORTAL, 1)
    copy = await PortalCopy.open(path, portal=PORTAL)
    try:
        assert not await leaving.remove(path)
        assert path.exists()
    finally:
        await copy.aclose()
    assert await leaving.remove(path)


async def test_where_there_never_was_a_copy_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert await leaving.remove(path_for(tmp_path / "nowhere", PORTAL, 1))
    assert not (tmp_path / "nowhere").exists()


def _names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]
