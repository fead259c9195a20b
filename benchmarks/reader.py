"""How fast reports are read, beside a bare loop over the same paragraphs, and in what memory.

Usage: python benchmarks/reader.py [REPORTS]     (400 if left out: about two minutes)

The reports are new arrangements of the paragraphs of the bundled cases, 8 to 12 each, none twice;
nothing is kept between them, so every paragraph goes through the network. The bare loop tokenises
each paragraph and runs the network on it, one paragraph a run, one session with one thread within
an operator, two Python threads, and does nothing with the answer: what tagging and reading cost
above it is ours. The three take turns, so that a machine that is busy is busy for all of them; the
ratio is what counts. Then texts of 0.25, 0.5 and 1 MB are read, each in a process of its own.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from pourparler.case.bundled import bundled_names, copy_bundled
from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.case.records import Report
from pourparler.reader.pipeline import Reader
from pourparler.reader.reading import Reading
from pourparler.reader.sentences import split_sentences
from pourparler.reader.sources.text import read_text_report
from pourparler.reader.tagged_store import TaggedStore
from pourparler.reader.tagger import FILES, cut_paragraph, open_tagger, tag
from pourparler.workbench.reading import read_reports

SEED = 20
THREADS = 2
ROUNDS = 3
SIZES = (250_000, 500_000, 1_000_000)
TAGGER = Path(sys.modules["pourparler"].__path__[0]) / "data" / "tagger"


class NothingKept(TaggedStore):
    """A store that forgets, so that every paragraph is read."""

    def find(self, key: bytes) -> None:
        """Find nothing."""


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(temporary)
        cases = [open_case_folder(copy_bundled(name, here)) for name in bundled_names()]
        reports = make_reports(cases, count)
        sample = reports[: max(20, count // 10)]
        time_turns(cases[0], sample)
        before = peak_megabytes()
        whole = time_whole(cases[0], reports)
        print(f"{count} reports into a ledger: {whole:.1f} s, {count / whole:.1f} reports/s")
        print(f"peak memory     {peak_megabytes():8.0f} MB ({before:.0f} MB before)")
    for size in SIZES:
        subprocess.run([sys.executable, __file__, "--text", str(size)], check=True)


def make_reports(cases: list[CaseFolder], count: int) -> list[Report]:
    """Return ``count`` reports, all different, from the paragraphs of the cases."""
    shuffler = random.Random(SEED)
    paragraphs = find_paragraphs(cases)
    reports = []
    for number in range(count):
        day = date(2025, 1, 1) + timedelta(days=number % 200)
        body = "\n\n".join(shuffler.sample(paragraphs, shuffler.randint(8, 12)))
        raw = f" date {day} Report {number}\n\n{body}\n".encode()
        reports.append(read_text_report(raw, name=f"{number}.txt", today=date(2026, 1, 1)))
    return reports


def find_paragraphs(cases: list[CaseFolder]) -> list[str]:
    """Return the longer paragraphs of the reports of the cases."""
    texts = [path.read_text("utf-8") for case in cases for path in case.reports_path.glob("*.*")]
    return [p for text in texts for p in text.split("\n\n")[1:] if len(p) > 80]


def time_turns(folder: CaseFolder, reports: list[Report]) -> None:
    """Print how fast the bare loop, tagging and reading are, the three taking turns."""
    reader, tagger = Reader(folder.case, store=NothingKept()), open_tagger()
    readings = [split(folder, report) for report in reports]
    sentences = sum(len(reading.sentences) for reading in readings)
    units = [unit for reading in readings for unit in words_of(reading)]

    def tag_all() -> None:
        for reading in readings:
            tag(reading, tagger)

    def read_all() -> None:
        for report in reports:
            reader.read(report)

    steps: dict[str, Callable[[], None]] = {
        "bare loop": bare_loop(units),
        "tagging": tag_all,
        "end to end": read_all,
    }
    taken = {name: 0.0 for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            start = time.perf_counter()
            step()
            taken[name] += time.perf_counter() - start
    print(f"{len(reports)} reports, {sentences} sentences, {len(units)} runs, {THREADS} threads")
    for name, seconds in taken.items():
        rate = ROUNDS * sentences / seconds
        print(
            f"{name:<12}{rate:6.0f} sentences/s {seconds / taken['bare loop']:6.2f} times the bare"
        )


def split(folder: CaseFolder, report: Report) -> Reading:
    """Return a reading of which only the sentences are filled."""
    reading = Reading(report, folder.case)
    split_sentences(reading)
    return reading


def words_of(reading: Reading) -> list[list[str]]:
    """Return the words of every unit that is tagged."""
    text = reading.report.text
    return [
        [text[a:b] for a, b in unit]
        for part in reading.paragraphs
        if not part.is_heading
        for unit in cut_paragraph(text, part.start, part.end)
    ]


def bare_loop(units: list[list[str]]) -> Callable[[], None]:
    """Return a loop that tokenises every unit and runs the network on it, and no more."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(TAGGER / FILES[0]), options)
    tokenizer = Tokenizer.from_file(str(TAGGER / FILES[1]))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)

    def run(words: list[str]) -> Any:
        encoding = tokenizer.encode(words, is_pretokenized=True)
        inputs = {"ids": np.array([encoding.ids]), "am": np.array([encoding.attention_mask])}
        return session.run(["lab"], inputs)

    def loop() -> None:
        with ThreadPoolExecutor(max_workers=THREADS) as pool:
            for _ in pool.map(run, units):
                pass

    return loop


def time_whole(folder: CaseFolder, reports: list[Report]) -> float:
    """Return the seconds from files to a written ledger."""
    inbox = folder.path.parent / "inbox"
    inbox.mkdir()
    for number, report in enumerate(reports):
        (inbox / f"{number:05}.txt").write_bytes(report.raw)
    start = time.perf_counter()
    summary = read_reports(folder, [str(inbox)])
    elapsed = time.perf_counter() - start
    assert summary.reports == len(reports), summary.skipped[:3]
    return elapsed


def time_text(size: int) -> None:
    """Print how long one text of so many bytes takes, and the memory of this process."""
    with tempfile.TemporaryDirectory() as temporary:
        cases = [open_case_folder(copy_bundled(n, Path(temporary))) for n in bundled_names()]
        paragraphs = find_paragraphs(cases)
        shuffler, body = random.Random(SEED), ""
        while len(body.encode()) < size:
            body += " ".join(shuffler.sample(paragraphs[0].split(), 9)) + ".\n\n"
            body += "\n\n".join(shuffler.sample(paragraphs, len(paragraphs))) + "\n\n"
        raw = f" date 2025-01-01 One long text\n\n{body}".encode()
        report = read_text_report(raw, name="long.txt", today=date(2026, 1, 1))
        reader = Reader(cases[0].case, store=NothingKept())
        start, busy = time.perf_counter(), time.process_time()
        found = reader.read(report)
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
    print(
        f"a text of {len(raw) / 1e6:.2f} MB: {seconds:6.1f} s, of processors {busy:6.1f} s, "
        f"{busy / len(raw) * 1e6:5.1f} s/MB, {len(found)} statements, "
        f"peak {peak_megabytes():.0f} MB"
    )


def peak_megabytes() -> float:
    """Return the largest memory this process ever held, not counting the one it came from."""
    status = Path("/proc/self/status")
    if status.is_file():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8"))
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--text"]:
        time_text(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
