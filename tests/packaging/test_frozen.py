"""Builds the package for real and proves it on a bare Debian: `PROVE_INSTALLERS=build`, or `all`; ten minutes.

`PROVE_BASE` may name a tar of a bare Debian 12, instead of debootstrap.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from installers import project, tree
from tests.packaging.asked import asked_for
from tests.packaging.conftest import CHECKOUT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="packages for Linux are made on Linux")
BASE_VARIABLE = "PROVE_BASE"


def command(*words: str) -> str:
    """What one of the packaging commands says; fails the test when it fails."""
    done = subprocess.run(
        [sys.executable, *words], cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def package() -> Path:
    """The package, built and checked by lintian."""
    asked_for("build")
    command("packaging/build.py", "deb")
    return max((CHECKOUT / "dist").glob("daybook_*.deb"), key=lambda path: path.stat().st_mtime)


@pytest.mark.timeout(1200)
def test_the_package_holds_and_names_nothing_of_this_machine(package: Path) -> None:
    frozen = CHECKOUT / "build/frozen/daybook"
    assert tree.naming(frozen, [str(CHECKOUT), str(Path.home() / ".cache"), sys.prefix]) == []
    assert not [path for path in frozen.rglob("*") if path.is_symlink() and not path.exists()]


@pytest.mark.timeout(1200)
def test_it_says_its_version_and_serves_a_sandbox(package: Path) -> None:
    program = CHECKOUT / "build/frozen/daybook/daybook"
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["daybook", project.of_checkout(CHECKOUT).version]
    assert done.stderr == ""
    with subprocess.Popen([program, "sandbox", "--data", "empty"], stdout=subprocess.PIPE, text=True) as sandbox:
        assert sandbox.stdout is not None
        assert '"webhook"' in sandbox.stdout.readline()
        sandbox.terminate()


@pytest.mark.timeout(1200)
def test_every_resource_is_in_it(package: Path) -> None:
    ours, frozen = CHECKOUT / "resources", CHECKOUT / "build/frozen/daybook/lib/daybook_resources"
    wanted = [path for path in ours.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}]
    assert len(wanted) > 50
    for path in wanted:
        assert (frozen / path.relative_to(ours)).read_bytes() == path.read_bytes()


@pytest.mark.timeout(1200)
def test_two_builds_are_alike(package: Path) -> None:
    first = package.read_bytes()
    command("packaging/build.py", "deb", "--no-check")
    assert package.read_bytes() == first


@pytest.mark.timeout(1800)
@pytest.mark.skipif(sys.platform == "linux" and os.geteuid() != 0, reason="a root of its own can only be made by root")
def test_it_installs_works_upgrades_and_goes_on_a_bare_debian(package: Path) -> None:
    base = os.environ.get(BASE_VARIABLE)
    said = command("packaging/prove_deb.py", str(package), *(["--base", base] if base else []))
    assert said.rstrip().endswith("== proved")
