"""What the words in and around a statement say of each issue and option of the case.

A content seldom names its issue: "They may come as tourists" is about foreign troops
because the paragraph is. Each view (content, sentence, paragraph, what came before, heading,
title, report) is compared with the wordings by itself; how much each counts is learned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.reader.pointing import points_back, points_somewhere
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.similarity import Likeness, PhraseIndex

Floats = NDArray[np.float64]

ISSUE_FEATURES: Final = (
    "content",
    "sentence",
    "paragraph",
    "before",
    "heading",
    "title",
    "report",
)
NO_ISSUE_FEATURES: Final = (
    "always",
    "points back",
    "length",
    "description",
    "direct",
    "nobody",
)
OPTION_FEATURES: Final = (
    "content",
    "content squared",
    "sentence alone",
    "before alone",
    "paragraph alone",
)
"""``alone`` is times what the content leaves open: 1 less its best likeness to any option."""
NO_OPTION_FEATURES: Final = ("always", "length", "description", "direct", "content")

_FADING: Final = 0.6  # kept of a sentence's likeness from one sentence to the next
_FARTHEST: Final = 8  # sentences back that are looked at
_NAMED: Final = 0.15  # likeness to an issue from which a clause names it by itself
_WORDED: Final = 0.4  # likeness to an option's own words from which the content names it
_CACHED: Final = 4096  # texts


class Surroundings:
    """Compares the views of the statements of one report with the issues of the case.

    Parameters
    ----------
    reading : Reading
        The report, with its sentences.
    index : PhraseIndex
        The wordings of the case.
    """

    def __init__(self, reading: Reading, index: PhraseIndex) -> None:
        self._reading = reading
        self._issues = {
            issue.id: [option.id for option in issue.options] for issue in reading.case.issues
        }
        self._whole = reading.report.text[reading.report.body_start :]
        self._likeness = lru_cache(maxsize=_CACHED)(index.best)

    def of_issues(self, draft: Draft, content: str | None = None) -> tuple[Floats, Floats]:
        """Return (K, 7) of the issues, and (6,) of no issue, for ``ChoiceModel``.

        ``content`` is the part of the draft's content that is asked about, if not all.
        """
        views, before = self._views(draft, content), self._before(draft)
        # Another part of the content is in the sentence too, and about something else.
        sentence = views["sentence" if content is None else "content"]
        rows = [
            [
                views["content"].issues[issue],
                sentence.issues[issue],
                views["paragraph"].issues[issue],
                _faded(one.issues[issue] for one in before),
                views["heading"].issues[issue],
                views["title"].issues[issue],
                views["report"].issues[issue],
            ]
            for issue in self._issues
        ]
        return np.array(rows), np.array(_no_issue(self._reading, draft))

    def of_options(
        self, draft: Draft, issue: str, content: str | None = None
    ) -> tuple[Floats, Floats]:
        """Return (K, 5) of an issue's options, and (5,) of none, for ``ChoiceModel``."""
        views, before = self._views(draft, content), self._before(draft)
        keys = [(issue, option) for option in self._issues[issue]]
        inside, sentence, paragraph = (
            np.array([views[name].options[key] for key in keys])
            for name in ("content", "sentence", "paragraph")
        )
        earlier = np.array([_faded(one.options[key] for one in before) for key in keys])
        alone = 1 - inside.max()
        weak = [view * alone for view in (sentence, earlier, paragraph)]
        rows = np.column_stack([inside, inside**2, *weak])
        always, _, length, description, direct, _ = _no_issue(self._reading, draft)
        return rows, np.array([always, length, description, direct, inside.max()])

    def cue_of(self, draft: Draft) -> str:
        """Return the words of the draft's cue."""
        return self._reading.text_of(draft.cue)

    def names_issue(self, words: str) -> bool:
        """Say whether words of a statement are like the wording of an issue by themselves."""
        return max(self._likeness(words).issues.values()) >= _NAMED

    def is_worded(self, draft: Draft, issue: str) -> bool:
        """Say whether the content itself tells an option of the issue from the others."""
        options = self._likeness(self._reading.text_of(draft.content)).options
        return max(options[issue, option] for option in self._issues[issue]) >= _WORDED

    def _views(self, draft: Draft, content: str | None) -> Mapping[str, Likeness]:
        reading = self._reading
        text, number = reading.report.text, reading.sentence_number(draft.anchor)
        content = content or reading.text_of(draft.content)
        sentence = paragraph = content
        heading = ""
        if number is not None:
            here = reading.sentences[number]
            around = reading.paragraphs[here.paragraph]
            sentence = text[here.start : here.end]
            paragraph, heading = text[around.start : around.end], around.heading
        texts = {
            "content": content,
            "sentence": sentence,
            "paragraph": paragraph,
            "heading": heading,
            "title": reading.report.title,
            "report": self._whole,
        }
        return {name: self._likeness(view) for name, view in texts.items()}

    def _before(self, draft: Draft) -> list[Likeness]:
        """Return the likeness of the sentences before, the nearest first."""
        reading = self._reading
        number = reading.sentence_number(draft.anchor) or 0
        nearest_first = reversed(reading.sentences[max(0, number - _FARTHEST) : number])
        text = reading.report.text
        return [self._likeness(text[one.start : one.end]) for one in nearest_first]


def _faded(scores: Iterable[float]) -> float:
    """Add up scores of which each counts less than the one before it."""
    return sum(score * _FADING**steps for steps, score in enumerate(scores, start=1))


def _no_issue(reading: Reading, draft: Draft) -> list[float]:
    content = reading.text_of(draft.content)
    return [
        1.0,
        float(points_back(content) or points_somewhere(content)),
        float(np.log1p(len(content.split()))),
        float(draft.force == "description"),
        float(draft.attribution == "direct"),
        float(not draft.actors),
    ]
