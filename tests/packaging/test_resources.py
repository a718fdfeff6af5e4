"""Icons, fonts and texts are read the same way wherever Daybook lies."""

import hashlib
import json
import sys
from pathlib import Path

import pytest

from tests.packaging.conftest import CHECKOUT, make_bare, run

READER = """
import hashlib, json, sys
sys.path[:0] = json.loads(sys.argv[1])
from daybook import resources
names = json.loads(sys.argv[2])
print(json.dumps({name: hashlib.sha256(resources.data(name)).hexdigest() for name in names}))
"""


@pytest.fixture(scope="session")
def digests() -> dict[str, str]:
    """Each resource of the checkout by its name."""
    root = CHECKOUT / "resources"
    files = (file for file in root.rglob("*") if file.is_file() and file.suffix not in {".py", ".pyc"})
    return {file.relative_to(root).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def read(python: str | Path, names: dict[str, str], *options: str, path: list[str] | None = None) -> object:
    """What `daybook.resources` reads in another interpreter."""
    return json.loads(run(python, *options, "-c", READER, json.dumps(path or []), json.dumps(list(names))))


def test_there_are_resources(digests: dict[str, str]) -> None:
    assert "fonts/Inter-Regular.otf" in digests
    assert "fonts/LICENSE.txt" in digests, "the Open Font License travels with the fonts"


def test_read_from_a_checkout_that_was_never_installed(digests: dict[str, str]) -> None:
    without_site_packages = ("-I", "-S")
    path = [str(CHECKOUT / "desktop")]
    assert read(sys.executable, digests, *without_site_packages, path=path) == digests


def test_read_from_an_editable_install(digests: dict[str, str], sources: Path, tmp_path: Path) -> None:
    bare = make_bare(tmp_path / "venv")
    bare.install("--editable", str(sources))
    assert read(bare.programs / "python", digests, "-I") == digests


def test_read_from_a_wheel(digests: dict[str, str], wheel: Path, tmp_path: Path) -> None:
    bare = make_bare(tmp_path / "venv")
    bare.install(str(wheel))
    assert read(bare.programs / "python", digests, "-I") == digests
