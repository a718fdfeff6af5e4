"""The line below the list: how many items there are, or how many of them are here."""

from PySide6.QtCore import QObject

from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD
from daybook.work.browser import BrowserContent


class Summary(QObject):
    """Turns `BrowserContent` into that line."""

    def words(self, content: BrowserContent) -> str:
        """ "43 deals", "First 50 contacts. More as you scroll.", or that they are being read; "" for nothing."""
        if not content.rows:
            return self.tr("Reading…") if content.loading else ""
        count = self._count(content.type_id, len(content.rows))
        if content.offline:
            return self.tr("{count}, as this computer knows them").format(count=count)
        if content.failed:
            return self.tr("{count}, not up to date").format(count=count)
        return self.tr("First {count}. More as you scroll.").format(count=count) if content.more else count

    def _count(self, type_id: int, number: int) -> str:
        counted = {
            DEAL: self.tr("%Ln deal(s)", "", number),
            LEAD: self.tr("%Ln lead(s)", "", number),
            CONTACT: self.tr("%Ln contact(s)", "", number),
            COMPANY: self.tr("%Ln companies", "", number),
        }
        return counted.get(type_id) or self.tr("%Ln item(s)", "", number)
