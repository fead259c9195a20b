"""Every page of the first case is there, leads on, and weighs little."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from web.links import Page

MOST_BYTES = 500_000


def test_every_link_resolves_and_no_page_has_script_or_style_of_its_own(
    client: TestClient,
) -> None:
    waiting, seen = ["http://127.0.0.1:8713/"], set()
    while waiting:
        url = waiting.pop()
        if url in seen or len(seen) > 150:
            continue
        seen.add(url)
        answer = client.get(url)
        assert answer.status_code == 200, url
        is_page = answer.headers["content-type"].startswith("text/html")
        # The brief as a file has its style in it, to be handed on.
        if not is_page or re.search("/download/brief.html|/brief/preview", url):
            continue
        if "preview" in url or "/download/brief" in url:
            continue  # the file that is handed on, which has its style in it
        page = Page(answer.text)
        assert page.inline == [], url
        # Statements and days have an address on every page: a sample of them stands for all.
        links = sorted(page.own_links(url))
        plenty = [one for one in links if re.search("statement|as_of|actor=|page=", one)]
        waiting += [one for one in links if one not in plenty] + plenty[::40]
    assert len(seen) > 40


def test_every_anchor_that_a_page_links_to_is_there(client: TestClient) -> None:
    page = Page(client.get("/").text)
    for link in [link for link in page.links if "#" in link][::7]:
        address, _, anchor = link.partition("#")
        target = Page(client.get(address or "/").text)
        assert anchor in target.ids, link


def test_the_first_page_weighs_less_than_half_a_megabyte(client: TestClient) -> None:
    answer = client.get("/")
    needed = {link for link in Page(answer.text).own_links(str(answer.url)) if "/static/" in link}
    assert len(needed) >= 4
    total = len(answer.content) + sum(len(client.get(link).content) for link in needed)
    assert total < MOST_BYTES


def test_assets_are_kept_only_under_their_exact_address(client: TestClient) -> None:
    page = Page(client.get("/").text)
    exact = next(link for link in page.links if "style.css" in link)
    assert "immutable" in client.get(exact).headers["cache-control"]
    assert client.get("/static/style.css").headers["cache-control"] == "no-cache"
    assert client.get("/static/nothing.css").status_code == 404
    assert client.get("/static/..%2fapp.py").status_code == 404


def test_replay_shows_what_one_could_have_said(client: TestClient) -> None:
    sent = client.get("/issue/ceasefire", params={"day": "2025-08-17", "known": "then"})
    assert sent.url.query == b"as_of=2025-08-17&known_at=2025-08-17"
    assert "as one could have said then" in sent.text
    # Of what Washington said on the 18th, nothing was known on the 17th.
    assert "18 Aug 2025" not in sent.text
    assert "18 Aug 2025" in client.get("/issue/ceasefire").text
    now = client.get("/issue/ceasefire", params={"day": "2025-08-17", "known": "now"})
    assert now.url.query == b"as_of=2025-08-17"


def test_links_of_a_replay_stay_in_it(client: TestClient) -> None:
    page = Page(client.get("/", params={"as_of": "2025-08-17", "known_at": "2025-08-17"}).text)
    issues = [link for link in page.links if link.startswith("/issue/")]
    assert issues
    assert all("as_of=2025-08-17&known_at=2025-08-17" in link for link in issues)


def test_before_the_first_report_nothing_is_known(client: TestClient) -> None:
    day = {"as_of": "2020-01-01", "known_at": "2020-01-01"}
    for path in ("/", "/issue/ceasefire", "/actor/us", "/issues", "/actors"):
        assert client.get(path, params=day).status_code == 200
    assert "No statement was made by then" in client.get("/", params=day).text


def test_what_the_united_states_said_can_be_found_in_two_steps(client: TestClient) -> None:
    overview = Page(client.get("/").text)
    issue = next(link for link in overview.links if link.startswith("/issue/ceasefire#a-us"))
    page = client.get(issue)
    said = next(link for link in Page(page.text).links if "actor=us" in link)
    told = client.get(said).text
    assert "What was said by <bdi>United States</bdi>" in told
    assert "18 Aug 2025" in told


def test_a_statement_has_an_address_in_its_report(client: TestClient) -> None:
    said = client.get("/issue/ceasefire").text
    link = next(one for one in Page(said).links if "statement=" in one)
    report = client.get(link)
    assert report.status_code == 200
    assert 'aria-current="true"' in report.text
    assert "run d1 chosen content" in report.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "999999999"])
def test_a_page_number_is_a_number(client: TestClient, page: str) -> None:
    assert client.get("/issue/ceasefire", params={"page": page}).status_code == 400


def test_a_long_list_comes_in_pages(client: TestClient) -> None:
    first = client.get("/issue/ceasefire").text
    second = client.get("/issue/ceasefire", params={"page": "2"}).text
    ids = [{i for i in Page(text).ids if i.startswith("s-")} for text in (first, second)]
    assert all(ids)
    assert not ids[0] & ids[1]
