"""A new case from a form: it opens as it stands, and nothing is left of one that is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder, open_case_folder
from web.conftest import open_client
from web.test_review import fields
from workbench.talks import make_folder

FORM = {
    "title": "Delta talks: a 'quoted' #1",
    "actor0": "The Northern Delta",
    "kind0": "state",
    "signs0": "yes",
    "actor1": "Fishers' League",
    "kind1": "movement",
    "question0": "Who may fish?",
    "answers0": "Nobody\r\nMembers: only\n\nEverybody",
    "question1": "Which flag?",
    "answers1": "Blue\nno",
    "order1": "no",
}


@pytest.fixture
def folder(tmp_path: Path) -> CaseFolder:
    return make_folder(tmp_path / "talks", [])


@pytest.fixture
def client(folder: CaseFolder) -> Iterator[TestClient]:
    with open_client(folder) as client:
        yield client


def make(client: TestClient, **changed: str):
    return client.post("/new-case", data=fields(client, "/new-case", "/new-case") | FORM | changed)


def test_a_case_is_made_beside_the_one_that_is_served(client: TestClient, tmp_path: Path) -> None:
    answer = make(client)
    assert answer.status_code == 200
    path = tmp_path / "delta-talks-a-quoted-1"
    assert str(path) in answer.text
    case = open_case_folder(path).case
    assert case.title == FORM["title"]
    assert [(a.id, a.name, a.kind) for a in case.actors] == [
        ("northern-delta", "The Northern Delta", "state"),
        ("fishers-league", "Fishers' League", "movement"),
    ]
    assert case.parties == ["northern-delta"]
    fish, flag = case.issues
    assert [(o.at, o.words) for o in fish.options] == [
        (0, "Nobody"),
        (50, "Members: only"),
        (100, "Everybody"),
    ]
    assert (flag.scale, [o.words for o in flag.options]) == ("unordered", ["Blue", "no"])
    assert make(client).status_code == 422  # it is there now


@pytest.mark.parametrize(
    "changed",
    [
        {"answers0": "Only one"},
        {"actor0": "", "actor1": ""},
        {"question0": "", "question1": ""},
        {"kind0": "planet"},
        {"actor1": "the northern delta"},
    ],
)
def test_what_is_no_case_leaves_nothing(
    client: TestClient, tmp_path: Path, changed: dict[str, str]
) -> None:
    answer = make(client, **changed)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert [p.name for p in tmp_path.iterdir()] == ["talks"]


def test_no_title_leads_out_of_the_folder(client: TestClient, tmp_path: Path) -> None:
    assert make(client, title="../../../etc/\x00passwd").status_code in (200, 422)
    assert {p.parent for p in tmp_path.parent.rglob("case.yaml")} >= {tmp_path / "talks"}
    assert not (tmp_path.parent / "etc").exists()


def test_from_elsewhere_no_case_is_made(folder: CaseFolder) -> None:
    with open_client(folder, host="0.0.0.0", token="a-long-enough-token") as client:
        client.get("/enter", params={"token": "a-long-enough-token"})
        assert client.get("/new-case").status_code == 403
