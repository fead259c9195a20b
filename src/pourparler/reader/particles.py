"""The particle of a cue that stands behind a short content: "did not rule [it] out"."""

from __future__ import annotations

import re
from typing import Final

from pourparler.reader.force import find_force
from pourparler.reader.reading import Draft, Reading

_PARTICLE: Final = re.compile(r"\s+(out|down|up|off|aside|away|back)\b")
_LONGEST: Final = 4  # words between verb and particle
_CLOSE: Final = 2  # characters between cue and content


def cue_words(reading: Reading, draft: Draft) -> str:
    """Return the words of the cue, with a particle that the content parts from its verb.

    "Did not rule them out" is no "rule": with "out" it is an act that the word list knows.
    """
    cue = reading.text_of(draft.cue)
    if len(draft.cue) != 1 or len(draft.content) != 1:
        return cue
    (start, end), cue_end = draft.content[0], draft.cue[0][1]
    found = _PARTICLE.match(reading.report.text, end)
    short = len(reading.report.text[start:end].split()) <= _LONGEST
    if not found or not short or not 0 <= start - cue_end <= _CLOSE:
        return cue
    whole = f"{cue} {found[1]}"
    return whole if find_force(whole)[1].endswith(f" {found[1]}") else cue
