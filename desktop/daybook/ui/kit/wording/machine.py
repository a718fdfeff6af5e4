"""What is said when something on this computer is at fault."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from daybook.bitrix.address import BadAddress
from daybook.bulk.preparing import TooMany
from daybook.bulk.refusals import PlanRefused
from daybook.bulk.skips import Skip
from daybook.domain.calendar import UnknownCountry, UnknownRegion
from daybook.domain.deadline import BadDeadline
from daybook.domain.todo import BadPing
from daybook.domain.workdays import NoWorkingDay
from daybook.store.connections import NameTaken, NoSuchConnection
from daybook.store.copy.copy import CopyDamaged
from daybook.store.database import StoreUnusable
from daybook.store.drafts import DraftUnsettled
from daybook.store.journal import ForeignRun, RunBusy
from daybook.ui.kit.wording import keys, runs
from daybook.ui.kit.wording.sentence import Explain, Sentence
from daybook.work.connections import NameMissing
from daybook.work.details import ChangedElsewhere
from daybook.work.exporting.writing import ExportFailed
from daybook.work.files import FileTooLarge
from daybook.work.saving import ChangedMeanwhile

translate = QCoreApplication.translate


def _store_unusable(error: StoreUnusable) -> Sentence:
    title = translate("Wording", "Daybook can't use its own file {name}.").format(name=error.path.name)
    return Sentence(title, keys.store_reason(error.reason))


def _copy_damaged(error: CopyDamaged) -> Sentence:
    return Sentence(
        translate("Wording", "Daybook's copy of the portal was damaged, so it is being read again."),
        translate("Wording", "Nothing is lost: drafts and changes are kept elsewhere. The old file is {name}.").format(
            name=error.aside.name
        ),
    )


def _name_taken(_error: NameTaken) -> Sentence:
    return Sentence(
        translate("Wording", "Another connection has this name."), translate("Wording", "Give it another one.")
    )


def _no_such_connection(_error: NoSuchConnection) -> Sentence:
    return Sentence(translate("Wording", "This connection was forgotten meanwhile."))


def _bad_address(error: BadAddress) -> Sentence:
    return Sentence(translate("Wording", "That is not the address of a webhook."), keys.address_fault(error.reason))


def _name_missing(_error: NameMissing) -> Sentence:
    return Sentence(
        translate("Wording", "A connection needs a name."), translate("Wording", "Give it one, to tell it from others.")
    )


def _draft_unsettled(_error: DraftUnsettled) -> Sentence:
    return Sentence(
        translate("Wording", "What became of the last save is not known yet."),
        translate("Wording", "Daybook is asking the portal. Your draft is kept until the answer is there."),
    )


def _foreign_run(_error: ForeignRun) -> Sentence:
    return Sentence(
        translate("Wording", "That was begun in another portal, or by somebody else."),
        translate("Wording", "Open the connection it was begun with to go on."),
    )


def _too_many_rows(error: TooMany) -> Sentence:
    return Sentence(
        translate("Wording", "That is more than may be changed at once: {count}.").format(
            count=QLocale().toString(error.found)
        ),
        translate("Wording", "Narrow the selection to {count} or fewer.").format(
            count=QLocale().toString(error.allowed)
        ),
    )


def _run_busy(_error: RunBusy) -> Sentence:
    return Sentence(
        translate("Wording", "Another Daybook on this computer is busy with this."),
        translate("Wording", "Wait until it is done, or close the other window."),
    )


def _bad_deadline(error: BadDeadline) -> Sentence:
    return Sentence(translate("Wording", "That is no deadline."), keys.deadline_fault(error.reason))


def _unknown_country(error: UnknownCountry) -> Sentence:
    return Sentence(
        translate("Wording", "Daybook does not know the holidays of “{country}”.").format(country=error.code),
        translate("Wording", "Choose another country for your working days. Until then no holiday counts."),
    )


def _no_working_day(_error: NoWorkingDay) -> Sentence:
    return Sentence(
        translate("Wording", "By your calendar nobody works for three years."),
        translate("Wording", "Look at your working days: are there too many days off?"),
    )


def _unknown_region(error: UnknownRegion) -> Sentence:
    return Sentence(
        translate("Wording", "Daybook knows no holidays of a region “{region}”.").format(region=error.code),
        translate("Wording", "Choose another region for your working days. Until then no holiday counts."),
    )


def _bad_ping(_error: BadPing) -> Sentence:
    return Sentence(
        translate("Wording", "A reminder comes before the deadline, not after it."),
        translate("Wording", "Type 0 or more minutes."),
    )


def _plan_refused(error: PlanRefused) -> Sentence:
    return keys.plan_refusal(error.refusal)


def _skipped(error: Skip) -> Sentence:
    return Sentence(runs.skip_words(error.reason))


def _changed_meanwhile(error: ChangedMeanwhile) -> Sentence:
    names = ", ".join(keys.field_name(each) for each in error.theirs)
    return Sentence(
        translate("Wording", "Somebody changed it meanwhile, so nothing was done: {names}.").format(names=names),
        translate("Wording", "Look at what it says now, and do it again if you still want to."),
    )


def _changed_elsewhere(error: ChangedElsewhere) -> Sentence:
    return Sentence(
        translate("Wording", "Somebody changed it meanwhile, so nothing was saved: {names}.").format(
            names=", ".join(error.names)
        ),
        translate("Wording", "Both values are shown. Save again if yours is to stay."),
    )


def _file_too_large(error: FileTooLarge) -> Sentence:
    size = QLocale().formattedDataSize(error.limit_bytes)
    return Sentence(
        translate("Wording", "A file is too large to be sent, so nothing was."),
        translate("Wording", "Send one of at most {size}, or a link to it.").format(size=size),
    )


def _file_unreadable(error: OSError) -> Sentence:
    name = Path(str(error.filename)).name if error.filename else ""
    return Sentence(
        translate("Wording", "The file {name} can't be read.").format(name=name),
        translate("Wording", "Is it still there, and may you open it? What you typed is still there."),
    )


def _export_failed(error: ExportFailed) -> Sentence:
    title = translate("Wording", "The file {name} was not written.").format(name=error.path.name)
    return Sentence(title, keys.export_reason(error.reason))


SENTENCES: Final[dict[type[BaseException], Explain]] = {
    BadAddress: _bad_address,
    StoreUnusable: _store_unusable,
    CopyDamaged: _copy_damaged,
    NameTaken: _name_taken,
    NoSuchConnection: _no_such_connection,
    NameMissing: _name_missing,
    DraftUnsettled: _draft_unsettled,
    ForeignRun: _foreign_run,
    RunBusy: _run_busy,
    TooMany: _too_many_rows,
    BadDeadline: _bad_deadline,
    BadPing: _bad_ping,
    UnknownCountry: _unknown_country,
    UnknownRegion: _unknown_region,
    NoWorkingDay: _no_working_day,
    PlanRefused: _plan_refused,
    Skip: _skipped,
    ChangedMeanwhile: _changed_meanwhile,
    ChangedElsewhere: _changed_elsewhere,
    FileTooLarge: _file_too_large,
    ExportFailed: _export_failed,
    OSError: _file_unreadable,
}
