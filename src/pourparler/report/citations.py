"""Reports as entries of a bibliography: CSL-JSON for Zotero and pandoc, BibTeX for LaTeX."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final
from urllib.parse import quote

from pourparler.case.records import Report
from pourparler.report.plain import plain_text, safe_url

_TYPES: Final = {
    "news": "article-newspaper",
    "communique": "document",
    "transcript": "speech",
    "interview": "interview",
    "note": "document",
}
_TRANSLATIONS: Final = {
    "official": "official translation",
    "agency": "translation by the agency",
    "machine": "machine translation",
    "own": "own translation",
}
_SPECIAL: Final = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "$": r"{\$}", "&": r"{\&}", "#": r"{\#}", "%": r"{\%}", "_": r"{\_}",
    "^": r"{\textasciicircum}", "~": r"{\textasciitilde}", "<": r"{\textless}",
    ">": r"{\textgreater}", "|": r"{\textbar}", '"': r"{\textquotedbl}",
}  # fmt: skip
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_URL_SAFE: Final = "/:?#@!$&+,;=~.-_()*%"


def citation_key(report_id: str) -> str:
    """Return the key of a report by its id, which its text alone decides.

    It stays the same whatever is corrected of title, publisher or date, and is found again
    in every other output as the report's id.
    """
    return f"pp{report_id}"


def csl_items(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Return reports as items of CSL-JSON, in the order given.

    Addresses that are not http or https are left out.
    """
    return [_csl_item(report) for report in reports]


def _csl_item(report: Report) -> dict[str, Any]:
    publisher = "container-title" if report.kind == "news" else "publisher"
    item = {
        "id": citation_key(report.id),
        "type": _TYPES[report.kind],
        "title": _line(report.title),
        "author": [{"literal": _line(report.author)}] if report.author else None,
        publisher: _line(report.publisher),
        "issued": {"date-parts": [_date_parts(report.reported_on)]},
        "accessed": {"date-parts": [_date_parts(report.retrieved_at)]}
        if report.retrieved_at
        else None,
        "URL": safe_url(report.url),
        "language": _line(report.language),
        "note": _note(report),
    }
    return {key: value for key, value in item.items() if value}


def _date_parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


def _note(report: Report) -> str:
    said = [f"pourparler report {report.id}", _TRANSLATIONS.get(report.translation, "")]
    return "; ".join(filter(None, said))


def _line(text: str | None) -> str:
    return " ".join(plain_text(text or "").split())


def render_csl(reports: Iterable[Report]) -> str:
    """Return reports as a file of CSL-JSON."""
    return json.dumps(csl_items(reports), ensure_ascii=False, indent=1) + "\n"


def render_bibtex(reports: Sequence[Report]) -> str:
    """Return reports as a file of BibTeX, in UTF-8, each as ``@misc``."""
    return "\n".join(_bibtex_entry(report) for report in reports)


def _bibtex_entry(report: Report) -> str:
    day = report.reported_on
    fields = {
        "title": _escaped(report.title),
        "author": _escaped(report.author),
        "howpublished": _escaped(report.publisher),
        "year": f"{day.year:04d}",
        "month": _MONTHS[day.month - 1],
        "date": day.isoformat(),
        "url": _address(report),
        "urldate": report.retrieved_at.date().isoformat() if report.retrieved_at else "",
        "language": _escaped(report.language),
        "note": _escaped(_note(report)),
    }
    lines = [f"  {name} = {_value(name, value)}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation_key(report.id)},", *lines, "}", ""])


def _value(name: str, value: str) -> str:
    if name == "month":
        return value  # a name that BibTeX knows
    return f"{{{{{value}}}}}" if name in ("title", "author") else f"{{{value}}}"


def _escaped(text: str | None) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in _line(text))


def _address(report: Report) -> str:
    """Return the address with nothing in it that BibTeX counts or breaks at."""
    found = safe_url(report.url)
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(found, safe=_URL_SAFE)) if found else ""
