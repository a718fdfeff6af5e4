"""Where this machine keeps what Daybook remembers."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from daybook.store.database import FOLDER_MODE, StoreUnusable

HOME_VARIABLE: Final = "DAYBOOK_HOME"
"""When set, everything lies below this folder: for tests, the demo, and a program carried on a stick."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The four folders. Nobody but the person may look into them."""

    config: Path
    data: Path
    cache: Path
    logs: Path

    @classmethod
    def below(cls, home: Path) -> "Folders":
        """All four inside one folder."""
        return cls(home / "config", home / "data", home / "cache", home / "logs")

    @classmethod
    def of_system(cls, environ: Mapping[str, str] = os.environ) -> "Folders":
        """Where the system wants them, or below `DAYBOOK_HOME`."""
        if home := environ.get(HOME_VARIABLE):
            return cls.below(Path(home).expanduser().absolute())
        name = "daybook" if sys.platform.startswith("linux") else "Daybook"
        dirs = platformdirs.PlatformDirs(name, appauthor=False)
        return cls(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, dirs.user_log_path)

    def make(self) -> "Folders":
        """Creates what is missing and closes to others what is there; raises StoreUnusable (`disk`)."""
        for folder in (self.config, self.data, self.cache, self.logs):
            try:
                folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
                folder.chmod(FOLDER_MODE)
            except OSError as exc:
                raise StoreUnusable(folder, "disk") from exc
        return self

    @property
    def memory(self) -> Path:
        """The file of `open_memory`."""
        return self.data / "memory.sqlite"

    @property
    def journal(self) -> Path:
        """The file of the journal."""
        return self.data / "journal.sqlite"

    @property
    def copies(self) -> Path:
        """Where the copies of portals are, one file for each portal and user. They can be read again."""
        return self.cache / "copies"
