"""A report in a language that is not machine-read: kept, found, coded by hand, and said so."""

from __future__ import annotations

from pathlib import Path

import pytest

FRENCH = """\
 date 2024-05-12 Le Front répond
publisher: Courrier du Fleuve

Les délégations se sont rencontrées lundi et elles ont dit que la trêve tiendrait une semaine, mais
que les bateaux ne sont pas encore partis et que rien n'a été signé par les deux parties.
"""
MIXED = """\
 date 2024-05-13 A note in two languages
publisher: River Post

Northland said that an immediate truce must come first. It was for the Front to say whether it would
accept this, and when the boats would leave the river, which they have not done in a year.

Les délégations se sont rencontrées lundi et elles ont dit que la trêve tiendrait une semaine, mais
que les bateaux ne sont pas encore partis.
"""


@pytest.fixture
def in_french(run, talks: Path) -> Path:
    (talks / "reports" / "third.txt").write_text(FRENCH, "utf-8")
    (talks / "reports" / "fourth.txt").write_text(MIXED, "utf-8")
    ran = run("read", talks)
    assert "Stored, not machine-read (language): Le Front répond" in ran.out
    return talks


def test_it_is_listed_and_checked(run, in_french):
    listed = {r["title"]: r for r in run("reports", in_french, "--json").json["reports"]}
    french = listed["Le Front répond"]
    assert (french["language"], french["is_read"], french["statements"]) == ("fr", False, 0)
    assert listed["A note in two languages"]["unread"] == "2 paragraphs in another language"
    assert "fr, not machine-read: declared fr" in " ".join(run("reports", in_french).out.split())
    checked = run("check", in_french, "--json").json["unread"]
    assert {(u["title"], u["by_hand"]) for u in checked} == {
        ("Le Front répond", 0),
        ("A note in two languages", 0),
    }
    assert "Not machine-read" in run("check", in_french).out


def test_nothing_of_it_is_read_by_the_machine(run, in_french):
    said = run("statements", in_french, "--json").json["statements"]
    assert all("délégations" not in s["context"] for s in said)
    assert any(s["language"] == "en" for s in said)


def test_it_is_coded_by_hand_and_then_found(run, in_french):
    listed = run("reports", in_french, "--json").json["reports"]
    (id_,) = [r["id"] for r in listed if r["language"] == "fr"]
    ran = run(
        "add", in_french, id_, "--content", "la trêve tiendrait une semaine",
        "--actor", "front", "--coder", "anna",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    (made,) = run("statements", in_french, "--json", "--text", "trêve").json["statements"]
    assert (made["language"], made["reviewed"], made["actor"]) == ("fr", True, "front")
    (unread,) = [u for u in run("check", in_french, "--json").json["unread"] if u["report"] == id_]
    assert unread["by_hand"] == 1
