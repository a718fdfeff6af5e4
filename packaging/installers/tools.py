"""What a build needs of this machine, asked for before anything is made."""

import sys
from collections.abc import Sequence

from installers.project import Project
from machine.console import Trouble
from machine.environment import Environment
from machine.system import Need, has_apt, has_program, line_to_run

PATCHELF = Need("patchelf", "patchelf", has_program)
STRIP = Need("binutils", "strip", has_program)
DPKG_DEB = Need("dpkg-dev", "dpkg-deb", has_program)
LINTIAN = Need("lintian", "lintian", has_program)
DESKTOP_FILE = Need("desktop-file-utils", "desktop-file-validate", has_program)
APPSTREAM = Need("appstream", "appstreamcli", has_program)
OBJDUMP = Need("binutils", "objdump", has_program)
NSIS = Need("nsis", "makensis", has_program)

FREEZING = (PATCHELF, STRIP) if sys.platform == "linux" else ()


def require(needs: Sequence[Need]) -> None:
    """Raises Trouble with all that is missing at once, and on Debian and Ubuntu with the line that installs it."""
    missing = [need for need in needs if not need.is_there(need.thing)]
    if not missing:
        return
    names = ", ".join(dict.fromkeys(need.thing for need in missing))
    packages = list(dict.fromkeys(need.package for need in missing))
    by_hand = f" Run:\n\n{line_to_run(packages, has_sudo=has_program('sudo'))}" if has_apt() else ""
    raise Trouble(f"This build needs what is not installed here: {names}.{by_hand}")


def require_system(name: str, platform: str) -> None:
    """Raises Trouble on any other system: nothing is frozen for a system but on it."""
    if sys.platform != platform:
        raise Trouble(f"This is built on {name} only. The release workflow does it: .github/workflows/release.yml.")


def environment_of(project: Project) -> Environment:
    """The environment that builds: what the program needs, PyInstaller, and nothing of the tests."""
    return Environment(project.checkout, name="build/env", lock_name="build-lock.txt")
