"""The paragraph on methods and data of a paper: what was read, how, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pourparler.report.dates import day_words
from pourparler.report.method_facts import Agreement, LeftOut, MethodFacts
from pourparler.report.words import KIND_NAMES, count_words

_SCORE_WORDS: Final = {
    "statement.recall": "found {} of the statements",
    "actor.accuracy": "the right actor in {}",
    "said_on.accuracy": "the date in {}",
    "force.accuracy": "the kind of act in {}",
    "issue.top1": "the right issue first in {}",
    "modality.macro_f1": "for or against with a macro-F1 of {}",
    "relation.overlap.f1": "an F1 of {} for source, cue and content that overlap",
    "relation.exact.f1": "of {} for those that are the same to the word",
}


def method_words(facts: MethodFacts) -> tuple[str, ...]:
    """Return the paragraphs: data, reading, quality, estimation, what was left out, rebuilding."""
    parts = (
        data_words(facts),
        reading_words(facts),
        quality_words(facts),
        estimation_words(facts),
        left_out_words(facts.left_out) if facts.left_out else "",
        _rebuild(facts),
    )
    return tuple(part for part in parts if part)


def data_note(facts: MethodFacts) -> tuple[str, ...]:
    """Return the paragraphs that a brief prints: what was read, and by whom."""
    return data_words(facts), reading_words(facts)


def data_words(facts: MethodFacts) -> str:
    """Say which reports were read."""
    reports = facts.reports
    if not reports.count or reports.first is None or reports.last is None:
        return "No report was read."
    kinds = _listed(count_words(n, *KIND_NAMES.get(kind, (kind,))) for kind, n in reports.kinds)
    days = (
        f"dated {day_words(reports.first)}"
        if reports.first == reports.last
        else f"dated {day_words(reports.first)} to {day_words(reports.last)}"
    )
    words = f"The data are {count_words(reports.count, 'report')} {days} ({kinds}"
    if reports.publishers:
        words += f"; {count_words(reports.publishers, 'publisher')}"
    words += ")"
    if reports.copies:
        many = reports.copies > 1
        words += f", of which {reports.copies} {'are' if many else 'is'} near "
        words += "copies and count once with theirs" if many else "a copy and counts once with its"
        words += " originals" if many else " original"
    words += "."
    languages = [f"{n} in '{language}'" for language, n in reports.languages]
    if len(languages) > 1:
        words += f" By language: {_listed(languages)}."
    if reports.unread:
        words += (
            f" {count_words(reports.unread, 'report')} in languages that the reader does not know "
            f"{'was' if reports.unread == 1 else 'were'} coded by hand or not at all."
        )
    return words + _window(facts)


def _window(facts: MethodFacts) -> str:
    words = ""
    if facts.known_at:
        words += f" Only reports dated up to {day_words(facts.known_at)} were used."
    if facts.as_of:
        words += f" Only what may have been said by {day_words(facts.as_of)} was counted."
    return words


def reading_words(facts: MethodFacts) -> str:
    """Say who found the statements, who looked at them, and what they were coded on."""
    said = facts.statements
    readers = [name for name, _ in facts.reports.readers]
    if len(readers) > 1:
        readers = [f"{name} on {count_words(n, 'report')}" for name, n in facts.reports.readers]
    version = f", version {_listed(readers)}" if readers else ""
    words = (
        f"In them the reader of pourparler {facts.version}{version}, found "
        f"{count_words(said.by_machine, 'statement')}, of which {said.reviewed:,} "
        f"{_was(said.reviewed)} reviewed by a person; people added {said.by_hand:,} more"
    )
    if said.rejected:
        words += f" and took {said.rejected:,} back as misread, which are not counted"
    words += f" ({count_words(said.coders, 'coder')})" if said.coders else ""
    words += (
        f". The statements carry {count_words(said.codings, 'coding')} on "
        f"{count_words(facts.issues, 'issue')} of {count_words(facts.actors, 'actor')}, "
        f"{said.codings_by_people:,} of them made or confirmed by people"
    )
    if said.weak:
        is_ = "is" if said.weak == 1 else "are"
        words += f"; {said.weak:,} by the machine that {is_} likelier wrong than right {is_} "
        words += "not used as evidence for a position"
    return words + "."


def quality_words(facts: MethodFacts) -> str:
    """Say how good the reading is: elsewhere, in this case, and between coders."""
    return " ".join(filter(None, (_measured(facts), facts.audit, _agreed(facts.agreement))))


def _measured(facts: MethodFacts) -> str:
    used = {name for name, _ in facts.reports.readers}
    sentences = ["How good the reader is was measured on other texts (95 % intervals)."]
    for one in facts.measured:
        scores = _listed(
            _SCORE_WORDS[score.name].format(
                f"{score.value:.1f} % ({score.low:.1f} to {score.high:.1f})"
            )
            for score in one.scores
            if score.name in _SCORE_WORDS
        )
        marked = f", {count_words(one.marked, 'statement')} marked by hand" if one.marked else ""
        day = f" on {day_words(one.measured_on)}" if one.measured_on else ""
        who = f"version {one.reader}"
        if one.reader not in used:
            same = any(name.endswith(f"-{one.reader}") for name in used)
            who = f"its weights, {one.reader}," if same else f"{who}, not the one used here,"
        sentences.append(f"On {one.texts}{marked}, {who} reached{day}: {scores}.")
    return " ".join(sentences) if facts.measured else ""


def _agreed(agreement: Agreement | None) -> str:
    if agreement is None:
        return ""
    listed = _listed(
        f"{one.what} {one.alpha:.2f} ({one.level}, {count_words(one.units, 'unit')})"
        for one in agreement.measures
        if one.alpha is not None
    )
    words = (
        f"{count_words(agreement.reports, 'report')} {_was(agreement.reports)} coded "
        f"independently by {count_words(agreement.coders, 'coder')}"
    )
    return f"{words}. Krippendorff's alpha: {listed}." if listed else f"{words}; too few for alpha."


def estimation_words(facts: MethodFacts) -> str:
    """Say how positions are estimated, with every number, and what rests on draws."""
    value = {one.name: f"{one.value:g}" for one in facts.settings}
    words = (
        "Where an actor says it stands on an issue is estimated as a distribution over "
        f"{value['grid_points']} points of the scale, or over the options where these have no "
        f"order: between statements it drifts with a variance of {value['walk']} squared points a "
        f"day and jumps anywhere at a rate of {value['jump_rate']} a day; each utterance counts by "
        "how it is reported and how likely it is misread or not meant; repetitions within "
        f"{value['tempering_days']} days count as {value['utterances_a_week']} at most. A change "
        f"is called a shift when the odds of a jump rise at least {value['shift_odds']} times and "
        f"its probability is at least {value['shift_chance']}; a position is marked stale after "
        f"{value['stale_days']} days without a word. These settings are defaults that were not "
        "fitted to this case. The estimates use no random numbers"
    )
    drawn = _listed(f"{one.what} ({one.draws:,} draws, seed {one.seed})" for one in facts.drawings)
    return f"{words}; what does, by default: {drawn}." if drawn else f"{words}."


def left_out_words(left: LeftOut) -> str:
    """Say what the ceiling left out."""
    parts = [
        count_words(left.reports, "report") + f" with {count_words(left.statements, 'statement')}"
        if left.reports
        else count_words(left.statements, "statement")
        if left.statements
        else "",
        count_words(left.notes, "note") if left.notes else "",
        count_words(left.assessments, "analyst's estimate", "analysts' estimates")
        if left.assessments
        else "",
    ]
    named = [part for part in parts if part]
    if left.ceiling == "confidential":
        return "Nothing was left out for its handling."
    if not named:
        return f"Nothing is of a handling above {left.ceiling}, so nothing was left out for it."
    return (
        f"Left out for a handling above {left.ceiling}, with everything computed without them: "
        f"{_listed(named)}."
    )


def _rebuild(facts: MethodFacts) -> str:
    return (
        f"All figures are those of case {facts.digest}, ledger {facts.mark}, pourparler "
        f"{facts.version}."
    )


def _listed(words: Iterable[str]) -> str:
    items = list(words)
    return ", ".join(items[:-1]) + (" and " if len(items) > 1 else "") + (items or [""])[-1]


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
