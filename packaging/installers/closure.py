"""What depends on what: the packages that the program needs, and the libraries that something in its folder needs."""

import re
from collections.abc import Callable, Iterable, Mapping
from importlib import metadata


def canonical(name: str) -> str:
    """A package's name as all tools compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def reachable(start: Iterable[str], needs: Callable[[str], Iterable[str]]) -> set[str]:
    """Everything that can be reached from `start` by `needs`, with `start` itself."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(needs(name))
    return found


def runtime_packages(root: str = "daybook") -> set[str]:
    """A program and the installed packages that it needs to run. Runs in the build environment."""
    return reachable([root], _requirements)


def installed_modules() -> dict[str, list[str]]:
    """The top modules of each installed package."""
    found: dict[str, list[str]] = {}
    for module, packages in metadata.packages_distributions().items():
        for package in packages:
            found.setdefault(canonical(package), []).append(module)
    return found


def unneeded_libraries(libraries: Mapping[str, Iterable[str]], roots: Iterable[str]) -> set[str]:
    """The libraries that no root needs, not even through others. `libraries` has the file names that each one needs."""
    return set(libraries) - reachable(roots, lambda name: libraries.get(name, ()))


def _requirements(name: str) -> list[str]:
    """The packages that an installed one asks for on this system; none for one that is not installed."""
    from packaging.requirements import Requirement  # noqa: PLC0415  (only the build environment has it)

    try:
        texts = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    wanted = map(Requirement, texts)
    return [canonical(each.name) for each in wanted if each.marker is None or each.marker.evaluate({"extra": ""})]
