"""What a brief claims and what it does not, in plain words."""

from __future__ import annotations

from pourparler.report.brief_content import BriefContent
from pourparler.report.dates import day_words
from pourparler.report.words import count_words


def method_paragraphs(content: BriefContent, *, weak: int) -> tuple[str, ...]:
    """Return the method note; ``weak`` is the number of codings too improbable to show."""
    paragraphs = [
        "This brief shows what actors are reported to have said, with the report for each "
        "sentence. It does not show what they privately want, what they would sign, or what "
        "will happen, and it takes no side.",
        "A program found the statements and read their issue and option. Only those marked as "
        "reviewed were checked by a person; all others may be misread, so follow the footnote "
        "before you rely on one. The two confidences are the program's own: that this is a "
        "statement of that speaker, and that it means that option.",
        "A position is the latest statement that names an option. Dates are dates of saying; "
        "where the report does not print one, the rule that inferred it is named. Near copies "
        "of one report count once.",
        "Silence is not evidence: an empty cell says that none of these reports has a "
        "statement, not that the actor has no position.",
    ]
    paragraphs += content.data
    if content.audit:
        paragraphs.append(content.audit)
    if weak:
        paragraphs.append(
            f"{count_words(weak, 'reading')} with a confidence below "
            f"{content.least_probability:.2f} {'is' if weak == 1 else 'are'} not shown as "
            "anybody's position."
        )
    return tuple(paragraphs)


def rebuild_facts(content: BriefContent) -> tuple[tuple[str, str], ...]:
    """Return the labelled values from which the brief can be made again."""
    return (
        ("Case digest", content.digest),
        ("Ledger mark", content.mark),
        ("Program", f"pourparler {content.version}"),
        ("As of", day_words(content.as_of) if content.as_of else "all dates"),
        ("Known at", day_words(content.known_at) if content.known_at else "all reports"),
    )
