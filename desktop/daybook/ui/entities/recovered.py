"""What became of changes that were under way when Daybook ended. Stays until the person has read it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.ui.kit.banner import Banner
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL
from daybook.work.recovering import Fate, Recovered

_TONES = {
    Fate.WAS_DONE: "success",
    Fate.DONE_NOW: "success",
    Fate.NOT_DONE: "warning",
    Fate.PERSON_DECIDES: "warning",
    Fate.NOT_KNOWN_YET: "warning",
}


class RecoveredNotices(QWidget):
    """One banner for each change of an earlier time; nothing when there are none."""

    show_wanted = Signal(object)  # Recovered

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._banners: list[Banner] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SMALL, SMALL, SMALL, 0)
        self._column.setSpacing(SMALL)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What the banners say."""
        return tuple(f"{banner.accessibleName()} {banner.accessibleDescription()}" for banner in self._banners)

    def tell(self, recovered: Sequence[Recovered]) -> None:
        """Says what became of these, below what is still there."""
        for each in recovered:
            self._add(each)
        self.setVisible(bool(self._banners))

    def _add(self, recovered: Recovered) -> None:
        banner = Banner(self._look, _TONES[recovered.fate], title(recovered), advice(recovered.fate))
        banner.add_button(
            push_button(self._look, self.tr("Show it"), lambda: self.show_wanted.emit(recovered), kind="link")
        )
        banner.add_button(icon_button(self._look, Glyph.CLOSE, self.tr("Dismiss"), lambda: self._remove(banner)))
        self._banners.append(banner)
        self._column.addWidget(banner)

    def _remove(self, banner: Banner) -> None:
        self._banners.remove(banner)
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self.setVisible(bool(self._banners))


def title(recovered: Recovered) -> str:
    """What became of one change."""
    translate = QCoreApplication.translate
    said = {
        Fate.WAS_DONE: translate("Recovered", "Your change to “{title}” arrived, though Daybook ended meanwhile."),
        Fate.DONE_NOW: translate("Recovered", "Your change to “{title}” had not arrived. It is made now."),
        Fate.NOT_DONE: translate("Recovered", "Your change to “{title}” was not made completely."),
        Fate.PERSON_DECIDES: translate("Recovered", "“{title}” may be in the portal already."),
        Fate.NOT_KNOWN_YET: translate("Recovered", "Whether your change to “{title}” arrived is not known yet."),
    }[recovered.fate]
    return said.format(title=recovered.title)


def advice(fate: Fate) -> str:
    """What that means, and what to do."""
    return {
        Fate.WAS_DONE: QCoreApplication.translate("Recovered", "Nothing was done twice."),
        Fate.DONE_NOW: QCoreApplication.translate("Recovered", "It was sent once."),
        Fate.NOT_DONE: QCoreApplication.translate("Recovered", "What you typed is kept. Open it and save it again."),
        Fate.PERSON_DECIDES: QCoreApplication.translate(
            "Recovered", "Several look like it. Open a new to-do there and choose which it is."
        ),
        Fate.NOT_KNOWN_YET: QCoreApplication.translate(
            "Recovered", "The portal did not answer. Your draft is kept, and Daybook asks again at the next start."
        ),
    }[fate]
