"""Proves a package on a bare Debian 12: `python3 packaging/prove_deb.py [PACKAGE]`, as root on Linux.

Makes a root with debootstrap (or unpacks `--base ARCHIVE`, a tar of one), installs the package there with apt alone,
draws the demo's screens, keeps a secret in a real keyring through the window and reads it in another process, upgrades,
removes, and looks what is left. Nothing outside the root changes; it is deleted at the end unless `--keep` is said.
"""

import argparse
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from installers import tools
from machine import environment
from machine.console import Trouble, finish, run, step
from machine.system import Need, has_program

LINUX = Path(__file__).parent / "installers" / "linux"
SUITE = "bookworm"
NEEDS = (Need("util-linux", "unshare", has_program), tools.DPKG_DEB)
RECIPE = '{"select": {"filter": {"COMPLETED": "N", "PROVIDER_ID": "CRM_TODO"}}, "change": {"color": "3"}}'


def main(argv: Sequence[str] | None = None) -> int:
    """Proves it; returns 0 when every step went well."""
    options = _parser().parse_args(argv)
    tools.require_system("Linux", "linux")
    tools.require((*NEEDS, *(() if options.base else (Need("debootstrap", "debootstrap", has_program),))))
    if os.geteuid() != 0:
        raise Trouble("A root of its own can only be made by root. Run it with sudo.")
    package = options.package or newest_package(environment.of_this_checkout().checkout / "dist")
    with bare_root(options.base, options.mirror, keep=options.keep) as root:
        lay_in(root, package)
        return subprocess.run(inside(root, "bash", "/proof/prove.sh"), check=False).returncode


def newest_package(folder: Path) -> Path:
    """The package that was built last. Raises Trouble when there is none."""
    found = sorted(folder.glob("daybook_*.deb"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise Trouble("There is no package yet. Run: python3 packaging/build.py deb")
    return found[-1]


@contextmanager
def bare_root(base: Path | None, mirror: str | None, *, keep: bool) -> Iterator[Path]:
    """A folder that holds nothing but Debian's smallest system, with this machine's way to the network."""
    folder = Path(tempfile.mkdtemp(prefix="daybook-proof-"))
    folder.chmod(0o755)
    print(f"The root is {folder}", flush=True)
    try:
        if base is not None:
            with step(f"Unpacking {base.name}"):
                run(["tar", "-C", str(folder), "-xf", str(base)], advice="The archive is no root of Debian.")
        else:
            with step(f"Making a bare Debian ({SUITE})"):
                words = ["debootstrap", "--variant=minbase", SUITE, str(folder), *([mirror] if mirror else [])]
                run(words, advice="debootstrap failed. Is this machine online?")
        shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
        for part in Path("/etc/apt/apt.conf.d").glob("*proxy*"):
            shutil.copy(part, folder / "etc/apt/apt.conf.d" / part.name)
        yield folder
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def lay_in(root: Path, package: Path) -> None:
    """Puts the package, a later version of it and what the proof needs into the root."""
    proof = root / "proof"
    proof.mkdir()
    shutil.copy(package, proof / "daybook.deb")
    for script in ("prove.sh", "person.sh"):
        shutil.copy(LINUX / script, proof / script)
    (proof / "recipe.json").write_text(RECIPE, "utf-8")
    with step("Making a later version"):
        make_later(package, proof / "later.deb", proof / "later")
    shutil.copy(proof / "earlier.deb", proof / "daybook.deb")


def make_later(package: Path, later: Path, folder: Path) -> None:
    """The same package with a higher version; beside it `earlier.deb`, which has one more file that must go."""
    advice = "The package could not be taken apart."
    pack = ["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", str(folder)]
    run(["dpkg-deb", "-R", str(package), str(folder)], advice=advice)
    extra = folder / "usr/lib/daybook/lib/of-this-version-only"
    extra.write_text("goes with the next version", "utf-8")
    run([*pack, str(later.with_name("earlier.deb"))], advice=advice)
    extra.unlink()
    notes = folder / "DEBIAN/control"
    lines = notes.read_text("utf-8").splitlines()
    raised = [f"{line}+later" if line.startswith("Version:") else line for line in lines]
    notes.write_text("\n".join(raised) + "\n", "utf-8")
    run([*pack, str(later)], advice=advice)
    shutil.rmtree(folder)


def inside(root: Path, *words: str) -> list[str]:
    """The words that run a command in the root, in a process tree of its own which ends with it."""
    made = f'mount -t proc proc {root}/proc && mount --rbind /dev {root}/dev && exec chroot {root} "$@"'
    return ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", made, "sh", *words]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="prove_deb.py", description="Proves the package on a bare Debian 12.")
    parser.add_argument("package", type=Path, nargs="?", help="the .deb; else the newest in dist/")
    parser.add_argument("--base", type=Path, metavar="ARCHIVE", help="a tar of a bare Debian, instead of debootstrap")
    parser.add_argument("--mirror", metavar="ADDRESS", help="where Debian comes from; else where debootstrap looks")
    parser.add_argument("--keep", action="store_true", help="leave the root where it is")
    return parser


if __name__ == "__main__":
    finish(main)
