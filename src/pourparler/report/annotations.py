"""Statements as W3C Web Annotations: JSON-LD that Recogito and other annotators read.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pourparler.case.case import Case
from pourparler.case.records import Coding, Report, Span, Statement
from pourparler.report.plain import safe_url

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32
"""So many code points before and after a quote tell it from others like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """What is annotated: statements with their reports, and by which program."""

    case: Case
    reports: Sequence[Report]
    statements: Sequence[Statement]
    digest: str
    version: str


def render_annotations(annotated: Annotated) -> str:
    """Return statements as an annotation collection with one page.

    Every piece of a statement's content is a target: by position, in code points of the
    report's stored text, and by its words with what stands around them. Only these words
    of a report are in it.
    """
    reports = {report.id: report for report in annotated.reports}
    name = f"urn:pourparler:case:{annotated.digest}"
    items = [
        _annotation(statement, reports[statement.report], annotated)
        for statement in annotated.statements
    ]
    page = {"id": f"{name}:page:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": annotated.case.title,
        "total": len(items),
        "first": page,
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _annotation(statement: Statement, report: Report, annotated: Annotated) -> dict[str, Any]:
    pieces = statement.spans.content or (statement.spans.extent(),)
    return {
        "id": f"urn:pourparler:statement:{statement.id}",
        "type": "Annotation",
        "motivation": ["identifying", "classifying"],
        "generator": {"type": "Software", "name": f"pourparler {annotated.version}"},
        "body": _bodies(statement, annotated.case),
        "target": [_target(report, piece) for piece in pieces],
    }


def _bodies(statement: Statement, case: Case) -> list[dict[str, Any]]:
    names = {actor.id: actor.name for actor in case.actors}
    speakers = [names.get(actor, actor) for actor in statement.actors]
    speakers = speakers or [" ".join(statement.source.split())]
    bodies = [_body("identifying", name) for name in filter(None, speakers)]
    bodies += [_body("tagging", word) for word in (statement.attribution, statement.force)]
    bodies.append(_body("tagging", f"said on {statement.said_on}"))
    options = {
        (issue.id, option.id): option.words for issue in case.issues for option in issue.options
    }
    for coding in statement.codings:
        body = _body("classifying", _reading(coding, options))
        kind = "Software" if coding.coder.partition(":")[0] == "machine" else "Person"
        bodies.append(body | {"creator": {"type": kind, "name": coding.coder}})
    return bodies


def _reading(coding: Coding, options: Mapping[tuple[str, str], str]) -> str:
    ends = [end for end in dict.fromkeys((coding.from_option, coding.to_option)) if end]
    words = " to ".join(options.get((coding.issue, end), end) for end in ends)
    return f"{coding.issue}: {coding.modality}" + (f" {words}" if words else "")


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _target(report: Report, piece: Span) -> dict[str, Any]:
    start, end = piece
    source: dict[str, Any] = {
        "id": f"urn:pourparler:report:{report.id}",
        "type": "Text",
        "format": "text/plain",
        "language": report.language,
        "dcterms:title": report.title,
        "dcterms:date": report.reported_on.isoformat(),
    }
    if url := safe_url(report.url):
        source["dcterms:source"] = {"id": url}
    quote = {
        "type": "TextQuoteSelector",
        "exact": report.text[start:end],
        "prefix": report.text[max(0, start - AROUND) : start],
        "suffix": report.text[end : end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"type": "SpecificResource", "source": source, "selector": [quote, position]}
