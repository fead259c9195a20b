"""Sealed forecasts: frozen, kept from change, and held to what came."""

from __future__ import annotations

import json
import math
from datetime import UTC, date, datetime

import numpy as np
import pytest

from pourparler.case.folder import open_case_folder
from pourparler.errors import CaseError, OutputError, SealError
from pourparler.workbench.forecast import forecast_issues
from pourparler.workbench.outcomes import read_outcomes
from pourparler.workbench.reading import read_reports
from pourparler.workbench.seal_scores import EVEN, score_seal_json, score_seals
from pourparler.workbench.seals import digest_seal, find_seals, make_seal, read_seal, write_seal
from pourparler.workbench.view import View
from workbench.test_forecast import CASE, REPORT

NOW = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
CAME = "outcomes:\n  - {issue: truce, option: phased, on: 2024-07-01, cited: Protocol, at: 40}\n"


@pytest.fixture(scope="module")
def read_case(tmp_path_factory):
    case = tmp_path_factory.mktemp("case") / "talks"
    (case / "reports").mkdir(parents=True)
    (case / "case.yaml").write_text(CASE, "utf-8")
    (case / "reports" / "2024-05-02.txt").write_text(REPORT, "utf-8")
    opened = open_case_folder(case)
    read_reports(opened, today=date(2024, 6, 1))
    return forecast_issues(opened, draws=64)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "case.yaml").write_text(CASE, "utf-8")
    return open_case_folder(tmp_path)


def seal(folder, forecast, now=NOW, **changes):
    record = make_seal(forecast, view=View(), now=now)
    if changes:
        record |= changes
        record["sha256"] = digest_seal(record)
    return write_seal(folder, record)


def test_a_seal_reads_back_as_it_was_made(folder, read_case):
    path = seal(folder, read_case)
    assert find_seals(folder) == (path,)
    sealed = read_seal(path)
    assert sealed.sealed_at == NOW
    (issue,) = sealed.issues
    for kept, model in zip(issue.models, read_case.forecasts[0].models, strict=True):
        assert kept.model == model.model
        assert kept.shares == pytest.approx({o: s.share for o, s in model.shares}, abs=1e-6)
        assert len(kept.quantiles) == 100
        assert sorted(kept.quantiles) == list(kept.quantiles)
    record = json.loads(path.read_text("utf-8"))
    assert {"case", "ledger", "version", "seed", "draws", "view"} < set(record)
    assert record["sha256"] == sealed.sha256 == digest_seal(record)


def test_a_changed_seal_is_named_and_not_scored(folder, read_case):
    (folder.path / "outcomes.yaml").write_text(CAME, "utf-8")
    path = seal(folder, read_case)
    text = path.read_text("utf-8")
    path.write_text(text.replace('"seed": 0', '"seed": 1'), "utf-8")
    with pytest.raises(SealError, match="was changed after it was sealed"):
        read_seal(path)
    found = score_seals(folder)
    assert found.scores == found.seals == ()
    assert path.name in found.refused[0]
    path.write_text(json.dumps(json.loads(text)), "utf-8")  # spaces are no change
    assert score_seals(folder).refused == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not a seal"),
        ("[]", "is not a seal of form 1"),
        ('{"seal": 1}', "was changed"),
        ('{"seal": 1, "x": NaN}', "is not a whole seal"),
        ("[" * 100_000, "is not a seal"),
    ],
)
def test_what_is_no_seal_is_refused(tmp_path, content, words):
    path = tmp_path / "bad.json"
    path.write_text(content, "utf-8")
    with pytest.raises(SealError, match=words):
        read_seal(path)


def test_a_seal_with_a_digest_of_its_own_has_still_to_be_whole(folder, read_case):
    for wrong in ({"issues": [{}]}, {"sealed_at": "2024-06-01"}, {"issues": 3}):
        with pytest.raises(SealError, match="is not a whole seal"):
            read_seal(seal(folder, read_case, **wrong))


def test_a_seal_is_never_overwritten_and_nothing_is_not_sealed(folder, read_case, tmp_path):
    record = make_seal(read_case, view=View(), now=NOW)
    path = write_seal(folder, record)
    with pytest.raises(OutputError, match="never overwritten"):
        write_seal(folder, record, path)
    empty = type(read_case)(
        forecasts=(), assumptions=(), notes=("nothing",), heard=read_case.heard, draws=64, seed=0
    )
    with pytest.raises(SealError, match="no forecast to seal: nothing"):
        make_seal(empty, view=View(), now=NOW)


def test_scores_are_what_their_definitions_give(folder, read_case):
    (folder.path / "outcomes.yaml").write_text(CAME, "utf-8")
    seal(folder, read_case)
    scores = {score.model: score for score in score_seals(folder).scores}
    assert set(scores) == {"mean", "compromise", "median", "challenge", EVEN}
    for model in read_case.forecasts[0].models:
        score = scores[model.model]
        shares = {option: share.share for option, share in model.shares}
        errors = [(share - (option == "phased")) ** 2 for option, share in shares.items()]
        assert score.brier.score == pytest.approx(np.mean(errors), abs=1e-5)
        parts = score.brier.reliability - score.brier.resolution + score.brier.uncertainty
        assert parts == pytest.approx(score.brier.score)
        assert score.log_score == pytest.approx(-math.log(shares["phased"]), abs=1e-4)
        q = np.array(model.quantiles)
        crps = np.abs(q - 40).mean() - np.abs(q[:, None] - q).mean() / 2
        assert score.crps == pytest.approx(crps, abs=1e-3)
        assert score.coverage.count == (model.low <= 40 <= model.high)
    assert scores[EVEN].log_score == pytest.approx(math.log(3))
    assert scores[EVEN].reliability == ()


def test_many_seals_make_a_table_of_reliability(folder, read_case):
    (folder.path / "outcomes.yaml").write_text(CAME, "utf-8")
    for day in range(1, 9):
        seal(folder, read_case, NOW.replace(day=day))
    score = next(s for s in score_seals(folder).scores if s.model == EVEN)
    ((low, high, mean, happened),) = [
        (r.low, r.high, r.mean, r.happened) for r in score.reliability
    ]
    assert (low, high, mean) == (0.2, 0.4, pytest.approx(1 / 3))
    assert (happened.count, happened.draws) == (8, 24)


def test_only_what_was_said_before_counts(folder, read_case):
    (folder.path / "outcomes.yaml").write_text(CAME, "utf-8")
    seal(folder, read_case, datetime(2024, 6, 30, 23, 59, tzinfo=UTC))
    seal(folder, read_case, datetime(2024, 7, 1, 0, 0, tzinfo=UTC))
    found = score_seals(folder)
    assert {score.forecasts for score in found.scores} == {1}
    assert "not before the outcome of 2024-07-01" in found.notes[0]


def test_changed_words_and_open_issues_are_not_scored(tmp_path, folder, read_case):
    path = seal(folder, read_case)
    assert "no outcome yet" in score_seals(folder).notes[0]
    (tmp_path / "outcomes.yaml").write_text(CAME, "utf-8")
    (tmp_path / "case.yaml").write_text(CASE.replace("fighting stop", "shooting stop"), "utf-8")
    found = score_seals(open_case_folder(tmp_path), [path])
    assert "wording of the issue has changed" in found.notes[0]
    assert score_seal_json(found)["scores"] == []
    assert score_seal_json(found)["seals"][0]["file"] == path.name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("outcomes: [{issue: truse, option: phased, on: 2024-07-01, cited: x}]", "mean 'truce'"),
        ("outcomes: [{issue: truce, option: fased, on: 2024-07-01, cited: x}]", "option 'fased'"),
        ("outcomes: [{issue: truce, option: phased, on: soon, cited: x}]", r"outcomes\[0\].on"),
        ("outcomes: [{issue: water, option: board, on: 2024-07-01, cited: x, at: 3}]", "no order"),
        (CAME + CAME.splitlines()[1], "two outcomes"),
    ],
)
def test_a_wrong_outcome_is_named_with_its_line(folder, text, words):
    (folder.path / "outcomes.yaml").write_text(text, "utf-8")
    with pytest.raises(CaseError, match=f"outcomes.yaml line .*{words}"):
        read_outcomes(folder)
