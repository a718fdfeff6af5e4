"""The steps that all installers have in common, each done once a run."""

import os
import sys
from functools import cached_property
from pathlib import Path

from installers import freezing, staging
from installers.debian import Material
from installers.project import Project
from installers.tools import environment_of
from machine import environment
from machine.console import run, step


class Making:
    """What has been made of a project so far; what is asked for is made."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._environment = environment_of(project)

    @cached_property
    def icons(self) -> Path:
        """The folder of icons."""
        folder = self.project.build / "icons"
        mark = self.project.checkout / "resources/icons/daybook.svg"
        with step("Drawing the icons"):
            self.in_environment("installers.icons", str(mark), str(folder), advice="The icons could not be drawn.")
        return folder

    @cached_property
    def manual(self) -> Path:
        """The manual page."""
        page = self.project.build / "daybook.1"
        self.in_environment("installers.manual", str(page), advice="The manual page could not be written.")
        return page

    @cached_property
    def frozen(self) -> Path:
        """The frozen program, with the licences of all it holds."""
        stage = staging.lay_out(
            self.project.checkout, self.project.build / "stage", updates=os.environ.get(staging.UPDATES_VARIABLE, "")
        )
        self.in_environment(
            "installers.notices", str(self.project.checkout), str(stage / "licences"), advice="A licence is missing."
        )
        kind = {"win32": "daybook.ico", "darwin": "daybook.icns"}.get(sys.platform)
        return freezing.freeze(self.project, stage, icon=self.icons / kind if kind else None)

    @property
    def material(self) -> Material:
        """What a package for Linux wraps."""
        return Material(self.frozen, self.icons, self.manual)

    def prepare(self) -> None:
        """Makes the environment that builds, where that is needed. Raises Trouble."""
        self.project.build.mkdir(exist_ok=True)
        self._environment.prepare()

    def in_environment(self, module: str, *words: str, advice: str) -> None:
        """Runs one of our modules where Qt and Daybook can be imported. Raises Trouble with `advice`."""
        own = {
            "PYTHONPATH": str(self.project.checkout / "packaging"),
            "SOURCE_DATE_EPOCH": str(self.project.moment),
            "QT_QPA_PLATFORM": "offscreen",
        }
        env = environment.clean(os.environ) | own
        run([str(self._environment.python), "-m", module, *words], advice=advice, env=env)
