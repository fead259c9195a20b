"""The reader: one report through all steps, in order, to statements."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol

from pourparler.case.case import Case
from pourparler.case.records import Report, Statement, statement_id
from pourparler.reader.attribution import grade_attribution
from pourparler.reader.boundaries import mend_boundaries
from pourparler.reader.calibration import calibrate_confidence
from pourparler.reader.calls import add_calls
from pourparler.reader.coding import Coder
from pourparler.reader.dismiss import dismiss_non_statements
from pourparler.reader.language import is_english, leave_out_foreign
from pourparler.reader.manner import read_manner
from pourparler.reader.mentions import find_mentions
from pourparler.reader.names import CaseNames
from pourparler.reader.nested import add_nested_statements
from pourparler.reader.nominal import add_nominal_statements
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.relations import link_relations
from pourparler.reader.sentences import split_sentences
from pourparler.reader.speakers import resolve_speakers
from pourparler.reader.tagged_store import TaggedStore
from pourparler.reader.tagger import Tagger, open_tagger, tag
from pourparler.reader.translated import mark_translations
from pourparler.reader.unclear import add_open_questions
from pourparler.reader.when import date_statements
from pourparler.reader.when.order import order_within_days

RULES_VERSION: Final = "28"
"""Raised whenever a step changes what it finds, so that reports are read anew."""


class Drafter(Protocol):
    """Marks where statements stand: source, cue and content; rules fill the other fields."""

    @property
    def version(self) -> str:
        """Changes whenever it would mark the same text in another way."""
        ...

    def draft(self, reading: Reading) -> None:
        """Fill ``reading.drafts``; paragraphs and sentences are there already."""
        ...


class _TaggerDrafter:
    """The tagger that comes with the package, and the linking of what it labels."""

    def __init__(self, folder: Path | None, store: TaggedStore | None) -> None:
        self._store = TaggedStore() if store is None else store
        self._tagger: Tagger = open_tagger(folder)

    @property
    def version(self) -> str:
        return self._tagger.version

    def draft(self, reading: Reading) -> None:
        link_relations(reading, tag(reading, self._tagger, self._store))
        calibrate_confidence(reading, self._tagger.calibration)


class Reader:
    """Reads reports of one case. Opening it loads the tagger, which takes a fifth of a second.

    Parameters
    ----------
    case : Case
        Whose names and issues to look for.
    tagger_folder : Path, optional
        Folder of other weights; see ``open_tagger``.
    store : TaggedStore, optional
        Where paragraphs that were read are kept; in memory, as long as the reader, if none.
    coder : Coder, optional
        Another last step than that of the case.
    drafter : Drafter, optional
        Marks source, cue and content in place of the tagger, which is then not loaded.
    """

    def __init__(
        self,
        case: Case,
        *,
        tagger_folder: Path | None = None,
        store: TaggedStore | None = None,
        coder: Coder | None = None,
        drafter: Drafter | None = None,
    ) -> None:
        self._case = case
        self._names = CaseNames(case)
        self._drafter = drafter or _TaggerDrafter(tagger_folder, store)
        self._coder = coder or Coder(case)

    @property
    def version(self) -> str:
        """Rules and weights: the same version reads the same text the same way."""
        return f"{RULES_VERSION}-{self._drafter.version}"

    def knows_language_of(self, report: Report) -> bool:
        """Say whether the report is in a language that is machine-read."""
        return is_english(report)

    def read(self, report: Report) -> tuple[Statement, ...]:
        """Return the statements of a report in the order of the text.

        A report in a language the reader does not know gives none; it can be searched
        and coded by hand.
        """
        if not is_english(report):
            return ()
        reading = Reading(report, self._case)
        split_sentences(reading)
        leave_out_foreign(reading)
        self._drafter.draft(reading)
        mend_boundaries(reading)
        find_mentions(reading, self._names)
        dismiss_non_statements(reading)
        add_calls(reading)
        add_nominal_statements(reading)
        add_nested_statements(reading)
        add_open_questions(reading)
        resolve_speakers(reading)
        read_manner(reading)
        grade_attribution(reading)
        mark_translations(reading)
        date_statements(reading)
        order_within_days(reading)
        self._coder.code(reading)
        return tuple(_statement(reading, draft) for draft in reading.drafts)


def _statement(reading: Reading, draft: Draft) -> Statement:
    report = reading.report
    if draft.said_last is None:
        raise ValueError("a draft was not dated")  # a fault of the pipeline, not of the text
    return Statement(
        id=statement_id(report.id, draft.spans, draft.actors),
        report=report.id,
        spans=draft.spans,
        source=reading.text_of(draft.source),
        cue=reading.text_of(draft.cue),
        content=reading.text_of(draft.content),
        context=_context(reading, draft),
        actors=draft.actors,
        speaker=draft.speaker,
        attribution=draft.attribution,
        force=draft.force,
        said_on=draft.said_on,
        said_first=draft.said_first,
        said_last=draft.said_last,
        said_rule=draft.rules["said_on"],
        confidence=round(min(draft.confidence, 0.999), 3),
        reported_on=report.reported_on,
        audience=draft.audience,
        hedged=draft.hedged,
        negated=draft.negated,
        conditional=draft.conditional,
        language=report.language,
        handling=report.handling,
        rules=tuple(sorted(draft.rules.items())),
        codings=tuple(draft.codings),
    )


def _context(reading: Reading, draft: Draft) -> str:
    """Return the sentences that the statement stands in, as printed."""
    start, end = draft.spans.extent()
    first, last = reading.sentence_at(start), reading.sentence_at(max(start, end - 1))
    if first is None or last is None:
        return reading.report.text[start:end]
    return reading.report.text[first.start : last.end]
