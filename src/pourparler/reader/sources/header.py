"""The first lines of a report: its date, its title and what is known about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from pourparler.case.nearest import nearest
from pourparler.case.records import HANDLINGS, REPORT_KINDS, TRANSLATIONS
from pourparler.errors import ReportError

KEYS: Final = (
    "publisher", "author", "url", "retrieved_at", "language",
    "translation", "kind", "licence", "handling",
)  # fmt: skip
DATED_BY: Final = "dated_by"
"""The header line that says where a date stood which is not the reporter's own first line."""
_ALLOWED: Final = {"translation": TRANSLATIONS, "kind": REPORT_KINDS, "handling": HANDLINGS}
_FIRST_LINE = re.compile(r"[^\S\r\n]*date[^\S\r\n]+(\S+)(?:[^\S\r\n]+([^\r\n]*))?(?:\r\n|\r|\n|$)")
_KEY_LINE = re.compile(
    r"[^\S\r\n]*([A-Za-z_]{2,20})[^\S\r\n]*:[^\S\r\n]*([^\r\n]*)(?:\r\n|\r|\n|$)"
)
_FENCE = re.compile(r"---[^\S\r\n]*(?:\r\n|\r|\n|$)")
_HEADING = re.compile(r"\s*#[^\S\r\n]+([^\r\n]+)(?:\r\n|\r|\n|$)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST_TITLE: Final = 300


@dataclass(slots=True)
class Header:
    """What the first lines say, and the offset at which the body begins."""

    reported_on: date | None = None
    title: str = ""
    body_start: int = 0
    fields: dict[str, Any] = field(default_factory=dict)


def read_header(text: str, *, name: str) -> Header:
    """Read the header lines of a report, in either of two forms.

    The stated form begins with `` date YYYY-MM-DD Title`` and may go on with
    ``key: value`` lines up to a blank line. Markdown may begin with the same lines
    between two ``---`` fences (``date:`` and ``title:`` then are keys too), and with a
    ``# Title``.

    Raises
    ------
    ReportError
        A date is impossible, a key is mistyped, or a value is not one of those allowed.
    """
    if fence := _FENCE.match(text):
        header = _read_front_matter(text, fence.end(), name)
    elif first := _FIRST_LINE.match(text):
        header = Header(read_day(first[1], name), (first[2] or "").strip(), first.end())
        _read_keys(text, header, (*KEYS, DATED_BY), name)
        header.fields.pop(DATED_BY, None)
    else:
        header = Header()
    if heading := _HEADING.match(text, header.body_start):
        header.title = header.title or heading[1].strip()
    header.title = header.title[:_LONGEST_TITLE]
    return header


def _read_front_matter(text: str, start: int, name: str) -> Header:
    header = Header(body_start=start)
    _read_keys(text, header, (*KEYS, "date", "title"), name)
    end = _FENCE.match(text, header.body_start)
    if not end:
        return Header()  # a rule at the top of the page, not front matter
    header.body_start = end.end()
    header.title = header.fields.pop("title", "")
    if "date" in header.fields:
        header.reported_on = read_day(header.fields.pop("date"), name)
    return header


def _read_keys(text: str, header: Header, keys: tuple[str, ...], name: str) -> None:
    while line := _KEY_LINE.match(text, header.body_start):
        key, value = line[1].lower(), line[2].strip()
        if key not in keys:
            if guess := nearest(key, keys):
                raise ReportError(
                    f"{name}: header key '{key}' is unknown; did you mean '{guess}'?",
                    hint=f"Allowed: {', '.join(keys)}. A blank line ends the header.",
                )
            return  # an ordinary first sentence with a colon in it
        header.body_start = line.end()
        if value:
            header.fields[key] = read_value(key, value.strip("\"'"), name)


def read_value(key: str, value: str, name: str) -> Any:
    """Return the value of a header key, checked.

    Raises
    ------
    ReportError
        It is not allowed for this key; ``name`` is the place.
    """
    if key in _ALLOWED and value not in _ALLOWED[key]:
        allowed = ", ".join(_ALLOWED[key])
        raise ReportError(f"{name}: {key} '{value}' is not allowed", hint=f"Use one of: {allowed}.")
    if key == "language" and not is_language(value):
        raise ReportError(
            f"{name}: language '{value}' is not a language code", hint="For example en, fr or uk."
        )
    if key == "retrieved_at":
        return _read_instant(value, name)
    return value


def is_language(value: str) -> bool:
    """Say whether a value has the form of a language code.

    Examples
    --------
    >>> is_language("en-GB"), is_language("English")
    (True, False)
    """
    return re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", value) is not None


def _read_instant(value: str, name: str) -> datetime:
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as error:
        raise ReportError(
            f"{name}: retrieved_at '{value}' is not a time",
            hint="Write it as 2025-08-19T14:30:00+00:00.",
        ) from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def read_day(value: str, name: str) -> date:
    """Return a date written as YYYY-MM-DD, and nothing else.

    Raises
    ------
    ReportError
        It is another form, or a day that no calendar has; ``name`` is the place.
    """
    try:
        return date.fromisoformat(value) if _DATE.fullmatch(value) else _refuse(value)
    except ValueError as error:
        raise ReportError(
            f"{name}: '{value}' is not a date", hint="Write the date as YYYY-MM-DD."
        ) from error


def _refuse(value: str) -> date:
    raise ValueError(value)
