"""Feed the reader damaged reports: no crash, spans that say what they are, the same twice.

Usage: python benchmarks/reader_fuzz.py [INPUTS] [--seed N] [--first NUMBER]

10,000 inputs if left out, some fifteen minutes on two cores. Each is made from paragraphs of the
bundled cases and of the tune part of the gold, mutated by a generator seeded with the seed and the
number of the input, so that ``1 --first NUMBER`` repeats a single one. What is refused with an
error of its own counts as refused; anything else that is raised, a span that is not the text
between its offsets, a date after the report or a second reading that differs is a failure. Every
tenth input goes through the network twice, the others through all that comes after it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from pourparler.case.bundled import bundled_names, copy_bundled
from pourparler.case.folder import open_case_folder
from pourparler.case.records import Report, Statement
from pourparler.errors import PourparlerError
from pourparler.reader.labelling import Labelling
from pourparler.reader.pipeline import Reader
from pourparler.reader.sources.text import read_text_report
from pourparler.reader.tagged_store import TaggedStore
from pourparler.reader.when.edtf import parse_edtf

GOLD = Path(__file__).parents[1] / "tests" / "gold"
TODAY = date(2100, 1, 1)
LONG = 40_000  # letters of the longest single mutation

HOSTILE = [
    "\u200b", "\u200d", "\u202e", "\u202c", "\ufeff", "\u0301" * 30, "\u00ad", "\u2028", "\u2029",
    "\x00", "\x07", "\x0b", "\x0c", "\x1b[31m", "\x85", "\x7f", "\r", "\r\n", "\t", "\u00a0", "😀",
    "👨‍👩‍👧", "𝕿𝖗𝖚𝖈𝖊", "ﷺ", "İ", "ß", "ǆ", "ﬃ", "᚛", "한국어", "מלחמה", "العربية", "ไทย", "中文。",
    "\ud7ff", "\ue000", "\uffff", "\U0010ffff", "½", "٣", "१२", "Ⅻ",
]  # fmt: skip
PHRASES = [
    "“", "”", "\"", "'", "’", "(", ")", "[", "—", " – ", "…", ";", ":", ",", ", ,", ".", "!?",
    "U.S.", "on Monday", "on Monday, Tuesday and Wednesday", "on February 30", "in 0000",
    "the 99th of May", "2024-13-45", "31.12.9999", "99 days ago", "9999999 years ago",
    "an hour later", "the next day", "since the meeting", "After Monday's meeting",
    "until the end of last month", "a week after", "said", "said that",
    "he said she said they said", "told", "has not ruled out", "who said", "according to",
    "would never", "if", "unless", "which", "whose", "It", "They", "both sides",
    "his spokesman", "the Kremlin’s", "I", "{x1 } = 1 | a", "<script>alert(1)</script>", "%s%n",
    "../",
]  # fmt: skip

Mutation = Callable[[random.Random, str], str]


class ForgetfulStore(TaggedStore):
    """A store that can be told to forget, so that a second reading is a second reading."""

    forgets = False

    def find(self, key: bytes) -> Labelling | None:
        """Find what was kept, or nothing."""
        return None if self.forgets else super().find(key)


def at(chance: random.Random, text: str) -> int:
    return chance.randint(0, len(text))


def stretch(chance: random.Random, text: str) -> tuple[int, int]:
    first = at(chance, text)
    return first, min(len(text), first + chance.choice([1, 3, 12, 60, 300]))


def insert(chance: random.Random, text: str, what: str) -> str:
    place = at(chance, text)
    return text[:place] + what + text[place:]


def cut(chance: random.Random, text: str) -> str:
    first, last = stretch(chance, text)
    return text[:first] + text[last:]


def double(chance: random.Random, text: str) -> str:
    first, last = stretch(chance, text)
    return text[:last] + text[first:last] * chance.choice([1, 2, 20]) + text[last:]


def swap(chance: random.Random, text: str) -> str:
    words = text.split(" ")
    for _ in range(chance.randint(1, 6)):
        a, b = chance.randrange(len(words)), chance.randrange(len(words))
        words[a], words[b] = words[b], words[a]
    return " ".join(words)


def hostile(chance: random.Random, text: str) -> str:
    return insert(chance, text, chance.choice(HOSTILE) * chance.choice([1, 1, 5]))


def phrase(chance: random.Random, text: str) -> str:
    return insert(chance, text, f"{chance.choice(['', ' '])}{chance.choice(PHRASES)} ")


def any_character(chance: random.Random, text: str) -> str:
    point = chance.choice([chance.randint(0, 0xD7FF), chance.randint(0xE000, 0x10FFFF)])
    return insert(chance, text, chr(point))


def shout(chance: random.Random, text: str) -> str:
    first, last = stretch(chance, text)
    turned = chance.choice([str.upper, str.lower, str.title, str.swapcase])(text[first:last])
    return text[:first] + turned + text[last:]


def one_line(chance: random.Random, text: str) -> str:
    return text.replace("\n", chance.choice([" ", "", "\t"]))


def no_blanks(chance: random.Random, text: str) -> str:
    first, last = stretch(chance, text)
    return text[:first] + text[first:last].replace(" ", "") + text[last:]


def huge(chance: random.Random, text: str) -> str:
    unit = chance.choice([*HOSTILE, *PHRASES, "a", "a ", "said ", "“", ", ", "on Monday ", "1"])
    return insert(chance, text, unit * (chance.randint(1000, LONG) // len(unit)))


COMMON: list[Mutation] = [
    cut, double, swap, hostile, hostile, phrase, phrase, any_character, shout, no_blanks,
]  # fmt: skip
RARE: list[Mutation] = [one_line, huge]


def damage_bytes(chance: random.Random, raw: bytes) -> bytes:
    """Return the bytes with some changed, cut or put in."""
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(changed))
        if chance.random() < 0.5:
            changed[place] = chance.randrange(256)
        else:
            changed[place:place] = chance.randbytes(chance.randint(1, 4))
    return bytes(changed)


def make_input(seed: int, number: int, paragraphs: list[str]) -> bytes:
    """Return the bytes of a damaged report, the same for the same seed and number."""
    chance = random.Random(f"{seed} {number}")
    body = "\n\n".join(chance.sample(paragraphs, chance.choice([1, 1, 1, 2, 2, 4])))
    for _ in range(chance.choice([0, 1, 2, 3, 5, 8, 20])):
        body = chance.choice(COMMON)(chance, body)
    if chance.random() < 0.02:
        body = chance.choice(RARE)(chance, body)
    day = date.fromordinal(chance.randint(1, date(2099, 12, 31).toordinal()))
    head = f" date {day} Report {number}\n" + chance.choice(["", "kind: communique\n", "x: y\n"])
    raw = f"{head}\n{body}\n".encode(chance.choice(["utf-8", "utf-8", "utf-16"]), "replace")
    return damage_bytes(chance, raw) if chance.random() < 0.1 else raw


def find_faults(report: Report, statements: tuple[Statement, ...]) -> Iterator[str]:
    """Yield what is wrong with the statements of a report."""
    text = report.text
    for s in statements:
        for role in ("source", "cue", "content"):
            pieces = getattr(s.spans, role)
            if any(not report.body_start <= a < b <= len(text) for a, b in pieces):
                yield f"{role} {pieces} is outside the body"
            if getattr(s, role) != " … ".join(text[a:b] for a, b in pieces):
                yield f"{role} is not the text at {pieces}"
        if not s.spans.cue and not s.spans.content:
            yield "neither cue nor content"
        if s.said_last > report.reported_on or (s.said_first or date.min) > s.said_last:
            yield f"said from {s.said_first} to {s.said_last}, reported on {report.reported_on}"
        if not 0 < s.confidence < 1:
            yield f"confidence {s.confidence}"
        parse_edtf(s.said_on)
    if len({s.id for s in statements}) < len(statements):
        yield "two statements have one id"


def try_input(reader: Reader, raw: bytes) -> tuple[str, list[str]]:
    """Return what became of an input (read or refused), and what was wrong with it."""
    try:
        report = read_text_report(raw, name="fuzz.txt", today=TODAY)
    except PourparlerError:
        return "refused", []
    statements = reader.read(report)
    faults = list(find_faults(report, statements))
    if reader.read(report) != statements:
        faults.append("read differently the second time")
    return "read" if statements else "read, no statement", faults


def find_paragraphs(here: Path) -> list[str]:
    """Return the paragraphs of the bundled reports and of the tune part of the gold."""
    places = [
        path for name in bundled_names() for path in (copy_bundled(name, here)).glob("reports/*")
    ]
    for gold in GOLD.glob("*/gold.jsonl"):
        lines = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
        names = sorted({line["report"] for line in lines if line["part"] == "tune"})
        places += [gold.parent / "reports" / name for name in names]
    texts = [path.read_text("utf-8") for path in sorted(places, key=lambda path: path.name)]
    return [p for text in texts for p in text.split("\n\n")[1:] if p.strip()]


def main(count: int, seed: int, first: int) -> int:
    outcomes: Counter[str] = Counter()
    slowest, failed, found = (0.0, 0, 0), 0, 0
    with tempfile.TemporaryDirectory() as temporary:
        paragraphs = find_paragraphs(Path(temporary))
        cases = [open_case_folder(Path(temporary) / name).case for name in bundled_names()]
    store = ForgetfulStore()
    readers = [Reader(case, store=store) for case in cases]
    start = time.perf_counter()
    for number in range(first, first + count):
        store.forgets = number % 10 == 0
        raw, before = make_input(seed, number, paragraphs), time.perf_counter()
        try:
            outcome, faults = try_input(readers[number % len(readers)], raw)
        except Exception as error:  # whatever it is: a crash is what is looked for
            outcome, faults = "crashed", [f"{type(error).__name__}: {error}"]
        outcomes[outcome] += 1
        slowest = max(slowest, (time.perf_counter() - before, number, len(raw)))
        failed += bool(faults)
        for fault in faults[:3]:
            print(f"input {number} (seed {seed}): {fault[:200]}")
        found += len(raw)
        if number and number % 1000 == 0:
            print(
                f"{number} inputs, {time.perf_counter() - start:.0f} s, {failed} failed", flush=True
            )
    print(f"{sum(outcomes.values())} inputs, seed {seed}, {found / 1e6:.1f} MB, each read twice")
    for outcome, times in outcomes.most_common():
        print(f"  {outcome:<20}{times:6}")
    print(f"  {'failed':<20}{failed:6}")
    print(f"  slowest: input {slowest[1]}, {slowest[2]:,} bytes, {slowest[0]:.1f} s")
    return int(failed > 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    sys.exit(main(given.inputs, given.seed, given.first))
