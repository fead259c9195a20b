"""What shows that statements of different content were made on one occasion."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from pourparler.case.records import Statement

_ITERATED: Final = re.compile(
    r"\b(?:repeatedly|always|often|long|consistently|frequently|routinely|regularly|"
    r"again and again|(?:many|several|countless) times|time and again)\b",
    re.IGNORECASE,
)
_KINDS: Final = {
    "speech": r"speech|address|addressed|rally|sermon",
    "interview": r"interview|podcast|asked by",
    "briefing": (
        r"(?:news|press)\s+conference|briefing|told\s+(?:reporters|journalists|the\s+press)"
    ),
    "letter": r"letter|wrote\s+to",
    "broadcast": r"broadcast|televised|video\s+message|radio|television",
    "post": r"tweet(?:ed)?|posted|post\s+on|social\s+media",
    "article": r"article|op-ed|column|essay",
    "communique": r"communiqu[eé]|joint\s+statement|declaration",
}
_KIND: Final = re.compile(
    "|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _KINDS.items()), re.IGNORECASE
)
_NEAR: Final = 500  # characters from one statement to the next that goes on with it
_CARRIED: Final = "carried "


def is_iterated(statement: Statement) -> bool:
    """Say whether it was said on many occasions: "has repeatedly said", "has long opposed"."""
    return bool(_ITERATED.search(statement.cue))


def find_links(statements: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Yield the ids of pairs that were said on one occasion though they say different things.

    That are: two in one report, close by, of which the second has its date from the first;
    and two of one person, in any reports, in the same kind of speech on the same day.
    """
    by_report: defaultdict[str, list[Statement]] = defaultdict(list)
    by_occasion: defaultdict[object, list[Statement]] = defaultdict(list)
    for statement in statements:
        if is_iterated(statement) or not statement.actors:
            continue
        by_report[statement.report].append(statement)
        kind = kind_of_occasion(statement)
        if kind and statement.speaker and statement.said_first == statement.said_last:
            key = statement.speaker, statement.said_last, kind, statement.said_order
            by_occasion[key].append(statement)
    for told in by_report.values():
        told.sort(key=lambda statement: (statement.spans.extent(), statement.id))
        for first, second in pairwise(told):
            if _goes_on(first, second):
                yield first.id, second.id
    for same in by_occasion.values():
        same.sort(key=lambda statement: statement.id)
        yield from ((same[0].id, other.id) for other in same[1:])


def kind_of_occasion(statement: Statement) -> str | None:
    """Return the kind of speech that the sentence names outside the content, if it is one.

    Examples
    --------
    >>> sorted(_KINDS)[:3]
    ['article', 'briefing', 'broadcast']
    """
    words = statement.context
    for piece in statement.content.split(" … "):
        words = words.replace(piece, " ")
    found = {match.lastgroup for match in _KIND.finditer(words)}
    return found.pop() if len(found) == 1 else None


def _goes_on(first: Statement, second: Statement) -> bool:
    """Say whether the second goes on with what was said in the first: "“…,” she added"."""
    if first.speaker != second.speaker or first.actors != second.actors:
        return False
    if (first.said_on, first.said_order) != (second.said_on, second.said_order):
        return False
    if "deed" in (first.attribution, second.attribution):
        return False
    near = second.spans.extent()[0] - first.spans.extent()[1] < _NEAR
    return near and second.said_rule.startswith(_CARRIED) and first.said_first is not None
