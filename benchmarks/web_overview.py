"""How fast the overview answers for a case with 50 actors, 20 issues and 100,000 statements.

Usage: python benchmarks/web_overview.py [STATEMENTS] [--keep FOLDER]

A made-up case of reports of ten statements over two years is written to a ledger; the workbench
then answers as a browser would ask it, door, templates and compression included, without a network.
Cold is the first answer of a new server; warm the median of the next. A replay asks for days not
shown before, each day once; a statement is accepted and the overview asked again, five times.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.case.records import (
    Attribution,
    Coding,
    Modality,
    Report,
    Spans,
    Statement,
    report_id,
    statement_id,
)
from pourparler.ledger import Ledger, StatementQuery
from pourparler.web.app import create_app
from pourparler.web.settings import Settings
from pourparler.workbench.review import accept

if TYPE_CHECKING:
    from httpx2 import Response
    from starlette.testclient import TestClient

SEED = 7
ACTORS = 50
ISSUES = 20
STATEMENTS = 10  # of a report
FIRST_DAY = date(2024, 1, 1)
DAYS = 730
WARM = 25
MOST_MS = 500
WORDS = [f"word{number}" for number in range(3000)]
MODALITIES: tuple[Modality, ...] = ("supports", "supports", "opposes", "conditional", "ambiguous")
ATTRIBUTIONS: tuple[Attribution, ...] = ("direct", "mixed", "indirect", "anonymous")


def main(count: int, folder: Path) -> None:
    from starlette.testclient import TestClient

    case = make_case(folder, count)
    settings = Settings(path=case.path)
    client = TestClient(create_app(settings), base_url=f"http://127.0.0.1:{settings.port}")
    print(f"{ACTORS} actors, {ISSUES} issues, {count:,} statements")
    cold, size = timed(lambda: client.get("/"))
    show("overview, cold", [cold])
    show("overview, warm", warm := [timed(lambda: client.get("/"))[0] for _ in range(WARM)])
    print(f"{'page':<34}{size / 1000:10.0f} kB")
    days = [FIRST_DAY + timedelta(days=DAYS * n // 6) for n in range(1, 6)]
    asked = [{"as_of": str(day), "known_at": str(day)} for day in days]
    show(
        "replay, a day not seen before",
        [timed(partial(client.get, "/", params=d))[0] for d in asked],
    )
    show(
        "replay, a day seen before",
        [timed(partial(client.get, "/", params=d))[0] for d in asked],
    )
    show("issue, first time", [timed(lambda: client.get("/issue/issue3"))[0]])
    show("issue, warm", [timed(lambda: client.get("/issue/issue3"))[0] for _ in range(WARM)])
    show("actor, warm", [timed(lambda: client.get("/actor/actor7"))[0] for _ in range(WARM)])
    show(
        "search for a word, warm",
        [timed(lambda: client.get("/search?q=word7"))[0] for _ in range(5)],
    )
    after_decisions(client, case)
    median = statistics.median(warm)
    print(f"{'warm median':<34}{median:10.0f} ms, asked for under {MOST_MS}")
    if median >= MOST_MS:
        raise SystemExit(1)


def after_decisions(client: TestClient, case: CaseFolder) -> None:
    """Accept statements one after another, and ask for the overview after each."""
    with Ledger.open(case.ledger_path) as ledger:
        waiting = ledger.find_statements(StatementQuery(reviewed=False, limit=5))
    taken, worked = [], []
    for statement in waiting:
        accept(case, statement.id, coder="benchmark")
        begun = time.process_time()
        taken.append(timed(lambda: client.get("/"))[0])
        worked.append(1e3 * (time.process_time() - begun))
    show("overview after accepting one", taken)
    show("  of which the processor worked", worked)


def timed(call: Callable[[], Response]) -> tuple[float, int]:
    """Return milliseconds and bytes of an answer."""
    start = time.perf_counter()
    answer = call()
    taken = 1e3 * (time.perf_counter() - start)
    assert answer.status_code == 200, answer.text[:500]
    return taken, len(answer.content)


def show(name: str, taken: list[float]) -> None:
    spread = f"  ({min(taken):.0f} to {max(taken):.0f})" if len(taken) > 1 else ""
    print(f"{name:<34}{statistics.median(taken):10.0f} ms{spread}", flush=True)


def make_case(folder: Path, count: int) -> CaseFolder:
    """Write the case and its ledger, unless they lie there."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "case.yaml"
    if not file.exists():
        file.write_text(case_text(), "utf-8")
    case = open_case_folder(folder)
    if not case.ledger_path.exists():
        with Ledger.open(case.ledger_path) as ledger:
            ledger.record_case(case.text)
            for report, statements in make_reports(case, count // STATEMENTS):
                ledger.record_reading(report, statements, reader_version="1")
    return case


def case_text() -> str:
    actors = "".join(
        f"  - {{id: actor{n}, name: Actor number {n}, kind: state}}\n" for n in range(ACTORS)
    )
    issues = "".join(
        f"  - id: issue{n}\n    question: What of matter {n}?\n    scale: ordered\n    options:\n"
        + "".join(
            f"      - {{id: o{k}, at: {25 * k}, words: The answer number {k} to matter {n}}}\n"
            for k in range(5)
        )
        for n in range(ISSUES)
    )
    return f"title: A large case\nparties: [actor0, actor1]\nactors:\n{actors}issues:\n{issues}"


def make_reports(case: CaseFolder, count: int) -> Iterator[tuple[Report, list[Statement]]]:
    """Yield reports with their statements; positions of actors wander."""
    chance = random.Random(SEED)
    wording = {issue.id: issue.wording for issue in case.case.issues}
    for number in range(count):
        day = FIRST_DAY + timedelta(days=DAYS * number // count)
        text = f"Report {number}. " + " ".join(chance.choices(WORDS, k=400))
        report = Report(
            id=report_id(text),
            text=text,
            raw=text.encode(),
            encoding="utf-8",
            reported_on=day,
            title=f"Report {number}",
            publisher=f"Paper {number % 12}",
        )
        yield (
            report,
            [make_statement(report, place, chance, wording) for place in range(STATEMENTS)],
        )


def make_statement(
    report: Report, place: int, chance: random.Random, wording: dict[str, str]
) -> Statement:
    start = 200 * place
    spans = Spans(source=((start, start + 10),), content=((start + 20, start + 150),))
    actor = chance.randrange(ACTORS)
    actors = (f"actor{actor}",)
    issue = chance.randrange(ISSUES)
    said = report.reported_on - timedelta(days=chance.randrange(4))
    option = min(4, max(0, round(chance.gauss((actor * 7 + issue * 3) % 5, 0.6))))
    return Statement(
        id=statement_id(report.id, spans, actors),
        report=report.id,
        spans=spans,
        source=report.text[start : start + 10],
        cue="said",
        content=report.text[start + 20 : start + 150],
        context=report.text[start : start + 180],
        actors=actors,
        speaker=None,
        attribution=chance.choice(ATTRIBUTIONS),
        force="demand",
        said_on=said.isoformat(),
        said_first=said,
        said_last=said,
        said_rule="report_date",
        confidence=0.9,
        reported_on=report.reported_on,
        codings=(
            Coding(
                issue=f"issue{issue}",
                from_option=f"o{option}",
                to_option=f"o{option}",
                modality=chance.choice(MODALITIES),
                probability=0.8,
                coder="machine",
                wording=wording[f"issue{issue}"],
            ),
        ),
    )


if __name__ == "__main__":
    warnings.simplefilter("error")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("statements", nargs="?", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="folder to keep the case in")
    given = parser.parse_args()
    if given.keep:
        main(given.statements, given.keep)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(given.statements, Path(temporary))
