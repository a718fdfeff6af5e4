"""The lock names every package exactly, by what it holds and not by where it lies."""

import re
import sys
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.conftest import CHECKOUT

LOCK = (CHECKOUT / "packaging" / "lock.txt").read_text("utf-8")
ENTRIES = re.findall(r"^(\S[^\\\n]*)((?: \\\n    --hash=sha256:[0-9a-f]{64})*)$", LOCK, re.MULTILINE)
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
DECLARED = [Requirement(text) for text in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]]


def locked() -> dict[str, list[Requirement]]:
    """The locked requirements by name; a package may have one for each kind of system."""
    found: dict[str, list[Requirement]] = {}
    for text, _ in ENTRIES:
        requirement = Requirement(text)
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def test_the_whole_file_is_understood() -> None:
    assert "".join(f"{text}{hashes}\n" for text, hashes in ENTRIES) == LOCK


@pytest.mark.parametrize(("text", "hashes"), ENTRIES, ids=[text.split("==")[0] for text, _ in ENTRIES])
def test_each_requirement_is_exact_and_has_hashes(text: str, hashes: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+==[0-9a-z.]+( ; .+)?", text.strip())
    assert hashes


def test_no_address_is_in_the_lock() -> None:
    assert "://" not in LOCK


@pytest.mark.parametrize("declared", DECLARED, ids=str)
def test_each_declared_dependency_is_locked_to_a_version_it_allows(declared: Requirement) -> None:
    versions = [next(iter(one.specifier)).version for one in locked()[canonicalize_name(declared.name)]]
    assert any(declared.specifier.contains(version) for version in versions)


def test_this_environment_is_the_locked_one() -> None:
    """A test that passes with other versions than the person gets says nothing."""
    if sys.prefix != str(CHECKOUT / ".venv"):
        pytest.skip("the tests run in another environment than the checkout's own")
    wanted = [one for group in locked().values() for one in group if one.marker is None or one.marker.evaluate()]
    assert [str(one) for one in wanted if not one.specifier.contains(metadata.version(one.name))] == []
