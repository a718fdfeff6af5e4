"""Where Daybook's own files are: icons, fonts, translations, demo data.

An installed or frozen program holds them as the package `daybook_resources`; a checkout that was never installed has
them in the folder `resources` beside `desktop`. Every room may ask; this module knows none of them.
"""

from importlib import resources as importlib_resources
from importlib.resources.abc import Traversable
from pathlib import Path

PACKAGE = "daybook_resources"


def folder() -> Traversable:
    """The root of all resources.

    Raises FileNotFoundError when neither the package nor the checkout's folder is there: the installation is broken.
    """
    try:
        return importlib_resources.files(PACKAGE)
    except ModuleNotFoundError:
        beside = Path(__file__).resolve().parents[2] / "resources"
        if (beside / "__init__.py").is_file():
            return beside
        raise FileNotFoundError("Daybook's icons, fonts and texts are missing. Install the program again.") from None


def data(name: str) -> bytes:
    """The bytes of one resource, such as `fonts/Inter-Regular.otf`. Raises FileNotFoundError for an unknown name."""
    return folder().joinpath(*name.split("/")).read_bytes()


def text(name: str) -> str:
    """One resource as UTF-8 text. Raises FileNotFoundError for an unknown name."""
    return data(name).decode("utf-8")
