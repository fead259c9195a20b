"""Search, speakers, changes, settlement and assumptions say what the command line says."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder
from pourparler.ledger import StatementQuery
from pourparler.report.words import movement_words
from pourparler.workbench.checking import check_case
from pourparler.workbench.settle.inputs import gather_inputs, input_name
from pourparler.workbench.statements import find_statements, find_unmatched
from web.conftest import open_client
from web.links import Page


def _shown(client: TestClient, **sought: str) -> set[str]:
    text = client.get("/search", params=sought).text
    return {name for name in Page(text).ids if name.startswith("s-")}


def test_search_finds_what_the_ledger_finds(client: TestClient, first_case: CaseFolder) -> None:
    for sought, query in (
        ({"q": "ceasefire", "actor": "russia"}, StatementQuery(text="ceasefire", actor="russia")),
        ({"issue": "army", "reviewed": "no"}, StatementQuery(issue="army", reviewed=False)),
        ({"q": '"peace deal"'}, StatementQuery(text='"peace deal"')),
    ):
        found = find_statements(first_case, query)
        assert found.statements
        assert _shown(client, **sought) == {f"s-{s.id}" for s in found.statements[::-1][:40]}


@pytest.mark.parametrize(
    ("sought", "status"),
    [
        ({"q": '"unfinished ( AND OR * :'}, 200),
        ({"q": "\x00\ud7ff" * 500}, 200),
        ({"actor": "nobody"}, 404),
        ({"since": "yesterday"}, 400),
        ({"attribution": "rumour"}, 400),
        ({"reviewed": "perhaps"}, 400),
    ],
)
def test_nothing_that_is_typed_breaks_the_search(
    client: TestClient, sought: dict[str, str], status: int
) -> None:
    assert client.get("/search", params=sought).status_code == status


def test_what_was_said_on_a_day_is_one_search_away(client: TestClient) -> None:
    day = {"since": "2025-08-18", "until": "2025-08-18"}
    text = client.get("/search", params={"actor": "us", "issue": "ceasefire", **day}).text
    assert "unnecessary" in text


def test_speakers_are_those_that_reached_no_actor(
    client: TestClient, first_case: CaseFolder
) -> None:
    unmatched = find_unmatched(find_statements(first_case, StatementQuery()))
    text = client.get("/speakers").text
    assert unmatched
    for speaker in unmatched:
        assert speaker.source in text
        assert len(speaker.statements) == speaker.count
        assert f"/statement/{speaker.statements[0]}" in text


def test_changes_say_what_would_take_too_long(
    first_case: CaseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_client(first_case) as client:
        assert "Seen as shifts at the time" in client.get("/changes").text
    monkeypatch.setattr("pourparler.web.pages.changes.MOST_LOOKS", 3)
    with open_client(first_case) as client:
        text = client.get("/changes").text
    assert "Seen as shifts at the time" not in text
    assert "not looked for here: it takes" in text


def test_changes_hold_two_days_against_each_other(client: TestClient) -> None:
    days = {"from": "2025-06-01", "to": "2025-08-18", "known": "then"}
    page = client.get("/changes", params=days).text
    assert "1 Jun 2025" in page
    assert "not heard" in page
    same = client.get("/changes", params={"from": "2025-08-18", "to": "2025-08-18"}).text
    assert "No other option came first" in same
    assert client.get("/changes", params={"from": "then"}).status_code == 400


def test_a_shift_shows_the_sentences_on_both_sides(client: TestClient) -> None:
    then = {"as_of": "2025-08-17", "known_at": "2025-08-17"}
    text = client.get("/changes", params=then).text
    assert "odds of a jump" in text
    assert "<h4>Before</h4><ul><li>" in text.replace("\n", "")


def test_every_number_of_the_case_is_answered_for(
    client: TestClient, first_case: CaseFolder
) -> None:
    page = Page(client.get("/assumptions").text)
    numbers = check_case(first_case).numbers
    assert {number.place for number in numbers} <= page.ids
    inputs = gather_inputs(first_case.case, known_at=None, fitted={})
    named = {input_name(number.place) for number in numbers}
    assert {assumed.input for assumed in inputs.assumed} <= named


def test_a_settlement_comes_when_it_is_reckoned(valley: TestClient) -> None:
    folder = valley.app.state.desk.folder
    client = open_client(folder)
    assert "this takes some seconds" in client.get("/settlement").text
    waiting = client.get("/settlement/account").text
    assert "this takes some seconds" in waiting
    shown = client.get("/settlement/account", params={"now": "1"})
    assert shown.status_code == 200
    assert Page(shown.text).inline == []
    for word in ("These figures hang most on", "who answers for each", "<svg"):
        assert word in shown.text
    assert "this takes some seconds" not in client.get("/settlement/account").text
    assert "% of whether it holds" in client.get("/assumptions").text


def test_a_case_without_a_settlement_says_so(tmp_path: Path) -> None:
    case = (
        "title: Talks\nactors: [{id: north, name: North, kind: state}]\nissues:\n"
        "  - {id: truce, question: When?, scale: unordered, options: "
        "[{id: now, words: Now}, {id: never, words: Never}]}\n"
    )
    (tmp_path / "case.yaml").write_text(case, "utf-8")
    (tmp_path / "reports").mkdir()
    from pourparler.case.folder import open_case_folder
    from pourparler.workbench.reading import read_reports

    folder = open_case_folder(tmp_path)
    read_reports(folder)
    client = open_client(folder)
    assert "describes no settlement" in client.get("/settlement").text
    assert "holds no numbers" in client.get("/assumptions").text
    for path in ("/", "/issues", "/issue/truce", "/actor/north", "/reports", "/speakers"):
        assert client.get(path).status_code == 200, path
    assert client.get("/changes").status_code == 200


def test_all_pages_tell_alike_how_much_moved(client: TestClient) -> None:
    found = client.get("/api/shifts").json()
    words = movement_words(len(found["shifts"]), len(found["contradictions"]))
    assert f">{words}</a>" in client.get("/").text
    back = movement_words(
        len(found["shifts"]), len(found["contradictions"]), taken_back=len(found["taken_back"])
    )
    assert back.startswith(words)
    assert f"<b>{back}.</b>" in client.get("/changes").text


def test_a_cell_says_that_its_latest_words_point_elsewhere(client: TestClient) -> None:
    told = [p["latest_words"] for p in client.get("/api/positions").json()["positions"]]
    page = client.get("/").text
    assert page.count("Latest words: ") == len([one for one in told if one])
    assert all(one["because"] in page for one in told if one)
