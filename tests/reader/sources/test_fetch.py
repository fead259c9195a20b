"""Pages are fetched from public addresses only, and never more of them than allowed."""

from __future__ import annotations

import gzip
import ipaddress
import threading
import zlib
from datetime import UTC, datetime

import httpx2 as httpx
import pytest

from pourparler.errors import FetchError
from pourparler.reader.sources import fetch as fetch_module
from pourparler.reader.sources.address import Network, is_public, resolve_name
from pourparler.reader.sources.body import TooLargeError, unpacked
from pourparler.reader.sources.fetch import MAX_REDIRECTS, fetch
from reader.sources.servers import serve

NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def server():
    with serve() as site:
        yield site


@pytest.fixture
def site(server):
    server.answers.clear()
    server.asked.clear()
    return server


def get(site, path, **options):
    return fetch(site.at(path), network=site.network, now=lambda: NOON, **options)


def test_a_page_is_fetched_by_its_name_from_the_address_that_was_checked(site):
    site.give("/news/talks?x=1", b"<p>Said.</p>", "text/html; charset=utf-8")
    found = get(site, "/news/talks?x=1#part")
    assert (found.content, found.file_name) == (b"<p>Said.</p>", "talks.html")
    assert (found.url, found.retrieved_at) == (site.at("/news/talks?x=1#part"), NOON)
    assert site.asked == [("/news/talks?x=1", f"wire.test:{site.port}")]


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.0.8",
        "192.0.2.1", "198.18.0.1", "192.88.99.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1", "5f00::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused_before_anything_is_sent(ip):
    assert not is_public(ipaddress.ip_address(ip))

    def send():
        raise AssertionError("nothing may be sent")

    network = Network(resolve=lambda host, port: ["1.1.1.1", ip], transport=send)
    with pytest.raises(FetchError, match="not a public address"):
        fetch("http://wire.test/", network=network)


@pytest.mark.parametrize("ip", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111"])
def test_public_addresses_are_let_through(ip):
    assert is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "127.1", "[::1]", "[::ffff:7f00:1]"]
)
def test_this_machine_is_refused_however_it_is_written(site, host):
    site.give("/", b"secret", "text/plain")
    with pytest.raises(FetchError, match=r"not a public address|cannot be resolved"):
        fetch(f"http://{host}:{site.port}/")
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("ftp://wire.test/", "not an http"),
        ("file:///etc/passwd", "not an http"),
        ("http://", "not an http"),
        ("http://wire.test:0/", "not an http"),
        ("http://user:secret@wire.test/", "holds a name or password"),
        ("http://wire.test:99999/", "not an http"),
        ("http://wire.test/" + "x" * 5000, "at most 4,000"),
        ("http://name.invalid/", "cannot be resolved"),
        ("http://wi\nre.test/", "not an address"),
    ],
)
def test_what_is_no_address_is_named_and_no_password_repeated(site, address, message):
    with pytest.raises(FetchError, match=message) as caught:
        fetch(address, network=site.network)
    assert "secret" not in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_the_last_address_is_the_source(site, status):
    site.redirect("/a", "/b", status)
    site.redirect("/b", site.at("/c", "other.test"), status)
    site.give("/c", b"said", "text/plain")
    assert get(site, "/a").url == site.at("/c", "other.test")
    assert [host.split(":")[0] for _, host in site.asked] == ["wire.test"] * 2 + ["other.test"]


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:{port}/secret", "http://169.254.169.254/latest", "//[::1]:{port}/secret",
     "file:///etc/passwd", "http://10.0.0.1/", "gopher://x/"],
)  # fmt: skip
def test_a_redirect_to_a_private_address_is_refused(site, target):
    site.give("/secret", b"secret", "text/plain")
    site.redirect("/a", target.format(port=site.port))
    with pytest.raises(FetchError, match=r"not a public address|not an http"):
        get(site, "/a")
    assert [path for path, _ in site.asked] == ["/a"]


def test_a_circle_of_redirects_ends(site):
    site.redirect("/a", "/a")
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        get(site, "/a")
    assert len(site.asked) == MAX_REDIRECTS + 1


def test_a_name_that_changes_what_it_stands_for_is_not_asked_again():
    answers = iter([["1.1.1.1"], ["127.0.0.1"]])
    sent = []

    def answer(request):
        sent.append(request)
        return httpx.Response(200, headers={"content-type": "text/plain"}, content=b"said")

    network = Network(
        resolve=lambda host, port: next(answers), transport=lambda: httpx.MockTransport(answer)
    )
    assert fetch("https://wire.test/a", network=network).content == b"said"
    (request,) = sent
    assert str(request.url) == "https://1.1.1.1/a"
    assert request.headers["host"] == "wire.test"
    assert request.extensions["sni_hostname"] == "wire.test"
    assert {"cookie", "authorization", "referer"}.isdisjoint(request.headers)


def test_the_next_address_is_tried_where_the_first_does_not_answer():
    tried = []

    def answer(request):
        tried.append(request.url.host)
        if len(tried) == 1:
            raise httpx.ConnectError("no route")
        return httpx.Response(200, headers={"content-type": "text/plain"}, content=b"said")

    network = Network(
        resolve=lambda host, port: ["2606:4700::1", "1.1.1.1"],
        transport=lambda: httpx.MockTransport(answer),
    )
    assert fetch("http://wire.test/", network=network).content == b"said"
    assert tried == ["2606:4700::1", "1.1.1.1"]


def test_nothing_of_the_environment_leads_elsewhere(site, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.give("/", b"said", "text/plain")
    assert get(site, "/").content == b"said"


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate"])
def test_packed_bodies_are_unpacked(site, coding):
    packed = zlib.compress(b"said") if coding == "deflate" else gzip.compress(b"said")
    site.give("/", packed, "text/plain", Content_Encoding=coding)
    assert get(site, "/").content == b"said"


def test_a_bomb_is_not_unpacked_past_the_limit(site, monkeypatch):
    bomb = gzip.compress(b"\x00" * 20_000_000)
    assert len(bomb) < 30_000
    monkeypatch.setattr(fetch_module, "MAX_UNPACKED_BYTES", 1_000_000)
    site.give("/", bomb, "text/html", Content_Encoding="gzip")
    with pytest.raises(FetchError, match="more than 1,000,000 bytes"):
        get(site, "/")
    taken = []
    with pytest.raises(TooLargeError):
        taken.extend(map(len, unpacked([bomb], 1_000_000)))
    assert sum(taken) <= 1_000_000


@pytest.mark.parametrize(
    ("body", "coding", "message"),
    [
        (b"no gzip", "gzip", "cannot be unpacked"),
        (gzip.compress(b"said" * 99)[:-9], "gzip", "cannot be unpacked"),
        (gzip.compress(b"x") * 200, "gzip", "cannot be unpacked"),
        (b"said", "br", "packed as 'br'"),
        (b"said", "gzip, gzip", "packed as 'gzip, gzip'"),
    ],
    ids=["no-gzip", "too-short", "many-pieces", "brotli", "twice"],
)
def test_bodies_that_cannot_be_unpacked_are_named(site, body, coding, message):
    site.give("/", body, "text/plain", Content_Encoding=coding)
    with pytest.raises(FetchError, match=message):
        get(site, "/")


def test_more_than_is_read_is_not_taken_in(site, monkeypatch):
    monkeypatch.setattr(fetch_module, "MAX_SENT_BYTES", 1_000)
    site.give("/", b"x" * 1_001, "text/plain")
    with pytest.raises(FetchError, match="more than 1,000 bytes"):
        get(site, "/")


@pytest.mark.parametrize(
    ("kind", "path", "name"),
    [
        ("text/html", "/a/b.html", "b.html"),
        ("text/html", "/a/2024.05/", "2024.05.html"),
        ("text/html", "/", "wire.test.html"),
        ("application/pdf", "/paper?id=1", "paper.pdf"),
        ("text/plain", "/table.csv", "table.csv"),
        ("application/octet-stream", "/x.docx", "x.docx"),
        ("application/rss+xml", "/feed", "feed.xml"),
    ],
)
def test_the_kind_of_file_is_what_the_server_says(site, kind, path, name):
    site.give(path, b"x", kind)
    assert get(site, path).file_name == name


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "application/octet-stream", ""])
def test_kinds_that_are_not_read_are_named(site, kind):
    site.give("/x", b"x", kind)
    with pytest.raises(FetchError, match="which is not read"):
        get(site, "/x")


def test_an_answer_that_is_none_is_named(site):
    site.answers["/gone"] = lambda handler: handler.send_error(404)
    with pytest.raises(FetchError, match="the answer is 404"):
        get(site, "/gone")
    with pytest.raises(FetchError, match="cannot be fetched"):
        fetch("http://wire.test:1/", network=site.network)


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_server_that_trickles_is_left_in_time(site, part):
    """Every single step is in time; all of them together are not."""
    over = threading.Event()

    def trickle(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n")
        if part == "body":
            handler.wfile.write(b"\r\n")
        while not over.wait(0.05):
            handler.wfile.write(b"x" if part == "body" else b"X: y\r\n")

    site.answers["/slow"] = trickle
    with pytest.raises(FetchError, match="no whole answer in 0 seconds"):
        get(site, "/slow", seconds=0.4)
    over.set()


def test_names_are_resolved_in_time(monkeypatch):
    never = threading.Event()
    monkeypatch.setattr("pourparler.reader.sources.address.RESOLVE_SECONDS", 0.05)
    monkeypatch.setattr("socket.getaddrinfo", lambda *a, **k: [never.wait(5)][1:])
    with pytest.raises(OSError, match="no answer"):
        resolve_name("wire.test", 80)
    never.set()
