"""PolNeAR's standoff form: a folder of texts, and of annotations that point into them.

Offsets count code points. A line ``T3<tab>Content 115 290;301 310<tab>words`` marks a part,
which may be in pieces; ``E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1`` joins parts into
a relation. The words of a part may hold line ends, so lines of any other form are skipped.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from pourparler.case.records import Span, Spans
from pourparler.errors import GoldError
from pourparler.reader.scoring.marked import MarkedStatement, MarkedText

TEXTS: Final = "text"
ANNOTATIONS: Final = "attributions"

_PART = re.compile(r"T(\d+)\t([\w-]+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_RELATION = re.compile(r"E\d+\tAttribution[\w-]*:T\d+ ")
_ROLE = re.compile(r"(Source|Cue|Content)\d*:T(\d+)")
_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")


def is_polnear(folder: Path) -> bool:
    """Say whether a folder holds texts and annotations in PolNeAR's form."""
    return (folder / TEXTS).is_dir() and (folder / ANNOTATIONS).is_dir()


def read_polnear(folder: Path) -> list[MarkedText]:
    """Read a part of the corpus, such as ``polnear/data/dev``, in the order of the names.

    Where several annotators worked on a text, the first by name counts. Relations without
    a content are left out, for nothing is said in them.

    Parameters
    ----------
    folder : Path
        Holds ``text/NAME.txt`` and ``attributions/NAME_ANNOTATOR.ann``.

    Raises
    ------
    GoldError
        A text has no annotation, or an annotation points outside its text.
    """
    annotations: dict[str, Path] = {}
    for path in sorted((folder / ANNOTATIONS).glob("*.ann")):
        annotations.setdefault(_ANNOTATOR.sub("", path.stem), path)
    reports = []
    for path in sorted((folder / TEXTS).glob("*.txt")):
        if path.stem not in annotations:
            raise GoldError(f"{path} has no annotation {path.stem}_*.ann in {ANNOTATIONS}")
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        relations = read_relations(annotations[path.stem], len(text))
        statements = tuple(MarkedStatement(spans=spans) for spans in relations)
        reports.append(MarkedText(name=path.stem, text=text, statements=statements))
    return reports


def read_relations(path: Path, length: int) -> list[Spans]:
    """Return the relations of one annotation file for a text of ``length`` code points."""
    parts: dict[str, tuple[Span, ...]] = {}
    relations: list[Spans] = []
    with path.open(encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")
    for line in lines:
        if part := _PART.match(line):
            parts[part[1]] = _spans(part[3])
            if parts[part[1]][-1][1] > length:
                raise GoldError(f"{path}: {line.split(chr(9))[1]!r} is outside the text")
    for line in lines:
        if _RELATION.match(line):
            relation = _join(line, parts)
            if relation.cue and relation.content:
                relations.append(relation)
    return relations


def _spans(offsets: str) -> tuple[Span, ...]:
    pairs = (piece.split() for piece in offsets.split(";"))
    return tuple((int(start), int(end)) for start, end in pairs)


def _join(line: str, parts: dict[str, tuple[Span, ...]]) -> Spans:
    roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
    for role, number in _ROLE.findall(line):
        roles[role].extend(parts.get(number, ()))
    source, cue, content = (tuple(sorted(roles[role])) for role in roles)
    return Spans(source=source, cue=cue, content=content)
