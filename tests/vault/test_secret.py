"""What a vault keeps: goes through text unharmed, never shows itself, and fits into every keyring."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.vault.errors import SecretTooLarge
from daybook.vault.memory import MemoryVault
from daybook.vault.secret import MAX_BYTES, SecretKind, StoredSecret
from daybook.vault.vault import VaultState

names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(lambda name: name != "kind")
values = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@given(st.sampled_from(SecretKind), st.dictionaries(names, values, min_size=1, max_size=5))
def test_a_secret_survives_the_way_into_the_keyring_and_back(kind: SecretKind, parts: dict[str, str]) -> None:
    secret = StoredSecret(kind, parts)

    assert StoredSecret.from_text(secret.to_text()) == secret


@given(st.text())
def test_whatever_an_entry_holds_reading_it_never_fails(text: str) -> None:
    found = StoredSecret.from_text(text)

    assert found is None or found.parts


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", '{"kind":"webhook"}', '{"kind":"webhook","secret":7}', '{"kind":"webhook","secret":""}', "{}"],
)
def test_an_entry_without_a_secret_counts_as_empty(text: str) -> None:
    assert StoredSecret.from_text(text) is None


def test_the_longest_secret_fits_windows_and_one_more_letter_is_refused() -> None:
    room = MAX_BYTES // 2 - len(StoredSecret.webhook("").to_text())

    assert len(StoredSecret.webhook("x" * room).to_text().encode("utf-16-le")) == MAX_BYTES
    with pytest.raises(SecretTooLarge) as caught:
        StoredSecret.webhook("x" * (room + 1)).to_text()
    assert "xx" not in str(caught.value)


def test_a_secret_never_shows_itself() -> None:
    secret = StoredSecret.webhook("q7Zx93kLmn")

    assert "q7Zx93kLmn" not in f"{secret} {secret!r} {[secret]}"


async def test_the_memory_vault_keeps_until_it_is_told_to_forget(memory_vault: MemoryVault) -> None:
    secret = StoredSecret.webhook("q7Zx93kLmn")
    await memory_vault.save("one", secret)
    await memory_vault.save("two", StoredSecret.webhook("other"))
    await memory_vault.forget("two")
    await memory_vault.forget("two")

    assert await memory_vault.read("one") == secret
    assert await memory_vault.read("two") is None
    assert await memory_vault.state() is VaultState.READY
    assert "q7Zx93kLmn" not in repr(memory_vault)
