"""How fast reports are read, beside a bare loop over the same paragraphs, and in what memory.

Usage: python benchmarks/reader.py [REPORTS]     (1,000 if left out: about three minutes)

The reports are new arrangements of the paragraphs of the bundled cases, 8 to 12 each, none twice.
The bare loop tokenises each paragraph and runs the network on it, with onnxruntime's own
settings, and does nothing with the answer: what reading costs above it is ours.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

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
from pourparler.reader.tagger import FILES, WORD
from pourparler.workbench.reading import read_reports

SEED = 20
TAGGER = Path(sys.modules["pourparler"].__path__[0]) / "data" / "tagger"


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(temporary)
        cases = [open_case_folder(copy_bundled(name, here)) for name in bundled_names()]
        reports = make_reports(cases, count)
        sample = reports[: max(20, count // 10)]
        sentences, paragraphs = split(cases[0], sample)
        seconds = {
            "reader": time_steps(cases[0], sample),
            "bare loop": time_bare(paragraphs),
        }
        print(f"{len(sample)} reports, {sentences} sentences, {len(paragraphs)} paragraphs")
        for name, taken in seconds.items():
            rates = f"{len(sample) / taken:8.1f} reports/s {sentences / taken:8.0f} sentences/s"
            print(f"{name:<14}{rates}")
        print(f"reader / bare {seconds['reader'] / seconds['bare loop']:8.2f} times the time")
        before = peak_megabytes()
        whole = time_whole(cases[0], reports)
        print(f"{count} reports into a ledger: {whole:.1f} s, {count / whole:.1f} reports/s")
        print(f"peak memory     {peak_megabytes():8.0f} MB ({before:.0f} MB before)")


def make_reports(cases: list[CaseFolder], count: int) -> list[Report]:
    """Return ``count`` reports, all different, from the paragraphs of the cases."""
    shuffler = random.Random(SEED)
    texts = [path.read_text("utf-8") for case in cases for path in case.reports_path.glob("*.*")]
    paragraphs = [p for text in texts for p in text.split("\n\n")[1:] if len(p) > 80]
    reports = []
    for number in range(count):
        day = date(2025, 1, 1) + timedelta(days=number % 200)
        body = "\n\n".join(shuffler.sample(paragraphs, shuffler.randint(8, 12)))
        raw = f" date {day} Report {number}\n\n{body}\n".encode()
        reports.append(read_text_report(raw, name=f"{number}.txt", today=date(2026, 1, 1)))
    return reports


def split(folder: CaseFolder, reports: list[Report]) -> tuple[int, list[list[str]]]:
    """Return the number of sentences, and the words of every paragraph that is tagged."""
    sentences, paragraphs = 0, []
    for report in reports:
        reading = Reading(report, folder.case)
        split_sentences(reading)
        sentences += len(reading.sentences)
        for part in reading.paragraphs:
            if not part.is_heading:
                paragraphs.append(WORD.findall(report.text[part.start : part.end]))
    return sentences, paragraphs


def time_steps(folder: CaseFolder, reports: list[Report]) -> float:
    """Return the seconds that all steps of the reader take."""
    reader = Reader(folder.case)
    reader.read(reports[0])
    start = time.perf_counter()
    for report in reports:
        reader.read(report)
    return time.perf_counter() - start


def time_bare(paragraphs: list[list[str]]) -> float:
    """Return the seconds of a plain loop over the paragraphs with onnxruntime's settings."""
    session = onnxruntime.InferenceSession(str(TAGGER / FILES[0]))
    tokenizer = Tokenizer.from_file(str(TAGGER / FILES[1]))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    start = time.perf_counter()
    for words in paragraphs:
        encoding = tokenizer.encode(words, is_pretokenized=True)
        session.run(
            ["lab"], {"ids": np.array([encoding.ids]), "am": np.array([encoding.attention_mask])}
        )
    return time.perf_counter() - start


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


def peak_megabytes() -> float:
    """Return the largest memory this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
