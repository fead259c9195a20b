"""The template environment that the HTML and the Markdown renderer share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pourparler.report import words
from pourparler.report.dates import day_words, edtf_words
from pourparler.report.palette import MARKS
from pourparler.report.plain import plain_text, safe_url, shorten
from pourparler.report.quotes import quote_pieces
from pourparler.report.scale_track import scale_track

_FUNCTIONS: Final = {
    "MARKS": MARKS,
    "ATTRIBUTION": words.ATTRIBUTION_WORDS,
    "MODALITY": words.MODALITY_WORDS,
    "SCALE": words.SCALE_WORDS,
    "KIND": words.KIND_WORDS,
    "TRANSLATION": words.TRANSLATION_WORDS,
    "actor_name": words.actor_name,
    "speaker_words": words.speaker_words,
    "told_words": words.told_words,
    "stance_words": words.stance_words,
    "option_words": words.option_words,
    "LOW_CONFIDENCE": words.LOW_CONFIDENCE,
    "confidence_words": words.confidence_words,
    "found_words": words.found_words,
    "read_words": words.read_words,
    "is_by_machine": words.is_by_machine,
    "rule_words": words.rule_words,
    "count_words": words.count_words,
    "movement_words": words.movement_words,
    "flag_words": words.flag_words,
    "edtf_words": edtf_words,
    "day_words": day_words,
    "quote_pieces": quote_pieces,
    "scale_track": scale_track,
    "safe_url": safe_url,
    "shorten": shorten,
}


def template_environment(finalize: Callable[[object], object]) -> Environment:
    """Return an environment that escapes, fails on unknown names, and knows our words.

    ``finalize`` sees every printed value before it is escaped: the one place through
    which the words of reports have to pass.
    """
    environment = Environment(
        loader=PackageLoader("pourparler.report"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(_FUNCTIONS)
    return environment


def harmless(value: object) -> object:
    """Make a printed value harmless before it is escaped; markup is ours already.

    It is what pages in HTML use as ``finalize``.
    """
    return value if isinstance(value, Markup) else plain_text(str(value))
