"""The installer for Windows: its script compiles here, and under Wine it installs, upgrades and removes.

What is installed is a stand-in: a Windows program can only be frozen on Windows. The whole of it takes half a minute
and needs Wine, so it runs when `PROVE_INSTALLERS=wine` (or `all`) asks for it.
"""

import ast
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from installers import windows
from installers.project import Project
from machine.private import DOORS
from tests.packaging.asked import asked_for

MOMENT = 1_700_000_000
FOLDER = "drive_c/users"


@pytest.fixture
def icons(tmp_path: Path) -> Path:
    """A folder with an icon that NSIS takes."""
    from installers.icons import ICO, draw, ico
    from tests.packaging.conftest import CHECKOUT

    mark = (CHECKOUT / "resources/icons/daybook.svg").read_bytes()
    folder = tmp_path / "icons"
    folder.mkdir()
    (folder / "daybook.ico").write_bytes(ico({size: draw(mark, size) for size in ICO}))
    return folder


def stand_in(folder: Path, *extra: str) -> Path:
    """A folder like the frozen one, with other files in it."""
    for name in ("daybook.exe", "daybook-window.exe", "lib/base.zip", "lib/deep/er/file.txt", *extra):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, "utf-8")
    return folder


def compiled(folder: Path, version: str, icons: Path, *extra: str) -> Path:
    """The installer of a stand-in."""
    if shutil.which("makensis") is None:
        pytest.skip("NSIS is not installed")
    payload = stand_in(folder / f"payload-{version}", *extra)
    (folder / "checkout").mkdir(exist_ok=True)
    return windows.build(Project(folder / "checkout", version, MOMENT), payload, icons)


@pytest.mark.usefixtures("qapp")
def test_the_script_compiles_without_a_warning(tmp_path: Path, icons: Path) -> None:
    setup = compiled(tmp_path, "1.2.3", icons)
    content = setup.read_bytes()
    assert content.startswith(b"MZ")
    assert "1.2.3".encode("utf-16-le") in content
    assert setup.name == "Daybook-1.2.3-windows-x64.exe"


@pytest.mark.parametrize(
    ("version", "count"),
    [("1.2.3", (1, 2, 3, 0)), ("0.1.0", (0, 1, 0, 0)), ("2.0.0rc1", (2, 0, 0, 0)), ("2.0.0.dev4", (2, 0, 0, 0))],
)
def test_a_version_is_four_numbers(version: str, count: tuple[int, ...]) -> None:
    assert windows.numbers(version) == count


def test_the_programs_properties_can_be_read_by_pyinstaller() -> None:
    text = windows.version_text("1.2.3", "daybook-window.exe")
    tree = ast.parse(text, mode="eval")
    names = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    known = {"VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct", "VarFileInfo"}
    assert names == known | {"VarStruct"}
    assert "'1.2.3'" in text
    assert "(1, 2, 3, 0)" in text


def test_nothing_needs_an_administrator() -> None:
    script = windows.SCRIPT.read_text("utf-8")
    assert "RequestExecutionLevel user" in script
    assert not re.search(r"\bHK(LM|CR|U)\b|\$PROGRAMFILES|SetShellVarContext all", script)


# Under Wine


@dataclass(frozen=True)
class Wine:
    """A Windows of its own, below a folder."""

    prefix: Path
    env: Mapping[str, str]

    def run(self, program: Path | str, *words: str) -> int:
        """Runs a Windows program to its end; returns its exit code."""
        command = ["xvfb-run", "-a", "wine", str(program), *words]
        return subprocess.run(command, env=dict(self.env), capture_output=True, timeout=100, check=False).returncode

    def settle(self) -> None:
        """Waits until everything is on the disk, the registry too."""
        subprocess.run(["wineserver", "-w"], env=dict(self.env), timeout=60, check=False)

    @property
    def installed(self) -> Path:
        """Where Daybook is put."""
        [user] = [path for path in (self.prefix / FOLDER).iterdir() if path.name not in {"Public", "All Users"}]
        return user / "AppData/Local/Programs/Daybook"

    @property
    def registry(self) -> str:
        """The person's part of the registry."""
        self.settle()
        return (self.prefix / "user.reg").read_text("utf-8", "replace")

    def shortcuts(self) -> list[Path]:
        """Daybook in the start menu."""
        return list((self.prefix / FOLDER).rglob("Daybook.lnk"))


@pytest.fixture
def wine(tmp_path: Path) -> Iterator[Wine]:
    """A fresh one."""
    asked_for("wine")
    if missing := [name for name in ("wine", "wineserver", "xvfb-run") if shutil.which(name) is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    prefix = tmp_path / "wine"
    own = {
        "WINEPREFIX": str(prefix),
        "WINEARCH": "win64",
        "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
        "WINEDEBUG": "-all",
    }
    env = {name: value for name, value in os.environ.items() if name not in DOORS} | own
    made = Wine(prefix, env)
    made.run("wineboot", "--init")
    made.settle()
    yield made
    subprocess.run(["wineserver", "-k"], env=dict(env), timeout=60, check=False)


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("qapp")
def test_install_upgrade_and_remove(wine: Wine, tmp_path: Path, icons: Path) -> None:
    older = compiled(tmp_path, "1.0.0", icons, "lib/of-this-version-only.txt")
    newer = compiled(tmp_path, "1.1.0", icons)
    keys = (r"CurrentVersion\\Uninstall\\Daybook", r"Classes\\Daybook.File", r"OpenWithProgids")

    assert wine.run(older, "/S", "/AUTOSTART") == 0
    registry = wine.registry
    assert all(key in registry for key in keys)
    assert '"DisplayVersion"="1.0.0"' in registry
    assert re.search(r'"Daybook"=.*daybook-window\.exe', registry), "it starts with Windows, as was asked"
    names = {path.relative_to(wine.installed).as_posix() for path in wine.installed.rglob("*") if path.is_file()}
    assert names == {
        "daybook.exe", "daybook-window.exe", "uninstall.exe",
        "lib/base.zip", "lib/deep/er/file.txt", "lib/of-this-version-only.txt",
    }  # fmt: skip
    assert len(wine.shortcuts()) == 1
    hers = wine.installed / "hers.txt"
    hers.write_text("not ours", "utf-8")

    assert wine.run(newer, "/S") == 0
    registry = wine.registry
    assert '"DisplayVersion"="1.1.0"' in registry
    assert re.search(r'"Daybook"=.*daybook-window\.exe', registry), "an update keeps what was chosen"
    assert not (wine.installed / "lib/of-this-version-only.txt").exists()

    assert wine.run(wine.installed / "uninstall.exe", "/S", f"_?={windows_path(wine.installed)}") == 0
    registry = wine.registry
    assert "daybook" not in registry.lower()
    left = {path.name for path in wine.installed.rglob("*")} - {"uninstall.exe"}  # it can't delete itself in this mode
    assert left == {"hers.txt"}
    assert wine.shortcuts() == []


def windows_path(path: Path) -> str:
    """A path of Wine's drive C as Windows writes it."""
    return "C:\\" + "\\".join(path.parts[path.parts.index("drive_c") + 1 :])
