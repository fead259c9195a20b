"""Step: when it was said."""

from __future__ import annotations

from datetime import timedelta

from pourparler.reader.reading import Reading


def date_statements(reading: Reading) -> None:
    """Fill said_on, said_first and said_last of every draft."""
    for draft in reading.drafts:
        day = reading.report.reported_on
        draft.said_on, draft.said_first, draft.said_last = f"{day}~", day - timedelta(6), day
        draft.rules["said_on"] = "report_date"
