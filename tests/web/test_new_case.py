"""A new case from a form: it opens as it stands, and nothing is left of one that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.workbench.checking import check_case
from pourparler.workbench.reading import read_reports
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
    "scale1": "unordered",
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


def test_people_other_names_and_places_make_a_case_that_checks(
    client: TestClient, tmp_path: Path
) -> None:
    answer = make(
        client,
        aliases0="the Delta, Deltan government",
        people0="Ana Lima, foreign minister\r\nBo Reed, president\r\n",
        people1="Cy Vale, spokesman",
        scale0="interval",
        answers0="0: Nobody\n12.5: Members: only\n100: Everybody",
    )
    assert answer.status_code == 200
    folder = open_case_folder(tmp_path / "delta-talks-a-quoted-1")
    case = folder.case
    assert case.actors[0].aliases == ["the Delta", "Deltan government"]
    assert [(p.name, p.actor, p.role) for p in case.people] == [
        ("Ana Lima", "northern-delta", "foreign minister"),
        ("Bo Reed", "northern-delta", "president"),
        ("Cy Vale", "fishers-league", "spokesman"),
    ]
    fish = case.issues[0]
    assert (fish.scale, [o.at for o in fish.options]) == ("interval", [0, 12.5, 100])
    assert [o.words for o in fish.options] == ["Nobody", "Members: only", "Everybody"]
    (folder.path / "reports" / "one.txt").write_text(
        "date: 2026-01-05\n\nAna Lima said on Monday that everybody may fish.\n", "utf-8"
    )
    read_reports(folder)
    assert check_case(folder).stale == ()
    with open_client(folder) as opened:
        assert opened.get("/").status_code == 200
        assert "Northern Delta" in opened.get("/actors").text


@pytest.mark.parametrize(
    ("changed", "name", "words"),
    [
        ({"title": " "}, "title", "Give the talks a title"),
        ({"actor0": "", "actor1": ""}, "actor0", "at least one who talks"),
        ({"actor1": "the northern delta"}, "actor1", "is a name of"),
        ({"aliases1": "The Northern Delta"}, "aliases1", "is a name of"),
        ({"actor2": "", "people2": "Dee, envoy"}, "actor2", "Name the actor"),
        ({"kind0": "planet"}, "kind0", "Choose one of"),
        ({"people0": "Ana Lima"}, "people0", "Line 1: write the name, a comma, and the office"),
        ({"people0": "A B, x", "people1": "a b, y"}, "people1", "is a name already"),
        ({"question0": "", "answers0": "a\nb"}, "question0", "Write the question"),
        ({"answers0": "Only one"}, "answers0", "at least two"),
        ({"answers0": "One\none"}, "answers0", "twice"),
        ({"answers0": "0: One\nTwo"}, "answers0", "has no place"),
        ({"answers0": "50: One\n20: Two"}, "answers0", "have to rise"),
        ({"answers0": "50: One\n120: Two"}, "answers0", "from 0 to 100"),
        ({"answers0": "One\nTwo", "scale0": "interval"}, "answers0", "Say where each stands"),
        ({"answers1": "1: Blue\n2: no"}, "answers1", "leave the numbers out"),
        ({"scale0": "round"}, "scale0", "Choose how"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    client: TestClient, changed: dict[str, str], name: str, words: str
) -> None:
    text = make(client, **changed).text
    told = re.search(rf'<span class="wrong" id="no-{name}">(.*?)</span>', text)
    assert told is not None
    assert words in told[1]
    assert re.search(rf'name="{name}" aria-invalid="true" aria-describedby="no-{name}"', text)
    assert f'href="#f-{name}"' in text
    kept = changed.get("question1", FORM["question1"])
    assert f'value="{kept}"' in text


def test_no_title_leads_out_of_the_folder(client: TestClient, tmp_path: Path) -> None:
    assert make(client, title="../../../etc/\x00passwd").status_code in (200, 422)
    assert {p.parent for p in tmp_path.parent.rglob("case.yaml")} >= {tmp_path / "talks"}
    assert not (tmp_path.parent / "etc").exists()


def test_a_form_is_there_before_anything_was_read(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "talks", [])
    folder.ledger_path.unlink()
    with open_client(folder) as client:
        assert client.get("/new-case").status_code == 200
        assert client.get("/bring").status_code == 200
        assert client.get("/").status_code == 503


def test_from_elsewhere_no_case_is_made(folder: CaseFolder) -> None:
    with open_client(folder, host="0.0.0.0", token="a-long-enough-token") as client:
        client.get("/enter", params={"token": "a-long-enough-token"})
        assert client.get("/new-case").status_code == 403
