"""What people paste, and what it means."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from daybook.bitrix.address import AddressFault, BadAddress, TokenAccess, WebhookAddress, is_loopback, read_webhook
from daybook.bitrix.secret import Secret

SECRET = "q7w1e9r3t5y8u2i4"
PLAIN = f"https://acme.bitrix24.com/rest/7/{SECRET}/"
ACME = WebhookAddress("https://acme.bitrix24.com", 7, Secret(SECRET))


@pytest.mark.parametrize(
    "pasted",
    [
        PLAIN,
        PLAIN.rstrip("/"),
        f"  {PLAIN}\n",
        f'"{PLAIN}"',
        f"'{PLAIN}'",
        f"«{PLAIN}»",
        f"“{PLAIN}”",
        f"`{PLAIN}`",
        f"<{PLAIN}>",
        f"({PLAIN})",
        f"{PLAIN}crm.deal.list",
        f"{PLAIN}crm.deal.list.json?filter[ID]=3&select[]=ID",
        f"{PLAIN}?auth=x#top",
        f"{PLAIN}.",
        PLAIN.rstrip("/") + ",",
        f"Our webhook is {PLAIN} - please keep it to yourself. Regards, Anna",
        f"webhook:\n{PLAIN}\n\nRegards,\nAnna",
        f"anna@acme.com wrote: {PLAIN}",
        f"see https://apidocs.bitrix24.com/ and then {PLAIN}",
        PLAIN.replace("/", "//").replace(":////", "://"),
        PLAIN.replace("://", ":///"),
        PLAIN.replace("/", "\\/"),
        PLAIN.replace("https://", ""),
        PLAIN.replace("https", "HTTPS").replace("acme", "Acme"),
        PLAIN.replace("rest", "REST"),
        PLAIN.replace("acme", "ac\u200bme").replace("rest", "re\ufeffst"),
        f"\u202a{PLAIN}\u202c",
        PLAIN.replace(".com", ".com:443"),
        PLAIN.replace("/rest/7/", "/rest/7/\n"),
        PLAIN.replace(SECRET, f"{SECRET[:8]}\r\n{SECRET[8:]}"),
        PLAIN.replace("/", "%2F").replace(":", "%3A"),
        f'{{"url": "{PLAIN}", "method": "POST"}}',
        f"curl -X POST '{PLAIN}profile'",
        f"[our portal]({PLAIN})",
    ],
)
def test_the_webhook_is_found(pasted: str) -> None:
    assert read_webhook(pasted) == ACME


@pytest.mark.parametrize(
    ("pasted", "portal"),
    [
        (f"http://127.0.0.1:8080/rest/7/{SECRET}/", "http://127.0.0.1:8080"),
        (f"127.0.0.1:8080/rest/7/{SECRET}/", "http://127.0.0.1:8080"),
        (f"http://localhost/rest/7/{SECRET}/", "http://localhost"),
        (f"http://[::1]:8080/rest/7/{SECRET}/", "http://[::1]:8080"),
        (f"https://bücher.example/rest/7/{SECRET}/", "https://xn--bcher-kva.example"),
        (f"https://crm.acme.example:8443/rest/7/{SECRET}/", "https://crm.acme.example:8443"),
        (f"https://аcme.bitrix24.com/rest/7/{SECRET}/", "https://xn--cme-5cd.bitrix24.com"),
    ],
    ids=[
        "loopback",
        "loopback without a scheme",
        "localhost",
        "IPv6",
        "umlaut",
        "port",
        "a Cyrillic letter that looks Latin",
    ],
)
def test_the_portal_has_one_spelling(pasted: str, portal: str) -> None:
    assert read_webhook(pasted).portal == portal


@pytest.mark.parametrize(
    ("pasted", "reason"),
    [
        ("", AddressFault.EMPTY),
        (" \n\u200b\ufeff", AddressFault.EMPTY),
        ("hello", AddressFault.NOT_AN_ADDRESS),
        ("anna@acme.com", AddressFault.NOT_AN_ADDRESS),
        (f"https://acme.bitrix24.com:99999/rest/7/{SECRET}/", AddressFault.NOT_AN_ADDRESS),
        (f"http://acme.bitrix24.com/rest/7/{SECRET}/", AddressFault.HTTPS_NEEDED),
        (f"http://127.0.0.1.example.com/rest/7/{SECRET}/", AddressFault.HTTPS_NEEDED),
        (f"https://acme.bitrix24.com@evil.example/rest/7/{SECRET}/", AddressFault.USER_IN_ADDRESS),
        (f"https://a:b@acme.bitrix24.com/rest/7/{SECRET}/", AddressFault.USER_IN_ADDRESS),
        ("https://acme.bitrix24.com", AddressFault.ONLY_THE_PORTAL),
        ("acme.bitrix24.com/", AddressFault.ONLY_THE_PORTAL),
        ("https://acme.bitrix24.com/rest/", AddressFault.NO_WEBHOOK_IN_IT),
        ("https://acme.bitrix24.com/rest/7/", AddressFault.NO_WEBHOOK_IN_IT),
        (f"https://acme.bitrix24.com/rest/0/{SECRET}/", AddressFault.NO_WEBHOOK_IN_IT),
        (f"https://acme.bitrix24.com/company/rest/7/{SECRET}/", AddressFault.NO_WEBHOOK_IN_IT),
        ("https://acme.bitrix24.com/crm/deal/details/102/", AddressFault.IS_CARD_LINK),
        ("https://acme.bitrix24.com/oauth/authorize/?client_id=app.1", AddressFault.IS_OAUTH_LINK),
        ("https://acme.bitrix24.com/devops/edit/in-hook/12/", AddressFault.IS_SETTINGS_PAGE),
        ("https://acme.bitrix24.com/rest/7/•••••/", AddressFault.SECRET_IS_HIDDEN),
        ("https://acme.bitrix24.com/rest/7/**********/", AddressFault.SECRET_IS_HIDDEN),
        ("https://acme.bitrix24.com/rest/7/xxxxxxxxxxxx/", AddressFault.SECRET_IS_HIDDEN),
    ],
)
def test_what_is_no_webhook_says_why(pasted: str, reason: AddressFault) -> None:
    with pytest.raises(BadAddress) as caught:
        read_webhook(pasted)
    assert caught.value.reason is reason
    assert SECRET not in f"{caught.value} {caught.value!r}"


@given(st.text())
@example("https://[::]]/rest/1/abcdefgh/")
@example("https://xn--/rest/1/abcdefgh/")
@example("https://a" + ".b" * 300 + "/rest/1/abcdefgh/")
@example("https://host:/rest/1/abcdefgh/")
@example("http:%2f%2f[%3A")
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = read_webhook(text)
    except BadAddress as bad:
        assert str(bad) in set(AddressFault)  # noqa: PT017  (either end is fine)
    else:
        assert read.user_id >= 1


@given(
    before=st.sampled_from(["", " ", "see: ", "“", "<", "(", "\n"]),
    scheme=st.sampled_from(["https://", "HTTPS://", "https:///", ""]),
    host=st.from_regex(r"[a-z][a-z0-9]{0,20}(\.[a-z]{2,8}){1,3}", fullmatch=True),
    user_id=st.integers(1, 10**9),
    secret=st.from_regex(r"[a-z0-9]{6,40}", fullmatch=True),
    after=st.sampled_from(["", "/", "/profile", "/crm.deal.list?x=1", "/ ", '/"', "/>", "/)", "/\nRegards,"]),
)
def test_every_webhook_survives_its_surroundings(
    *, before: str, scheme: str, host: str, user_id: int, secret: str, after: str
) -> None:
    pasted = f"{before}{scheme}{host}/rest/{user_id}/{secret}{after}"
    try:
        read = read_webhook(pasted)
    except BadAddress as bad:
        assert bad.reason is AddressFault.SECRET_IS_HIDDEN and set(secret) <= {"x"}  # noqa: PT017, PT018
    else:
        assert read == WebhookAddress(f"https://{host}", user_id, Secret(secret))


def test_where_the_secret_travels() -> None:
    assert ACME.endpoint("profile") == f"https://acme.bitrix24.com/rest/7/{SECRET}/profile.json"
    assert ACME.credentials() == {}
    token = TokenAccess("https://acme.bitrix24.com", Secret(SECRET))
    assert SECRET not in token.endpoint("profile")
    assert token.credentials() == {"auth": SECRET}
    assert SECRET not in ACME.shown + token.shown


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])
def test_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["localhost.example", "127.0.0.1.example", "10.0.0.1", "0.0.0.0", "::", "notlocalhost"]
)
def test_not_loopback(host: str) -> None:
    assert not is_loopback(host)
