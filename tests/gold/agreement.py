"""How far coders agree who shared only the guidelines and the case files.

`second.jsonl` holds what two further coders, each alone, put into the fields of the statements of
31 reports: all of the part `test` and some of others. They saw the reports and the spans, and
neither the first marks nor what the reader makes of them.

Run `python tests/gold/agreement.py` to print it, in percent.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent
FIELDS = (
    "actors",
    "speaker",
    "attribution",
    "force",
    "said_on",
    "issue",
    "modality",
    "about",
    "hedged",
    "negated",
    "conditional",
)
FIRST, CODERS = "first", ("B", "C")
Key = tuple[str, str, int]


def read_codings() -> dict[Key, dict[str, dict[str, Any]]]:
    """Return the fields of each statement, by coder; the first coder's are those of the gold."""
    codings: dict[Key, dict[str, dict[str, Any]]] = defaultdict(dict)
    for line in (GOLD / "second.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        codings[one["negotiation"], one["report"], one["n"]][one["coder"]] = one
    for name in {negotiation for negotiation, _, _ in codings}:
        counts: dict[str, int] = defaultdict(int)
        for line in (GOLD / name / "gold.jsonl").read_text("utf-8").splitlines():
            one = json.loads(line)
            counts[one["report"]] += 1
            key = (name, one["report"], counts[one["report"]])
            if key in codings:
                codings[key][FIRST] = one | {"actors": sorted(one["actors"])}
    return dict(codings)


def agreement(codings: list[dict[str, dict[str, Any]]]) -> dict[str, dict[tuple[str, str], float]]:
    """Return, by field and pair of coders, the share of statements with the same value."""
    pairs = list(combinations((FIRST, *CODERS), 2))
    return {
        field: {
            (a, b): sum(one[a][field] == one[b][field] for one in codings) / len(codings)
            for a, b in pairs
        }
        for field in FIELDS
    }


def main() -> None:
    """Print the agreement on the part `test` and on all 340 statements."""
    codings = read_codings()
    test = [one for one in codings.values() if one[FIRST]["part"] == "test"]
    for title, some in (("test", test), ("all", list(codings.values()))):
        print(f"{title}: {len(some)} statements")
        for field, pairs in agreement(some).items():
            shares = "  ".join(f"{a}-{b} {share:6.1%}" for (a, b), share in pairs.items())
            print(f"  {field:<12} {shares}")


if __name__ == "__main__":
    main()
