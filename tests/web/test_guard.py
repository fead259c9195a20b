"""What is let in, what is refused, and what every answer carries."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder
from pourparler.errors import ServeError
from pourparler.web.serving import check_reach, first_address, listen
from pourparler.web.settings import Settings
from pourparler.web.visitors import new_visitor, read_cookie, write_cookie
from web.conftest import open_client
from web.links import Page

ANYWHERE = "0.0.0.0"


@pytest.mark.parametrize("path", ["/", "/nothing-here", "/static/style.css", "/api/openapi.json"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8713", 200),
        ("localhost:8713", 200),
        ("[::1]:8713", 200),
        ("evil.example:8713", 403),
        ("127.0.0.1.evil.example", 403),
        ("192.0.2.7", 403),
        ("", 403),
    ],
)
def test_only_this_machine_s_names_are_answered(client: TestClient, host: str, status: int) -> None:
    assert client.get("/issues", headers={"host": host}).status_code == status


def test_further_names_can_be_allowed_and_addresses_need_a_token(first_case: CaseFolder) -> None:
    client = open_client(
        first_case, host=ANYWHERE, token="long-token", names=frozenset({"desk.example"})
    )
    bearer = {"authorization": "Bearer long-token"}
    for host, status in (("desk.example", 200), ("192.0.2.7:8713", 200), ("evil.example", 403)):
        assert client.get("/issues", headers={"host": host, **bearer}).status_code == status


def test_other_addresses_demand_the_token(first_case: CaseFolder) -> None:
    client = open_client(first_case, host=ANYWHERE, token="long-token")
    refused = client.get("/")
    assert refused.status_code == 401
    assert "Peace talks" not in refused.text
    assert client.get("/api/openapi.json").status_code == 401
    assert client.get("/enter", params={"token": "another"}).status_code == 403
    assert client.get("/").status_code == 401
    entered = client.get("/enter", params={"token": "long-token"})
    assert entered.status_code == 200
    assert "token" not in str(entered.url)
    assert client.get("/").status_code == 200


def test_the_token_can_be_typed_into_a_form(first_case: CaseFolder) -> None:
    client = open_client(first_case, host=ANYWHERE, token="long-token")
    field = next(f for f in Page(client.get("/enter").text).fields if f["name"] == "csrf_token")
    sent = {"token": "long-token", "csrf_token": field["value"]}
    assert client.post("/enter", data=sent).status_code == 200
    assert client.get("/").status_code == 200


def test_a_cookie_cannot_be_forged(first_case: CaseFolder) -> None:
    client = open_client(first_case, host=ANYWHERE, token="long-token")
    forged = write_cookie(new_visitor("me", is_admitted=True), b"another secret")
    assert client.get("/", headers={"cookie": f"pourparler-8713={forged}"}).status_code == 401
    visitor = new_visitor("Ana", is_admitted=True)
    assert read_cookie(write_cookie(visitor, b"key"), b"key") == visitor
    for broken in ("", ".", "a.b", write_cookie(visitor, b"key") + "x"):
        assert read_cookie(broken, b"key") is None


def test_a_change_needs_the_token_of_the_visit(client: TestClient) -> None:
    assert client.post("/enter", data={"token": "x"}).status_code == 403
    assert client.post("/enter", data={"csrf_token": "wrong"}).status_code == 403
    assert client.post("/enter", content=b"{}").status_code == 403
    token = next(
        f["value"] for f in Page(client.get("/enter").text).fields if f["name"] == "csrf_token"
    )
    assert client.post("/enter", headers={"x-csrf-token": token}).status_code == 200
    other = open_client_like(client)
    assert other.post("/enter", headers={"x-csrf-token": token}).status_code == 403


def open_client_like(client: TestClient) -> TestClient:
    """Return another browser at the same server."""
    return TestClient(client.app, base_url=str(client.base_url))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_pages_of_other_sites_change_nothing(client: TestClient, headers: dict[str, str]) -> None:
    page = Page(client.get("/enter").text)
    token = next(f["value"] for f in page.fields if f["name"] == "csrf_token")
    sent = client.post("/enter", headers={"x-csrf-token": token, **headers})
    assert sent.status_code == 403


def test_a_body_may_not_grow_beyond_the_limit(first_case: CaseFolder) -> None:
    client = open_client(first_case, most_bytes=1000)
    token = Page(client.get("/enter").text).fields[0]["value"]
    sent = {"token": "x" * 2000, "csrf_token": token}
    assert client.post("/enter", data=sent).status_code == 413

    def stream():  # a body that does not say how long it is
        for _ in range(50):
            yield b"token=" + b"x" * 100

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/enter", content=stream(), headers=kind).status_code == 413


def test_errors_have_one_shape_for_programs(client: TestClient) -> None:
    for path, status in (("/issue/nothing", 404), ("/?as_of=soon", 400), ("/nothing", 404)):
        answer = client.get(path, headers={"accept": "application/json"})
        assert answer.status_code == status
        said = answer.json()
        assert set(said) == {"ok", "error", "errors", "status", "code", "hint"}
        assert (said["ok"], said["status"]) == (False, status)
        assert client.get(path).headers["content-type"].startswith("text/html")
    assert "did you mean 'ceasefire'" in client.get("/issue/ceasefir").text.replace("&#39;", "'")


def test_a_host_that_others_reach_needs_a_token(first_case: CaseFolder) -> None:
    with pytest.raises(ServeError, match="--token"):
        check_reach(Settings(path=first_case.path, host=ANYWHERE))
    check_reach(Settings(path=first_case.path, host=ANYWHERE, token="long-token"))
    with pytest.raises(ServeError, match="5 characters"):
        check_reach(Settings(path=first_case.path, host=ANYWHERE, token="short"))
    check_reach(Settings(path=first_case.path, host="::1"))


def test_a_port_that_is_taken_is_named() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=str(port)):
            listen("127.0.0.1", port)


def test_the_first_address_brings_the_token(first_case: CaseFolder) -> None:
    local = Settings(path=first_case.path, port=1234)
    assert first_address(local) == "http://127.0.0.1:1234/"
    other = Settings(path=first_case.path, host="192.0.2.7", port=1234, token="a b&c")
    assert first_address(other) == "http://192.0.2.7:1234/enter?token=a%20b%26c"
