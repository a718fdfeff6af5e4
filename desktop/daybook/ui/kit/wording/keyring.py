"""What is said about the keyring: locked, missing, silent and empty are four different things."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.ui.kit.wording.sentence import Explain, Sentence
from daybook.vault import errors as vault
from daybook.work.tokens import TokensNotKept

translate = QCoreApplication.translate


def _vault_missing(_error: vault.VaultMissing) -> Sentence:
    return Sentence(
        translate("Wording", "This computer has no keyring that Daybook trusts."),
        translate("Wording", "Start one (such as GNOME Keyring or KWallet), or keep the secret until Daybook closes."),
    )


def _vault_locked(_error: vault.VaultLocked) -> Sentence:
    return Sentence(
        translate("Wording", "The keyring is locked."),
        translate("Wording", "Unlock it and try again, or keep the secret until Daybook closes."),
    )


def _vault_silent(_error: vault.VaultSilent) -> Sentence:
    return Sentence(
        translate("Wording", "The keyring does not answer."),
        translate("Wording", "Perhaps it asks for your password in its own window. Daybook goes on when it answers."),
    )


def _vault_empty(_error: vault.VaultEmpty) -> Sentence:
    return Sentence(
        translate("Wording", "The keyring holds no secret for this connection."),
        translate("Wording", "Paste the webhook once more: name, drafts and history stay."),
    )


def _secret_too_large(_error: vault.SecretTooLarge) -> Sentence:
    return Sentence(
        translate("Wording", "This secret is too long for a keyring."),
        translate("Wording", "Make a new webhook and connect that one."),
    )


def _vault_error(_error: vault.VaultError) -> Sentence:
    return Sentence(
        translate("Wording", "The keyring did not do it."),
        translate("Wording", "Try again, or keep the secret until Daybook closes."),
    )


def _tokens_not_kept(error: TokensNotKept) -> Sentence:
    reason = {
        vault.VaultLocked: translate("Wording", "The keyring is locked: unlock it, then try again."),
        vault.VaultSilent: translate("Wording", "Perhaps the keyring asks for your password in its own window."),
    }.get(type(error.cause), translate("Wording", "The keyring did not take it."))
    loss = translate("Wording", "Daybook works on with it, but once it is closed you would have to sign in again.")
    return Sentence(translate("Wording", "Your renewed sign-in could not be kept."), f"{reason} {loss}")


SENTENCES: Final[dict[type[BaseException], Explain]] = {
    vault.VaultError: _vault_error,
    vault.VaultMissing: _vault_missing,
    vault.VaultLocked: _vault_locked,
    vault.VaultSilent: _vault_silent,
    vault.VaultEmpty: _vault_empty,
    vault.SecretTooLarge: _secret_too_large,
    TokensNotKept: _tokens_not_kept,
}
