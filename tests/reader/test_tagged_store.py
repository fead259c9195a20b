"""Paragraphs that were read once are not read again, whatever becomes of the file."""

import numpy as np
import pytest

from pourparler.reader.labelling import Labelling
from pourparler.reader.pipeline import Reader
from pourparler.reader.tagged_store import KEPT_BYTES, TaggedStore
from pourparler.reader.tagger import Tagger

FIRST = "Lind said on Monday that Northland would return the boats."
SECOND = "Torvald denied that she had seen the map. “Never,” she told reporters."
EDITED = "Torvald denied that she had drawn the map. “Never,” she told reporters."


@pytest.fixture
def counted(monkeypatch):
    """Count the paragraphs that go through the network."""
    seen = []
    label = Tagger.label

    def counting(self, words):
        seen.append(" ".join(words))
        return label(self, words)

    monkeypatch.setattr(Tagger, "label", counting)
    return seen


def labelling(words, value=0):
    return Labelling(np.full(words, value), np.full(words, -0.1), np.full((words, 3), -1.1))


def test_only_the_edited_paragraph_of_a_report_is_read_anew(case, report_of, counted):
    reader = Reader(case)
    before = reader.read(report_of(f"{FIRST}\n\n{SECOND}"))
    assert len(counted) == 2
    after = reader.read(report_of(f"{FIRST}\n\n{EDITED}"))
    assert len(counted) == 3
    assert "drawn" in counted[-1]
    assert before[0].content == after[0].content
    assert reader.read(report_of(f"{SECOND}\n\n{FIRST}"))
    assert len(counted) == 3


def test_what_was_kept_gives_the_same_reading(case, report_of, tmp_path, counted):
    report = report_of(f"{FIRST}\n\n{SECOND}")
    store = TaggedStore(tmp_path / "tagged.cache")
    first = Reader(case, store=store).read(report)
    store.save()
    again = Reader(case, store=TaggedStore(tmp_path / "tagged.cache")).read(report)
    assert again == first
    assert len(counted) == 2


def test_a_paragraph_is_read_the_same_alone_and_among_others(case, report_of):
    alone = Reader(case).read(report_of(FIRST))
    among = Reader(case).read(report_of("\n\n".join([FIRST, SECOND, EDITED, SECOND])))
    of_first = [s for s in among if s.spans.extent()[1] <= alone[0].spans.extent()[1]]
    # What the paragraphs around it are about does bear on what it is coded on.
    assert [(s.spans, s.confidence) for s in of_first] == [(s.spans, s.confidence) for s in alone]


def test_other_weights_find_nothing(tmp_path):
    store = TaggedStore()
    store.keep(store.key_of("weights", ["No"]), labelling(1))
    assert store.find(store.key_of("weights", ["No"])) is not None
    assert store.find(store.key_of("others", ["No"])) is None
    assert store.find(store.key_of("weights", ["N", "o"])) is None


def test_a_file_is_added_to_and_holds_no_text(tmp_path):
    path = tmp_path / "tagged.cache"
    for words in (["secretword", "one"], ["secretword", "two", "three"]):
        store = TaggedStore(path)
        store.keep(store.key_of("weights", words), labelling(len(words)))
        store.save()
    assert len(TaggedStore(path)) == 2
    assert b"secretword" not in path.read_bytes()


@pytest.mark.parametrize("damage", ["cut", "changed", "foreign", "empty", "folder"])
def test_a_damaged_file_is_read_as_far_as_it_makes_sense(tmp_path, damage):
    path = tmp_path / "tagged.cache"
    store = TaggedStore(path)
    keys = [store.key_of("weights", [str(number)]) for number in range(3)]
    for key in keys:
        store.keep(key, labelling(4))
    store.save()
    raw = path.read_bytes()
    if damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        changed = {
            "cut": raw[:-3],
            "changed": raw[:-3] + bytes([raw[-3] ^ 1]) + raw[-2:],
            "foreign": b"PK" + raw,
            "empty": b"",
        }
        path.write_bytes(changed[damage])
    found = TaggedStore(path)
    assert len(found) == (2 if damage in ("cut", "changed") else 0)
    found.keep(keys[2], labelling(4))
    found.save()
    assert len(TaggedStore(path)) == {"cut": 3, "changed": 3, "folder": 0}.get(damage, 1)


def test_labels_that_do_not_exist_are_not_believed(tmp_path):
    path = tmp_path / "tagged.cache"
    store = TaggedStore(path)
    store.keep(store.key_of("weights", ["a"]), labelling(2, value=9))
    store.save()
    assert len(TaggedStore(path)) == 0


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr("pourparler.reader.tagged_store.KEPT_BYTES", 2000)
    store = TaggedStore()
    for number in range(200):
        store.keep(store.key_of("weights", [str(number)]), labelling(180))
    assert 0 < len(store) < 100
    assert KEPT_BYTES < 2**26
