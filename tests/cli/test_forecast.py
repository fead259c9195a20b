"""The command that holds models to past decisions."""

from __future__ import annotations

from workbench.test_backtest import write


def test_backtest_for_people_and_for_programs(run, tmp_path):
    path = write(tmp_path)
    printed = run("backtest", path)
    assert printed.code == 0
    assert "compromise" in printed.out
    assert "need not do well there" in " ".join(printed.out.split())
    rows = run("backtest", path, "--json").json["backtest"]
    assert [row["mean_error"] for row in rows] == sorted(row["mean_error"] for row in rows)
    assert {"model", "decisions", "near", "difference", "low", "high"} < set(rows[0])


def test_a_file_that_is_not_there_is_answered_in_two_lines(run):
    failed = run("backtest", "nothing.csv")
    assert failed.code == 2
    assert "nothing.csv cannot be read" in failed.err
    assert "hint: Bring the file deu3.csv" in failed.err


def test_forecasts_for_people_and_for_programs(run, read_talks):
    printed = run("forecast", read_talks, "--draws", "64")
    assert printed.code == 0
    words = " ".join(printed.out.split())
    assert "compromise" in words
    assert "none was measured on peace talks" in words
    found = run("forecast", read_talks, "--draws", "64", "--json").json
    assert found["forecast"][0]["issue"] == "truce"
    assert {"case", "ledger", "version", "seed", "assumptions", "notes"} < set(found)
    wrong = run("forecast", read_talks, "--issue", "truse")
    assert wrong.code == 2
    assert "did you mean 'truce'" in wrong.err


def test_packages_for_people_and_for_programs(run, read_talks):
    printed = run("packages", read_talks, "--draws", "64")
    assert printed.code == 0
    words = " ".join(printed.out.split())
    assert "all accept" in words
    assert "maximin" not in words.replace("best for whoever gains least (maximin)", "")
    assert "how often talks end at such points has not been measured" in words
    found = run("packages", read_talks, "--draws", "64", "--json").json
    assert [issue["issue"] for issue in found["issues"]] == ["truce"]
    assert {"frontier", "named", "robust", "trades", "basis", "assumptions", "notes"} < set(found)
    wrong = run("packages", read_talks, "--draws", "63")
    assert wrong.code == 2
    assert "hint: Use 64." in wrong.err


def test_packages_go_to_files_of_other_programs_and_come_back(run, read_talks, tmp_path):
    out = tmp_path / "files"
    found = run("packages", read_talks, "--draws", "64", "--export", out, "--json").json
    assert found["files"][0].endswith("domain.xml")
    read = run("packages", out, "--import", "--json").json
    assert read["packages"] == found["packages"]
    assert {p["party"] for p in read["parties"]} == {p["actor"] for p in found["parties"]}
    assert read["on_frontier"] == len(found["frontier"])
    printed = run("packages", out / "packages.nfg", "--import")
    assert "what it can secure alone" in " ".join(printed.out.split())
    wrong = run("packages", out / "nothing", "--import")
    assert wrong.code == 2
    assert "neither a folder nor a .nfg" in wrong.err.replace("\n", "")


def test_a_forecast_is_sealed_scored_and_a_change_shows(run, read_talks):
    sealed = run("seal", read_talks, "--draws", "64")
    assert sealed.code == 0
    (path,) = (read_talks / "seals").glob("*.json")
    assert path.name in sealed.out.replace("\n", "")
    assert "SHA-256 " in sealed.out
    waiting = run("score-seal", read_talks)
    assert "No sealed forecast can be scored." in waiting.out
    (read_talks / "outcomes.yaml").write_text(
        "outcomes: [{issue: truce, option: first, on: 2999-01-01, cited: Protocol}]\n", "utf-8"
    )
    scored = run("score-seal", read_talks)
    assert scored.code == 0
    assert "even chances" in scored.out
    found = run("score-seal", read_talks, path, "--json").json
    assert {"model", "brier", "log_score", "crps", "coverage"} < set(found["scores"][0])
    path.write_text(path.read_text("utf-8").replace('"truce"', '"truse"'), "utf-8")
    changed = run("score-seal", read_talks)
    assert changed.code == 1
    assert "was changed after it was sealed" in changed.out


def test_a_reliability_diagram_is_drawn_once_there_is_enough(run, read_talks, tmp_path):
    (read_talks / "outcomes.yaml").write_text(
        "outcomes: [{issue: truce, option: first, on: 2999-01-01, cited: Protocol}]\n", "utf-8"
    )
    for number in range(10):
        target = tmp_path / f"{number}.json"
        assert run("seal", read_talks, "--draws", "2", "--seed", number, "-o", target).code == 0
    drawn = tmp_path / "reliability.svg"
    few = run("score-seal", read_talks, tmp_path / "0.json", "--chart", drawn)
    assert "No chart" in few.err
    assert not drawn.exists()
    run("score-seal", read_talks, *sorted(tmp_path.glob("*.json")), "--chart", drawn)
    assert drawn.read_text("utf-8").startswith("<svg")
