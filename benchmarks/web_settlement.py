"""How fast the settlement page answers other choices on the bundled case.

Usage: python benchmarks/web_settlement.py [ROUNDS]

The case is read into a folder of its own; the page is then asked as the browser asks it when a
control is moved, door, template and compression included, without a network. Every choice is a
new one, so that no answer is remembered. Cold is the first page: what the draws are made of is
collected then. Processor time says how much of the rest is waiting for a machine that does other
things as well. The median of each kind of choice has to stay under 300 ms.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.web.app import create_app
from pourparler.web.settings import Settings
from pourparler.workbench.opening import FIRST_CASE, open_case
from pourparler.workbench.reading import read_reports

if TYPE_CHECKING:
    from starlette.testclient import TestClient

MOST_MS = 300
ROUNDS = 15


def main(rounds: int) -> None:
    from starlette.testclient import TestClient

    with tempfile.TemporaryDirectory() as place:
        folder = open_case(FIRST_CASE, here=Path(place))
        read_reports(folder)
        settings = Settings(path=folder.path)
        client = TestClient(create_app(settings), base_url=f"http://127.0.0.1:{settings.port}")
        cold, size = ask(client, {"now": "1"})
        print(f"{'first page, cold':<34}{cold:8.0f} ms, {size / 1000:.0f} kB")
        slow = False
        for kind, choices in kinds(rounds):
            begun = time.process_time()
            taken = [ask(client, choice)[0] for choice in choices]
            work = 1e3 * (time.process_time() - begun) / len(taken)
            middle = statistics.median(taken)
            slow = slow or middle >= MOST_MS
            print(
                f"{kind:<34}{middle:8.0f} ms  ({min(taken):.0f} to {max(taken):.0f}), "
                f"{work:.0f} ms of processor",
                flush=True,
            )
    print(f"asked for: medians under {MOST_MS} ms")
    if slow:
        raise SystemExit(1)


def kinds(rounds: int) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield kinds of choices, each ``rounds`` times with another number."""
    numbers = [1 + n / 7 for n in range(rounds)]
    yield "another relief", [{"relief": f"{n}"} for n in numbers]
    yield "other land", [{"land": f"{100 * n}"} for n in numbers]
    yield "another bar", [{"bar": f"{0.5 + n / 20}"} for n in numbers]
    yield (
        "another range of an input",
        [{"low.attack_gain": f"{10 + n}", "high.attack_gain": f"{30 + n}"} for n in numbers],
    )
    yield (
        "other components",
        [{"parts": "european_core,us_backstop", "relief": f"{10 + n}"} for n in numbers],
    )
    yield "asked before", [{"relief": f"{numbers[-1]}"} for _ in numbers]


def ask(client: TestClient, choice: dict[str, str]) -> tuple[float, int]:
    """Return milliseconds and bytes of an answer."""
    start = time.perf_counter()
    answer = client.get("/settlement", params=choice)
    taken = 1e3 * (time.perf_counter() - start)
    assert answer.status_code == 200, answer.text[:500]
    assert 'id="answer-both"' in answer.text
    return taken, len(answer.content)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
