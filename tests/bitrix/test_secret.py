"""A secret is shown to nobody by accident."""

import copy
import json
import pickle

import pytest

from daybook import privacy
from daybook.bitrix.address import TokenAccess, WebhookAddress
from daybook.bitrix.secret import Secret

TEXT = "m3n5b7v9c1x2z4l6"


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    privacy.forget(TEXT)


@pytest.mark.parametrize(
    "holder",
    [
        Secret(TEXT),
        WebhookAddress("https://acme.bitrix24.com", 7, Secret(TEXT)),
        TokenAccess("https://acme.bitrix24.com", Secret(TEXT)),
        [{"secret": Secret(TEXT)}],
    ],
    ids=["alone", "in a webhook", "in a token", "in a list"],
)
def test_neither_repr_nor_str_shows_it(holder: object) -> None:
    assert TEXT not in repr(holder)
    assert TEXT not in str(holder)
    assert TEXT not in f"{holder!r} {[holder]}"


@pytest.mark.parametrize("spec", ["", "s", ">40"])
def test_it_does_not_go_into_a_text(spec: str) -> None:
    with pytest.raises(TypeError):
        format(Secret(TEXT), spec)


def test_it_is_not_written_anywhere() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret(TEXT))
    with pytest.raises(TypeError):
        json.dumps({"secret": Secret(TEXT)})


def test_equality_is_of_the_text() -> None:
    assert Secret(TEXT) == Secret(TEXT)
    assert hash(Secret(TEXT)) == hash(Secret(TEXT))
    assert Secret(TEXT) != Secret(TEXT + "x")
    assert Secret(TEXT) != TEXT
    assert Secret("ключ") == copy.deepcopy(Secret("ключ"))


def test_it_is_masked_from_the_moment_it_is_made() -> None:
    assert privacy.mask(f"the portal said {TEXT}") == f"the portal said {TEXT}"
    secret = Secret(TEXT)
    assert TEXT not in privacy.mask(f"the portal said {secret.reveal()}")
