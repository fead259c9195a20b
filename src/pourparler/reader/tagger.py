"""Step 2: every word of a paragraph gets a label: source, cue, content or none.

The tagger is an ONNX network (see the model card beside the weights); its scores are
turned into the best legal sequence by a Viterbi search. Paragraphs go through one at a
time, because int8 scores depend on what else is in the batch.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import TaggerError
from pourparler.reader.calibration import load_calibration
from pourparler.reader.labelling import Labelling
from pourparler.reader.reading import Reading
from pourparler.reader.sentences import find_sentences
from pourparler.reader.tagged_store import TaggedStore

LABELS: Final = ("O", "B-Source", "I-Source", "B-Cue", "I-Cue", "B-Content", "I-Content")
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
ENVIRONMENT: Final = "POURPARLER_TAGGER"
FILES: Final = ("attribution-int8.onnx", "tokenizer.json", "label_bigrams.csv")

_LONGEST_UNIT: Final = 180  # words; training used paragraphs cut at a sentence end above this
_LONGEST_PIECES: Final = 256
BIGRAM_WEIGHT: Final = 0.25  # chosen on PolNeAR dev
_ILLEGAL: Final = -1e9
_BUNDLED: Final = Path(__file__).parent.parent / "data" / "tagger"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Unit:
    """The words of a paragraph (or of a part of a long one) with offset and label.

    ``sides`` holds, word by word, the log probabilities that a cue which begins there has
    its source on its left, on its right, or none; it is empty where the network cannot tell.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    labels: tuple[int, ...]
    log_probs: tuple[float, ...]
    sides: tuple[tuple[float, ...], ...] = ()


class Tagger:
    """A loaded tagger; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._session, self._tokenizer = _load(folder)
        bigrams = np.loadtxt(folder / FILES[2], delimiter=",")
        if bigrams.shape != (len(LABELS), len(LABELS)):
            raise TaggerError(f"{folder / FILES[2]} has shape {bigrams.shape}, not (7, 7)")
        self._transitions = BIGRAM_WEIGHT * bigrams + legal_transitions()
        has = {output.name for output in self._session.get_outputs()}
        self._outputs = [name for name in ("lab", "side") if name in has]
        self.calibration = load_calibration(folder)
        digest = hashlib.sha256((folder / FILES[0]).read_bytes()).hexdigest()
        self.version = digest[:12]

    def label(self, words: Sequence[str]) -> Labelling | None:
        """Return what the network says of every word, or None if they do not fit.

        Words fit when they make at most 256 word pieces.
        """
        found = self._scores(words)
        if found is None:
            return None
        scores, sides = found
        return Labelling(best_path(scores, self._transitions), scores.max(axis=1), sides)

    def _scores(self, words: Sequence[str]) -> tuple[Floats, Floats | None] | None:
        encoding = self._tokenizer.encode(list(words), is_pretokenized=True)
        if len(encoding.ids) > _LONGEST_PIECES:
            return None
        inputs = {
            "ids": np.array([encoding.ids], dtype=np.int64),
            "am": np.array([encoding.attention_mask], dtype=np.int64),
        }
        logits, *others = self._session.run(self._outputs, inputs)
        first = np.full(len(words), -1)
        for piece, word in reversed(list(enumerate(encoding.word_ids))):
            if word is not None:
                first[word] = piece
        scores = logits[0][first].astype(np.float64)
        scores[first < 0] = [0.0] + [_ILLEGAL] * 6  # a word the tokenizer drops is no part
        sides = [log_softmax(other[0][first].astype(np.float64)) for other in others]
        return log_softmax(scores), sides[0] if sides else None


def open_tagger(folder: Path | None = None) -> Tagger:
    """Open the tagger in ``folder``, else in POURPARLER_TAGGER, else the bundled one.

    Raises
    ------
    TaggerError
        A file is missing or cannot be loaded.
    """
    if folder is None:
        folder = Path(os.environ.get(ENVIRONMENT) or _BUNDLED)
    for name in FILES:
        if not (folder / name).is_file():
            raise TaggerError(f"{folder} holds no {name}")
    return Tagger(folder)


def tag(reading: Reading, tagger: Tagger, store: TaggedStore | None = None) -> list[Unit]:
    """Label every paragraph of the reading that is no heading and in a language that is known.

    A paragraph that is in the store is not read again; what is read is added to it.
    """
    text = reading.report.text
    parts = [
        words
        for paragraph in reading.paragraphs
        if not (paragraph.is_heading or paragraph.is_foreign)
        for words in cut_paragraph(text, paragraph.start, paragraph.end)
    ]
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        return [
            u
            for units in pool.map(lambda w: list(_label(text, w, tagger, store)), parts)
            for u in units
        ]


def _label(
    text: str, words: list[tuple[int, int]], tagger: Tagger, store: TaggedStore | None
) -> Iterator[Unit]:
    result = _find_or_label([text[a:b] for a, b in words], tagger, store)
    if result is not None:
        starts, ends = zip(*words, strict=True)
        sides = () if result.sides is None else tuple(map(tuple, result.sides.tolist()))
        yield Unit(
            starts, ends, tuple(result.labels.tolist()), tuple(result.log_probs.tolist()), sides
        )
    elif len(words) > 1:
        yield from _label(text, words[: len(words) // 2], tagger, store)
        yield from _label(text, words[len(words) // 2 :], tagger, store)


def _find_or_label(words: list[str], tagger: Tagger, store: TaggedStore | None) -> Labelling | None:
    if store is None:
        return tagger.label(words)
    key = store.key_of(tagger.version, words)
    if known := store.find(key):
        return known
    fresh = tagger.label(words)
    return store.keep(key, fresh) if fresh else None


def cut_paragraph(text: str, start: int, end: int) -> Iterable[list[tuple[int, int]]]:
    """Yield the words of a paragraph, cut at sentence ends so that no part is above 180."""
    part: list[tuple[int, int]] = []
    for first, last in find_sentences(text, start, end):
        words = [m.span() for m in WORD.finditer(text, first, last)]
        if part and len(part) + len(words) > _LONGEST_UNIT:
            yield part
            part = []
        part += words
        while len(part) > _LONGEST_UNIT:
            yield part[:_LONGEST_UNIT]
            part = part[_LONGEST_UNIT:]
    if part:
        yield part


def legal_transitions() -> Floats:
    """Return a (7, 7) table of 0 where a label may follow another, else very negative.

    An inside label follows only the beginning or the inside of its own kind.
    """
    table = np.zeros((len(LABELS), len(LABELS)))
    for inside in (2, 4, 6):
        table[:, inside] = _ILLEGAL
        table[[inside - 1, inside], inside] = 0.0
    return table


def log_softmax(scores: Floats) -> Floats:
    """Return the log probability of each class from its score, row by row, (W, K)."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_probs: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return log_probs


def best_path(scores: Floats, transitions: Floats) -> NDArray[np.int64]:
    """Return the most likely legal label sequence (Viterbi).

    Parameters
    ----------
    scores : (W, 7) float64
        Log probability of each label at each word.
    transitions : (7, 7) float64
        What is added when the column's label follows the row's.

    Returns
    -------
    (W,) int64
        Labels as indices into ``LABELS``. Time is O(W).
    """
    total = scores[0].copy()
    total[[2, 4, 6]] += _ILLEGAL
    back = np.zeros((len(scores), len(LABELS)), dtype=np.int64)
    for word in range(1, len(scores)):
        candidates = total[:, None] + transitions
        back[word] = candidates.argmax(axis=0)
        total = candidates.max(axis=0) + scores[word]
    path = np.empty(len(scores), dtype=np.int64)
    path[-1] = total.argmax()
    for word in range(len(scores) - 1, 0, -1):
        path[word - 1] = back[word, path[word]]
    return path


def _load(folder: Path) -> tuple[Any, Any]:
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # one paragraph a thread is faster than two threads each
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(
            str(folder / FILES[0]), options, providers=["CPUExecutionProvider"]
        )
        tokenizer = Tokenizer.from_file(str(folder / FILES[1]))
    except Exception as error:  # both libraries raise their own bare Exception subclasses
        raise TaggerError(f"the tagger in {folder} cannot be loaded: {error}") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return session, tokenizer
