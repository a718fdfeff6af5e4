"""Runs that an earlier Daybook left in the middle: offered above the workspaces, never gone on with unasked."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.ui.kit.banner import Banner
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL
from daybook.work.running.line import RunLine


class RunOffers(QWidget):
    """One banner for each such run; nothing when there are none."""

    go_on_wanted = Signal(str)  # the id of the run
    look_wanted = Signal(str)
    give_up_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._banners: dict[str, Banner] = {}
        self._dismissed: set[str] = set()
        self._allowed = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SMALL, SMALL, SMALL, 0)
        self._column.setSpacing(SMALL)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What the banners say."""
        return tuple(banner.accessibleName() for banner in self._banners.values())

    def offer(self, lines: Sequence[RunLine]) -> None:
        """Offers exactly these, but for those that were dismissed."""
        wanted = {line.head.id: line for line in lines if line.head.id not in self._dismissed}
        for run_id in [each for each in self._banners if each not in wanted]:
            self._remove(run_id)
        for run_id, line in wanted.items():
            if run_id not in self._banners:
                self._add(run_id)
            self._say(self._banners[run_id], line)
        self._show()

    def follow(self, workspace_id: str) -> None:
        """Another workspace came on: where the runs are, they say it themselves."""
        self._allowed = workspace_id != "runs"
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._banners) and self._allowed)

    def _say(self, banner: Banner, line: RunLine) -> None:
        said = self.tr("“{title}” was not finished: %Ln row(s) are left.", "", line.left).format(title=line.head.title)
        banner.say("warning", said, self.tr("Daybook looks first what became of them, and sends nothing twice."))

    def _add(self, run_id: str) -> None:
        banner = Banner(self._look, "warning")
        wishes = {
            self.tr("Go on"): self.go_on_wanted,
            self.tr("Look"): self.look_wanted,
            self.tr("Give up the rest"): self.give_up_wanted,
        }
        for text, wish in wishes.items():
            banner.add_button(push_button(self._look, text, partial(wish.emit, run_id), kind="link"))
        banner.add_button(icon_button(self._look, Glyph.CLOSE, self.tr("Dismiss"), lambda: self._dismiss(run_id)))
        self._banners[run_id] = banner
        self._column.addWidget(banner)

    def _dismiss(self, run_id: str) -> None:
        self._dismissed.add(run_id)
        self._remove(run_id)
        self._show()

    def _remove(self, run_id: str) -> None:
        banner = self._banners.pop(run_id)
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
