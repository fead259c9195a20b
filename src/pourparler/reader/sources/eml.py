"""Mail: the text part, dated by the Date line; attachments are named, not opened."""

from __future__ import annotations

import email
from datetime import date
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from typing import Final

from pourparler.case.records import Report
from pourparler.errors import ReportError
from pourparler.reader.sources.converted import MALFORMED, Extracted, make_report, one_line
from pourparler.reader.sources.html import visible_text

_ATTACHMENTS_SHOWN: Final = 50


def read_eml_report(
    raw: bytes, *, name: str, today: date, reported_on: date | None = None
) -> Report:
    """Make a report of a mail message.

    The plain part is read, else the text of the HTML part; the names of attachments
    follow in a last line.

    Raises
    ------
    UndatedReportError
        Neither the message nor the user nor the file name gives a date.
    ReportError
        The message holds no text.
    """
    try:
        message = email.message_from_bytes(raw, policy=default)
        extracted = _extract(message, name)
    except ReportError:
        raise
    except (MessageError, *MALFORMED) as error:
        raise ReportError(
            f"{name} is not a mail message that can be read", hint="Save its text and give that."
        ) from error
    return make_report(extracted, raw, name=name, today=today, reported_on=reported_on)


def _extract(message: EmailMessage, name: str) -> Extracted:
    sent = message["date"].datetime if message["date"] else None
    part = message.get_body(preferencelist=("plain", "html"))
    body = str(part.get_content()) if part is not None else ""
    if part is not None and part.get_content_type() == "text/html":
        body = visible_text(body, name=name)
    names = [one_line(item.get_filename()) or "unnamed" for item in message.iter_attachments()]
    if body.strip() and names:
        body = f"{body.rstrip()}\n\nAttachments: {', '.join(names[:_ATTACHMENTS_SHOWN])}"
    return Extracted(
        body=body.replace("\r\n", "\n"),
        title=one_line(message["subject"]),
        reported_on=sent.date() if sent else None,
        dated_by="Date line of the message",
        fields={"author": one_line(message["from"])},
    )
