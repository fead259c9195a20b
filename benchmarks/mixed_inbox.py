"""A folder of mixed files, some broken, read by a process that is killed halfway.

Usage: python benchmarks/mixed_inbox.py [FILES]     (1,000 if left out: a few minutes)

Makes files of eleven formats, ten of them broken in ten ways, and reads the folder into an
empty case with the command line. When half of the reports are recorded the process is killed
(SIGKILL) and the same command is given again, and then once more. Printed is what each run
did: how many reports it added, met again and named as broken, and how long it took.
"""

from __future__ import annotations

import io
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import openpyxl

SEED = 6
BROKEN = 10
FIRST_DAY = date(2024, 1, 1)
CASE = """\
title: River talks
actors:
  - {id: north, name: Northland, kind: state, aliases: [Norburg]}
  - {id: south, name: Southland, kind: state, aliases: [Sudburg]}
parties: [north, south]
issues:
  - id: truce
    question: When does the fighting stop?
    scale: ordered
    options:
      - {id: first, at: 0, words: A full truce before talks begin}
      - {id: after, at: 100, words: A truce only with a signed treaty}
"""
VERBS = ("said", "told reporters", "repeated", "insisted", "warned", "argued")
NOUNS = (
    "valley bridge harbour border convoy market railway dam airport canal school mine forest "
    "ferry village depot hospital station quarry island"
).split()


def make_text(day: date, number: int) -> str:
    """Return the three paragraphs of a report; no two are near-copies."""
    draw = random.Random(f"{SEED}-{number}")
    lines = []
    for _ in range(3):
        speaker, other = draw.sample(("Northland", "Southland"), 2)
        places = " and the ".join(draw.sample(NOUNS, 4))
        lines.append(
            f"{speaker} {draw.choice(VERBS)} that {other} must leave the {places} before a full "
            f"truce begins, {draw.randrange(2, 99)} days after {day - timedelta(number % 9)}."
        )
    return "\n\n".join(lines)


def make_pdf(text: str) -> bytes:
    """Return a PDF of one page, with cross-references as they should be."""
    lines = [line for part in text.split("\n\n") for line in (*_folded(part), "")]
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 40 760 Td {shown} ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R "
        "/Resources << /Font << /F1 3 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    )
    out, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    return (
        out
        + (
            f"xref\n0 6\n0000000000 65535 f \n{table}"
            f"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
        ).encode()
    )


def _folded(line: str) -> Iterator[str]:
    words, row = line.split(), ""
    for word in words:
        if len(row) + len(word) > 90:
            yield row
            row = ""
        row += f"{word} "
    yield row


def make_docx(text: str) -> bytes:
    """Return a Word file of the paragraphs."""
    document = docx.Document()
    for part in text.split("\n\n"):
        document.add_paragraph(part)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_xlsx(day: date, text: str) -> bytes:
    """Return a workbook of one row."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["date", "title", "text"])
    sheet.append([day, "Talks", text])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def make_eml(day: date, text: str) -> bytes:
    """Return a message with an attachment."""
    message = EmailMessage()
    message["Subject"], message["From"] = "Talks", "Desk <desk@example.org>"
    message["Date"] = day.strftime("%a, %d %b %Y 10:00:00 +0000")
    message.set_content(text)
    message.add_attachment(b"\x00\x01", maintype="application", subtype="x", filename="map.bin")
    return bytes(message)


def make_html(day: date, text: str) -> bytes:
    """Return a page that states its date, with a menu and a script around the article."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return (
        f'<html><head><title>Talks of {day}</title><meta property="article:published_time" '
        f'content="{day}T10:00:00Z"></head><body><nav>Home</nav><script>x()</script><article>'
        f"<h1>Talks</h1>{paragraphs}</article></body></html>"
    ).encode()


MAKERS: dict[str, Callable[[date, str], bytes]] = {
    ".txt": lambda day, text: f" date {day} Talks\n\n{text}\n".encode(),
    ".md": lambda day, text: f"---\ndate: {day}\n---\n# Talks\n\n{text}\n".encode(),
    ".html": make_html,
    ".pdf": lambda day, text: make_pdf(text),
    ".docx": lambda day, text: make_docx(text),
    ".eml": make_eml,
    ".csv": lambda day, text: f'date,title,text\n{day},Talks,"{text}"\n'.encode(),
    ".jsonl": lambda day, text: json.dumps({"date": str(day), "text": text}).encode(),
    ".xlsx": make_xlsx,
    ".xml": lambda day, text: (
        f"<rss><channel><title>Wire</title><item><title>Talks</title><pubDate>"
        f"{day:%a, %d %b %Y} 10:00:00 GMT</pubDate><description>{text}</description></item>"
        "</channel></rss>"
    ).encode(),
    ".atom": lambda day, text: (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>Talks</title>'
        f"<published>{day}T10:00:00Z</published><content>{text}</content></entry></feed>"
    ).encode(),
}
BROKEN_FILES: dict[str, bytes] = {
    "undated.txt": b"Northland said no.",
    "binary.txt": b"\x7fELF\x00\x01\x02\x03" * 50,
    "impossible.md": b" date 2024-02-30 Talks\n\nNorthland said no.",
    "empty.html": b"<html></html>",
    "2024-01-05-cut.pdf": make_pdf("x")[:60],
    "2024-01-05-cut.docx": make_docx("x")[:900],
    "undated.eml": b"Subject: Talks\n\nNorthland said no.\n",
    "nameless.csv": b"date,title\n2024-01-05,Talks\n",
    "broken.jsonl": b'{"date": "2024-01-05", "text": ',
    "entities.xml": b'<!DOCTYPE r [<!ENTITY a "b">]><rss><channel/></rss>',
}


def make_inbox(folder: Path, count: int) -> None:
    """Write ``count`` files into a folder, the last ten of them broken."""
    folder.mkdir(parents=True)
    kinds = list(MAKERS)
    for number in range(count - BROKEN):
        suffix = kinds[number % len(kinds)]
        day = FIRST_DAY + timedelta(number % 300)
        dated = f"{day}-" if suffix in (".pdf", ".docx") else ""
        content = MAKERS[suffix](day, make_text(day, number))
        (folder / f"{dated}{number:05}{suffix}").write_bytes(content)
    for name, content in BROKEN_FILES.items():
        (folder / name).write_bytes(content)


@dataclass(frozen=True)
class Run:
    """What a run of ``read`` did, and in what time."""

    seconds: float
    summary: dict[str, Any]


def start_reading(case: Path, inbox: Path) -> subprocess.Popen[bytes]:
    """Start ``pourparler read`` on a folder."""
    words = [sys.executable, "-m", "pourparler", "read", str(case), str(inbox), "--json"]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def read_whole(case: Path, inbox: Path) -> Run:
    """Read a folder to its end."""
    began = time.perf_counter()
    out, _ = start_reading(case, inbox).communicate()
    return Run(time.perf_counter() - began, json.loads(out))


def kill_when(case: Path, inbox: Path, recorded: int) -> int:
    """Start reading, kill it when so many reports are recorded, and return how many were."""
    process = start_reading(case, inbox)
    while process.poll() is None and count_rows(case, "report") < recorded:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    return count_rows(case, "report")


def count_rows(case: Path, table: str, where: str = "TRUE") -> int:
    """Count rows of the ledger; none while there is no ledger."""
    path = case / "ledger.db"
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
            found = file.execute(f"SELECT count(*) FROM {table} WHERE {where}")
            return int(found.fetchone()[0])
    except sqlite3.OperationalError:  # it is being made
        return 0


def main(count: int) -> None:
    """Make, read, kill, read on, read again; print what happened."""
    with tempfile.TemporaryDirectory() as temporary:
        case, inbox = Path(temporary, "case"), Path(temporary, "inbox")
        case.mkdir()
        (case / "case.yaml").write_text(CASE, "utf-8")
        make_inbox(inbox, count)
        print(f"{count:,} files of {len(MAKERS)} formats, {BROKEN} broken")
        began = time.perf_counter()
        before = kill_when(case, inbox, (count - BROKEN) // 2)
        print(f"killed after {time.perf_counter() - began:.1f} s with {before} reports recorded")
        for name in ("started again", "once more"):
            run = read_whole(case, inbox)
            done = run.summary
            print(
                f"{name}: {done['new_reports']} new, {done['unchanged_reports']} unchanged, "
                f"{len(done['skipped'])} named as broken, in {run.seconds:.1f} s"
            )
        reports = count_rows(case, "report")
        readings = count_rows(case, "command", "name = 'record_reading'")
        copies = len(list((case / "reports").glob("[!.]*")))
        print(f"in the ledger: {reports} reports, {readings} readings of them; {copies} copies")
        print("named:")
        for skipped in done["skipped"]:
            print(
                f"  {Path(skipped['name']).name}: {skipped['reason'].split(str(inbox) + '/')[-1]}"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
