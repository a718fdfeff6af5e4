"""Where the browser goes, what it brings back, and what the token server says."""

import json
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from daybook.bitrix.address import AddressFault, BadAddress, read_portal
from daybook.bitrix.errors import (
    CodeRefused,
    LostKind,
    MissingScope,
    OtherPortal,
    PlanRequired,
    PortalError,
    Refused,
    SignInEnded,
    TokenServerDown,
    WrongApplication,
)
from daybook.bitrix.gate import Reply
from daybook.bitrix.oauth import (
    OFFICIAL,
    Application,
    authorize_address,
    check_endpoint,
    code_query,
    new_state,
    read_grant,
    refresh_query,
    token_server_of,
)
from daybook.bitrix.oauth_return import BadReturn, Returned, ReturnFault, check_return, read_return
from daybook.bitrix.secret import Secret

PORTAL = "https://acme.bitrix24.com"
CODE = "xzdhmk2hyjbgfq6lowqmiqq8x0nnyl4w"
STATE = "JJHgsdgfkdaslg7lbadsfg"
APPLICATION = Application("local.5c8bb1b0891cf2.87252039", Secret("SakeVG5mbRdcQet45UUrt6q72AMTo7fkwXSO7Y5LYFYNCRsA6f"))
# As the documentation prints it (settings/oauth), with our own values.
ADDRESS = (
    f"https://www.example.com/client/?code={CODE}&state={STATE}&domain=acme.bitrix24.com"
    "&member_id=a223c6b3710f85df22e9377d6c4f7553&scope=crm%2Centity%2Cim&server_domain=oauth.bitrix.info"
)
RETURNED = Returned(Secret(CODE), STATE, "acme.bitrix24.com", "a223c6b3710f85df22e9377d6c4f7553", "oauth.bitrix.info")
ANSWER: dict[str, Any] = {
    "access_token": "s6p6eclrvim6da22ft9ch94ekreb52lv",
    "expires_in": 3600,
    "scope": "app",
    "domain": "oauth.bitrix.info",
    "server_endpoint": "https://oauth.bitrix.info/rest/",
    "status": "T",
    "client_endpoint": "https://acme.bitrix24.com/rest/",
    "member_id": "a223c6b3710f85df22e9377d6c4f7553",
    "refresh_token": "4s386p3q0tr8dy89xvmt96234v3dljg8",
}


def _reply(answer: object, status: int = 200) -> Reply:
    return Reply(status, {}, json.dumps(answer).encode())


def test_the_browser_goes_to_the_portals_own_page() -> None:
    parts = urlsplit(authorize_address(PORTAL, APPLICATION.client_id, STATE))
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{PORTAL}/oauth/authorize/"
    assert parse_qs(parts.query) == {"client_id": [APPLICATION.client_id], "state": [STATE]}


def test_no_state_comes_twice() -> None:
    states = {new_state() for _ in range(100)}
    assert len(states) == 100
    assert min(len(each) for each in states) >= 32


@pytest.mark.parametrize(
    ("portal", "server"),
    [(PORTAL, OFFICIAL), ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("https://127.0.0.1.nip.io", OFFICIAL)],
)
def test_only_a_portal_on_this_computer_is_its_own_token_server(portal: str, server: str) -> None:
    assert token_server_of(portal) == server


def test_the_token_server_is_asked_as_documented() -> None:
    secret = APPLICATION.client_secret.reveal()
    named = {"client_id": APPLICATION.client_id, "client_secret": secret}
    assert code_query(APPLICATION, Secret(CODE)) == {"grant_type": "authorization_code", **named, "code": CODE}
    assert refresh_query(APPLICATION, Secret("r")) == {"grant_type": "refresh_token", **named, "refresh_token": "r"}


@pytest.mark.parametrize(
    "pasted",
    [
        ADDRESS,
        f'  "{ADDRESS}"\n',
        f"<{ADDRESS}>",
        f"It says: {ADDRESS}, and now?",
        ADDRESS.replace("&", "&amp;"),
        ADDRESS.replace("https://www.example.com/client/?", ""),
        ADDRESS.partition("?")[2].replace("&", "\n"),
        ADDRESS.replace("&state", "\n&state").replace("oauth.bitrix", "oauth.\r\nbitrix"),
        ADDRESS.replace("code=", "co\u200bde="),
        quote(ADDRESS, safe=""),
        ADDRESS.replace("?", "#"),
        ADDRESS.replace("https", "http").replace("www.example.com/client", "127.0.0.1:8765"),
        json.dumps({key: value[0] for key, value in parse_qs(urlsplit(ADDRESS).query).items()}),
        f"GET /client/?{urlsplit(ADDRESS).query} HTTP/1.1",
    ],
)
def test_what_came_back_is_found(pasted: str) -> None:
    assert read_return(pasted) == RETURNED


@pytest.mark.parametrize(
    "pasted", [CODE, f" {CODE}\n", f"“{CODE}”", f"code={CODE}", f"code: '{CODE}'", f"?code={CODE}"]
)
def test_a_code_alone_is_enough(pasted: str) -> None:
    assert read_return(pasted) == Returned(Secret(CODE))


@pytest.mark.parametrize(
    ("pasted", "fault"),
    [
        ("", ReturnFault.EMPTY),
        (" \n\u200b", ReturnFault.EMPTY),
        ("hello there", ReturnFault.NO_CODE),
        ("https://acme.bitrix24.com/rest/7/q7w1e9r3t5y8u2i4/", ReturnFault.NO_CODE),
        (authorize_address(PORTAL, APPLICATION.client_id, STATE), ReturnFault.IS_SIGN_IN_PAGE),
        (APPLICATION.client_id, ReturnFault.IS_CLIENT_ID),
        (f"{ADDRESS} {ADDRESS.replace(CODE, CODE[::-1])}", ReturnFault.TWO_CODES),
        ("https://www.example.com/?error=access_denied&state=x", ReturnFault.REFUSED),
        ("https://www.example.com/?code=&state=x", ReturnFault.NO_CODE),
        ("zip code=12", ReturnFault.NO_CODE),
    ],
)
def test_a_paste_without_a_code_says_why(pasted: str, fault: ReturnFault) -> None:
    with pytest.raises(BadReturn) as caught:
        read_return(pasted)
    assert caught.value.reason is fault
    assert caught.value.args == (fault.value,)


CODES = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=6, max_size=80)
VALUES = st.text("abcdefghij0123456789", min_size=1, max_size=30)


@given(
    CODES, VALUES, VALUES, st.permutations(["code", "state", "domain", "scope"]), st.sampled_from(["\n", " ", "", "\t"])
)
def test_order_and_surroundings_do_not_matter(code: str, state: str, host: str, order: list[str], around: str) -> None:
    values = {"code": code, "state": state, "domain": f"{host}.bitrix24.com", "scope": "crm,im"}
    address = "https://app.example/back?" + urlencode({name: values[name] for name in order})
    assert read_return(f"{around}{address}{around}") == Returned(Secret(code), state, f"{host}.bitrix24.com")


@given(st.text())
@example("code=[::1]")
@example("%3D%ff code%3Dabcdef")
@example("&#xD800;code=abcdef")
def test_no_paste_is_too_strange(pasted: str) -> None:
    try:
        code = read_return(pasted).code.reveal()
    except BadReturn:
        return
    assert code.isascii()
    assert 6 <= len(code) <= 512


@given(st.text(), st.text(), st.text())
def test_no_return_is_too_strange_to_be_checked(state: str, domain: str, server: str) -> None:
    assume(state != STATE)
    try:
        check_return(Returned(Secret(CODE), state, domain, "", server), portal=PORTAL, state=STATE)
    except BadReturn:
        return
    assert state == ""


def test_what_belongs_to_our_question_is_taken() -> None:
    check_return(RETURNED, portal=PORTAL, state=STATE)
    check_return(Returned(Secret(CODE)), portal=PORTAL, state=STATE)
    local = Returned(Secret(CODE), STATE, "127.0.0.1:8080", "", "127.0.0.1:8080")
    check_return(local, portal="http://127.0.0.1:8080", state=STATE)


@pytest.mark.parametrize(
    ("returned", "fault"),
    [
        (Returned(Secret(CODE), "another"), ReturnFault.WRONG_STATE),
        (Returned(Secret(CODE), STATE, "evil.bitrix24.com"), ReturnFault.OTHER_PORTAL),
        (Returned(Secret(CODE), STATE, "acme.bitrix24.com.evil.example"), ReturnFault.OTHER_PORTAL),
        (Returned(Secret(CODE), STATE, "acme.bitrix24.com:8443"), ReturnFault.OTHER_PORTAL),
        (Returned(Secret(CODE), STATE, "", "", "oauth.evil.example"), ReturnFault.OTHER_SERVER),
    ],
)
def test_what_belongs_elsewhere_is_refused(returned: Returned, fault: ReturnFault) -> None:
    with pytest.raises(BadReturn) as caught:
        check_return(returned, portal=PORTAL, state=STATE)
    assert caught.value.reason is fault


def test_tokens_are_read_as_documented() -> None:
    grant = read_grant(_reply({**ANSWER, "scope": "crm,user"}), for_code=True)
    assert grant.access_token.reveal() == ANSWER["access_token"]
    assert grant.refresh_token.reveal() == ANSWER["refresh_token"]
    assert (grant.expires_in_s, grant.member_id) == (3600, "a223c6b3710f85df22e9377d6c4f7553")
    assert grant.scopes == {"crm", "user"}
    check_endpoint(PORTAL, grant.client_endpoint)
    for secret in (ANSWER["access_token"], ANSWER["refresh_token"]):
        assert secret not in repr(grant)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://acme.bitrix24.com/rest/",
        "https://evil.bitrix24.com/rest/",
        "https://acme.bitrix24.com.evil.example/rest/",
        "https://acme.bitrix24.com@evil.example/rest/",
        "https://acme.bitrix24.com:8443/rest/",
        "https://acme.bitrix24.com/elsewhere/",
        "https://[half",
        "https://acme.bitrix24.com:port/rest/",
        "//acme.bitrix24.com/rest/",
        "",
    ],
)
def test_tokens_of_another_place_are_not_used(endpoint: str) -> None:
    with pytest.raises(OtherPortal) as caught:
        check_endpoint(PORTAL, endpoint)
    assert caught.value.asked == "acme.bitrix24.com"


def test_the_usual_port_may_be_named() -> None:
    check_endpoint(PORTAL, "https://ACME.bitrix24.com:443/rest")
    check_endpoint("http://127.0.0.1:8080", "http://127.0.0.1:8080/rest/")


@pytest.mark.parametrize(
    ("code", "for_code", "error"),
    [
        ("invalid_grant", True, CodeRefused),
        ("invalid_grant", False, SignInEnded),
        ("INVALID_GRANT", False, SignInEnded),
        ("invalid_client", True, WrongApplication),
        ("insufficient_scope", True, MissingScope),
        ("invalid_scope", False, MissingScope),
        ("PAYMENT_REQUIRED", False, PlanRequired),
        ("invalid_request", True, Refused),
        ("something_new", False, Refused),
    ],
)
def test_each_refusal_is_an_error_of_its_own(code: str, for_code: bool, error: type[PortalError]) -> None:
    with pytest.raises(error) as caught:
        read_grant(_reply({"error": code, "error_description": "No."}, 400), for_code=for_code)
    assert type(caught.value) is error
    assert (caught.value.status, caught.value.code, caught.value.text) == (400, code, "No.")


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(502, {}, b"<html>Bad gateway</html>"), LostKind.SERVER_ERROR),
        (Reply(200, {}, b"<html>Sign in to our network</html>"), LostKind.UNEXPECTED),
        (_reply({"access_token": "a1b2c3"}), LostKind.UNEXPECTED),
        (_reply([ANSWER]), LostKind.UNEXPECTED),
        (_reply(ANSWER, 302), LostKind.UNEXPECTED),
        (_reply({"error": ""}, 500), LostKind.SERVER_ERROR),
    ],
)
def test_an_answer_without_tokens_says_so(reply: Reply, kind: LostKind) -> None:
    with pytest.raises(TokenServerDown) as caught:
        read_grant(reply, for_code=False)
    assert caught.value.kind is kind
    assert not caught.value.maybe_done


NAMES = st.sampled_from(["error", "access_token", "refresh_token", "expires_in", "scope", "client_endpoint"])
VALUE = st.recursive(
    st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner), max_leaves=8
)


@given(st.binary() | VALUE.map(lambda answer: json.dumps(answer).encode()), st.integers(200, 599), st.booleans())
def test_no_answer_is_too_strange(body: bytes, status: int, for_code: bool) -> None:
    try:
        grant = read_grant(Reply(status, {}, body), for_code=for_code)
        check_endpoint(PORTAL, grant.client_endpoint)
    except PortalError:
        return
    assert grant.expires_in_s


@pytest.mark.parametrize(
    "typed",
    [
        "acme.bitrix24.com",
        " Acme.Bitrix24.com/ ",
        PORTAL,
        f"{PORTAL}/crm/deal/details/7/",
        f"“{PORTAL}/”",
        "our portal is https://acme.bitrix24.com",
        f"{PORTAL}/rest/7/q7w1e9r3t5y8u2i4/",
    ],
)
def test_a_portal_is_read_from_any_link_into_it(typed: str) -> None:
    assert read_portal(typed) == PORTAL


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", AddressFault.EMPTY),
        ("acme", AddressFault.NOT_AN_ADDRESS),
        ("http://acme.bitrix24.com", AddressFault.HTTPS_NEEDED),
        ("https://anna:pass@acme.bitrix24.com", AddressFault.USER_IN_ADDRESS),
    ],
)
def test_what_is_no_portal_says_why(typed: str, fault: AddressFault) -> None:
    with pytest.raises(BadAddress) as caught:
        read_portal(typed)
    assert caught.value.reason is fault


def test_a_portal_on_this_computer_needs_no_certificate() -> None:
    assert read_portal("127.0.0.1:8080") == "http://127.0.0.1:8080"
    assert read_portal("http://localhost:8080/") == "http://localhost:8080"


@given(st.text())
def test_no_portal_is_too_strange(typed: str) -> None:
    try:
        portal = read_portal(typed)
    except BadAddress:
        return
    assert urlsplit(portal).hostname
