"""Whether a forecast hangs on what a long silence is taken to mean, in words."""

from __future__ import annotations

from pourparler.workbench.forecasts import IssueForecast


def silence_words(one: IssueForecast) -> str:
    """Say who has long been silent, and whether the answer is another if they have not moved.

    Empty where no position is stale.
    """
    silent = [a.actor for a in one.participants if a.position.basis.stale]
    if not silent:
        return ""
    said = f"Long unsaid, and used as last estimated: {', '.join(silent)}."
    at = {option.words: option.at or 0.0 for option in one.issue.options}
    turned = [
        f"{model.model} at “{min(at, key=lambda words: abs(at[words] - held))}”"
        for model in one.models
        if (held := model.held) is not None and not model.survives_silence
    ]
    if not turned:
        return f"{said} As last stated, every median outcome stays nearest to the same option."
    return f"{said} As last stated, median outcomes are elsewhere: {', '.join(turned)}."
