"""Blind second coding: nothing of others is seen before one is through, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder
from pourparler.workbench import review
from pourparler.workbench.review import CodingChoice
from pourparler.workbench.second_coding import compare
from web.conftest import open_client
from web.test_review import OTHER, OVER, REPORT, SPOKEN, fields, folder, held

__all__ = ["folder"]
PAGE = f"/report/{REPORT.id}"
SECOND = f"/second/{REPORT.id}"
ORDER = [SPOKEN.id, OVER.id, OTHER.id]


@pytest.fixture
def first(folder: CaseFolder) -> Iterator[TestClient]:
    with open_client(folder, coder="ana") as client:
        client.post(f"{SECOND}/mark", data=fields(client, PAGE, f"{SECOND}/mark"))
        review.accept(folder, SPOKEN.id, coder="ana")
        review.recode(
            folder, OTHER.id, [CodingChoice(issue="bridge", from_option="trust")], coder="ana"
        )
        review.reject(folder, OVER.id, coder="ana")
        yield client


@pytest.fixture
def second(first: TestClient, folder: CaseFolder) -> Iterator[TestClient]:
    with open_client(folder, coder="bea") as client:
        yield client


def code(client: TestClient, where: str, **sent: str):
    page = f"{SECOND}?statement={where}"
    data = fields(client, page, f"{SECOND}/code") | sent
    return client.post(f"{SECOND}/code", data=data)


def test_a_second_coder_sees_nothing_of_what_was_decided(
    first: TestClient, second: TestClient, folder: CaseFolder
) -> None:
    assert first.get(PAGE).url.path == PAGE  # who decided openly goes on as before
    answer = second.get(PAGE)
    assert answer.url.path == SECOND
    for hidden in ("Reviewed by a person", "with high confidence", "<bdi>ana</bdi>", " selected>A"):
        assert hidden not in answer.text
    assert "3 statements to go" in answer.text  # also the one that was rejected meanwhile
    agreement = second.get("/agreement").text
    assert "when you have coded all of it" in agreement
    assert "Take this" not in agreement
    sent = fields(first, "/agreement", f"{SECOND}/mark") | {"statement": SPOKEN.id, "of": "ana"}
    sent["csrf_token"] = fields(second, "/agreement", f"{SECOND}/mark")["csrf_token"]
    assert second.post(f"{SECOND}/take", data=sent).status_code == 403


def test_codings_are_kept_apart_compared_and_adjudicated(
    first: TestClient, second: TestClient, folder: CaseFolder
) -> None:
    before = held(folder)
    code(second, SPOKEN.id, reading0="truce:after", modality0="opposes")
    code(second, OTHER.id, reading0="bridge:trust")
    answer = code(second, OVER.id, verdict="nobody")
    assert "You are through" in answer.text
    assert held(folder) == before
    found = compare(folder, REPORT.id)
    assert found.coders == ("ana", "bea")
    assert [u.statement.id for u in found.units] == ORDER
    assert [u.is_disputed for u in found.units] == [True, False, False]
    assert (found.said.alpha, found.said.units) == (1.0, 3)
    assert [(i.id, level, r.units) for i, level, r in found.issues] == [
        ("truce", "ordinal", 1),
        ("bridge", "nominal", 1),
    ]
    assert second.get(PAGE).url.path == PAGE  # through: everything is shown
    text = second.get("/agreement").text
    assert "1 statement on which they differ" in text
    form = next(
        f for f in re.findall(r"<form.*?</form>", text, re.S) if 'value="bea"' in f and "/take" in f
    )
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    second.post(f"{SECOND}/take", data=sent)
    (coding,) = held(folder)[SPOKEN.id].codings
    assert (coding.from_option, coding.modality, coding.coder) == ("after", "opposes", "bea")
    undone = second.post("/undo", data=fields(second, "/agreement", f"{SECOND}/mark"))
    assert undone.status_code == 200
    assert held(folder) == before


def test_the_latest_coding_counts_and_the_end_shows_everything(
    first: TestClient, second: TestClient, folder: CaseFolder
) -> None:
    for option in ("truce:after", "truce:first"):
        code(second, SPOKEN.id, reading0=option)
    opinion = compare(folder, REPORT.id).units[0].by("bea")
    assert [c.from_option for c in opinion.choices] == ["first"]
    first.post(f"{SECOND}/mark", data=fields(first, "/agreement", f"{SECOND}/mark") | {"on": "no"})
    assert second.get(PAGE).url.path == PAGE
    assert "No report is marked" in second.get("/agreement").text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"reading0": "truce:never"}, 404),
        ({"reading0": "river:first"}, 404),
        ({"reading0": "truce:first", "modality0": "shouts"}, 404),
        ({"reading0": "truce:first", "reading1": "truce:after"}, 400),
        ({"statement": "nothing"}, 404),
    ],
)
def test_what_cannot_be_is_refused(
    second: TestClient, folder: CaseFolder, sent: dict[str, str], status: int
) -> None:
    assert code(second, SPOKEN.id, **sent).status_code == status
    assert compare(folder, REPORT.id).units[0].by("bea") is None


def test_only_what_is_marked_is_coded_apart(folder: CaseFolder) -> None:
    with open_client(folder, coder="bea") as client:
        assert client.get(SECOND).status_code == 404
        sent = fields(client, PAGE, f"{SECOND}/mark") | {"statement": SPOKEN.id}
        assert client.post(f"{SECOND}/code", data=sent).status_code == 404
        assert client.post("/second/nothing/mark", data=sent).status_code == 404
