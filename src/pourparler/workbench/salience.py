"""The share of an actor's statements on each issue: one figure that bears on salience."""

from __future__ import annotations

from collections import Counter, defaultdict

from pourparler.workbench.series import Heard


def share_statements(heard: Heard) -> dict[tuple[str, str], float]:
    """Return which share of what each actor was heard to say is on each issue it spoke on.

    Taken within each publisher and averaged over them, for what a paper asks about is the
    paper's choice. Several reports of one occasion by one publisher count once. It is an
    input that has to be named, not the salience: that stays a wide assumption, see
    `weights.find_salience`.

    Returns
    -------
    dict
        By actor and issue; each in (0, 1], and those of an actor sum to 1.
    """
    told: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for series in heard.series:
        numbers = series.evidence.utterance.tolist()
        publishers = [testimony.publisher for testimony in series.testimonies]
        for publisher, _ in dict.fromkeys(zip(publishers, numbers, strict=True)):
            told[series.actor][publisher][series.issue.id] += 1
    return {
        (series.actor, series.issue.id): _mean_share(
            list(told[series.actor].values()), series.issue.id
        )
        for series in heard.series
    }


def _mean_share(publishers: list[Counter[str]], issue: str) -> float:
    return sum(counts[issue] / counts.total() for counts in publishers) / len(publishers)
