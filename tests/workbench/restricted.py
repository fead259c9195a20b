"""A case with a public and a confidential report, every field of the latter a secret."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import date
from pathlib import Path

from pyarrow import parquet

from ledger.samples import make_coding, make_report, make_statement
from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.ledger import Ledger

CASE = """\
title: Talks on the Long River
actors:
  - {id: norland, name: Norland, kind: state}
  - {id: sudland, name: Sudland, kind: state}
  - {id: westland, name: Westland, kind: state}
parties: [norland, sudland]
issues:
  - id: truce
    question: When does the fighting stop?
    scale: ordered
    options: [{id: now, at: 0, words: At once}, {id: later, at: 100, words: After a treaty}]
"""
SECRET = "QUARTZLANTERN"
"""Stands in every text of the confidential report."""


def make_restricted(path: Path) -> CaseFolder:
    """Make the case in a new folder."""
    path.mkdir(parents=True)
    (path / "case.yaml").write_text(CASE, "utf-8")
    opened = make_report("Norland wants a truce now. Sudland says later. Über alles gesprochen.")
    closed = make_report(
        f"{SECRET}: Westland will move to a truce after all.",
        handling="confidential",
        reported_on=date(2025, 5, 2),
        title=f"Note {SECRET}",
        publisher=f"{SECRET} desk",
        author=f"{SECRET} author",
        url=f"https://example.org/{SECRET}",
        path=f"reports/{SECRET}.txt",
        licence=SECRET,
    )
    hidden = make_statement(
        closed,
        actors=("westland",),
        content=f"a truce {SECRET}",
        context=f"Note {SECRET}",
        speaker=f"{SECRET} speaker",
        source=f"Westland {SECRET}",
    )
    later = make_coding(from_option="later", to_option="later")
    shown = [
        make_statement(opened, 0, content="a truce now", cue="wants"),
        make_statement(opened, 27, actors=("sudland",), content="later", codings=(later,)),
    ]
    with Ledger.open(path / "ledger.db") as ledger:
        ledger.record_case(CASE)
        ledger.record_reading(opened, shown, reader_version="1")
        ledger.record_reading(closed, [hidden], reader_version="1")
        ledger.record_utterances([[shown[0].id, hidden.id]])
    return open_case_folder(path)


def unpacked(content: bytes) -> bytes:
    """Return the bytes of a file, those of an archive with the names of its members."""
    if content.startswith(b"PAR1"):
        return content + repr(parquet.read_table(io.BytesIO(content)).to_pylist()).encode()
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())


def in_base64(word: str) -> list[str]:
    """Return what of a word shows in base64, wherever in a text it stands."""
    shown = (base64.b64encode(b"\0" * n + word.encode()).decode() for n in range(3))
    return [text[4:-4] for text in shown]
