"""Makes the installers: `python3 packaging/build.py deb|portable|windows|macos|all`.

`deb` and `portable` are made on Linux, `windows` on Windows and `macos` on macOS; `all` is what this system can make.
The results lie in `dist/`. What a build needs besides Python is said when it is missing; packaging/README.md lists it.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from installers import debian, macos, portable, tools, tree, windows
from installers.making import Making
from installers.project import of_checkout
from machine import environment
from machine.console import finish
from machine.system import Need


@dataclass(frozen=True, slots=True)
class Product:
    """One kind of installer: the system it is made on (`sys.platform`), its needs, and who makes it."""

    system: str
    platform: str
    needs: Sequence[Need]
    checks: Sequence[Need]
    make: Callable[[Making, bool], Path]


def main(argv: Sequence[str] | None = None) -> int:
    """Builds what was asked for; returns 0 when all of it is there."""
    options = _parser().parse_args(argv)
    project = of_checkout(environment.of_this_checkout().checkout)
    wanted = wanted_products(options.what, sys.platform)
    for product in wanted:
        tools.require_system(product.system, product.platform)
    tools.require([need for each in wanted for need in (*each.needs, *(each.checks if options.check else ()))])
    making = Making(project)
    making.prepare()
    for product in wanted:
        made = product.make(making, options.check)
        print(f"{made.relative_to(project.checkout)}: {tree.size_bytes(made) / 1e6:.1f} MB", flush=True)
    return 0


def wanted_products(what: str, platform: str) -> list[Product]:
    """The one that was named, or all that can be made on a system."""
    if what != "all":
        return [PRODUCTS[what]]
    return [each for each in PRODUCTS.values() if each.platform == platform]


def make_deb(making: Making, check: bool) -> Path:
    """The package for Debian and Ubuntu."""
    package = debian.build(making.project, making.material)
    if check:
        debian.check(package)
    return package


def make_portable(making: Making, _check: bool) -> Path:
    """The archive that runs from any folder."""
    return portable.build(making.project, making.material)


def make_windows(making: Making, _check: bool) -> Path:
    """The installer for Windows."""
    return windows.build(making.project, making.frozen, making.icons)


def make_macos(making: Making, _check: bool) -> Path:
    """The disk image for macOS."""
    return macos.build(making.project, making.frozen)


CHECKS_DEB = (tools.LINTIAN, tools.DESKTOP_FILE, tools.APPSTREAM)
PRODUCTS: Mapping[str, Product] = {
    "deb": Product("Linux", "linux", (*tools.FREEZING, tools.DPKG_DEB, tools.OBJDUMP), CHECKS_DEB, make_deb),
    "portable": Product("Linux", "linux", tools.FREEZING, (), make_portable),
    "windows": Product("Windows", "win32", (tools.NSIS,), (), make_windows),
    "macos": Product("macOS", "darwin", (), (), make_macos),
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description="Makes the installers of Daybook.")
    parser.add_argument("what", choices=[*PRODUCTS, "all"], help="which one; all is what this system can make")
    parser.add_argument("--no-check", dest="check", action="store_false", help="leave out the checks of the result")
    return parser


if __name__ == "__main__":
    finish(main)
