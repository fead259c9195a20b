"""The optional reader against a stub: what is sent, what is taken, and what is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import ModelError, ModelRefusedError
from pourparler.reader.llm import ModelDrafter, ModelSettings
from pourparler.reader.llm.contract import SCHEMA, MarkedPlace, read_answer
from pourparler.reader.llm.locating import locate_place
from pourparler.reader.pipeline import Reader
from reader.llm.stub import Stub, answer, place

BODY = (
    "Ana Torvald said on Monday that an immediate truce must come first. Bo Lind ruled out foreign "
    "boats on the river."
)
TORVALD = place("Ana Torvald", "said on Monday", "that an immediate truce must come first")
LIND = place("Bo Lind", "ruled out", "foreign boats on the river")
INVENTED = place("Ana Torvald", "said", "that the boats would leave tomorrow")


@pytest.fixture
def stub() -> Iterator[Stub]:
    server = Stub()
    yield server
    server.close()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def drafter_of(stub, waits):
    made: list[ModelDrafter] = []

    def make(folder: Path | None = None, **fields) -> ModelDrafter:
        settings = ModelSettings(endpoint=stub.endpoint, model="m-1", **fields)
        made.append(ModelDrafter(settings, folder=folder, sleep=waits.append))
        return made[-1]

    yield make
    for drafter in made:
        drafter.__exit__(None, None, None)


def test_what_the_model_marks_goes_through_the_same_rules(stub, drafter_of, case, report_of):
    stub.respond = lambda n, text: answer(TORVALD, LIND)
    drafter = drafter_of()
    reader = Reader(case, drafter=drafter)
    report = report_of(BODY)
    first, second = reader.read(report)
    assert (first.actors, first.speaker, first.said_on) == (("north",), "Ana Torvald", "2024-04-29")
    assert (second.force, second.actors) == ("red_line", ("north",))
    assert first.codings
    assert dict(first.rules)["content"] == "language model m-1"
    for statement in (first, second):
        for start, end in statement.spans.content:
            assert report.text[start:end] in statement.content
    assert "llm-" in reader.version
    assert (drafter.counts.kept, drafter.counts.dropped, drafter.counts.requests) == (2, 0, 1)


def test_what_is_sent(stub, drafter_of, case, report_of):
    Reader(case, drafter=drafter_of(key="secret-7")).read(report_of(BODY))
    (body,), (headers,) = stub.requests, stub.headers
    assert stub.paths == ["/v1/chat/completions"]
    assert headers["authorization"] == "Bearer secret-7"
    assert (body["model"], body["temperature"]) == ("m-1", 0)
    form = body["response_format"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert form["json_schema"]["schema"] == SCHEMA
    assert body["messages"][1]["content"] == BODY
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate({"statements": [TORVALD, LIND]}, SCHEMA)


def test_without_a_key_none_is_sent(stub, drafter_of, case, report_of):
    Reader(case, drafter=drafter_of()).read(report_of(BODY))
    assert "authorization" not in stub.headers[0]


@pytest.mark.parametrize(
    "bad",
    [
        INVENTED,
        place("Ana Torvald", "declared", "that an immediate truce must come first"),
        place("The president", "said on Monday", "that an immediate truce must come first"),
        place("Ana Torvald", "said on Monday", "that an Immediate truce must come first"),
        place("Ana Torvald", "said on Monday", "that an immediate truce", "and no boats"),
        place("Ana", "said on Mon", "that an immediate truce must come first"),
        place("Bo Lind", "ruled out", " "),
    ],
)
def test_what_does_not_occur_is_dropped_and_counted(stub, drafter_of, case, report_of, bad):
    stub.respond = lambda n, text: answer(bad, LIND)
    drafter = drafter_of()
    (only,) = Reader(case, drafter=drafter).read(report_of(BODY))
    assert only.content == "foreign boats on the river"
    assert (drafter.counts.kept, drafter.counts.dropped) == (1, 1)


def test_the_same_statement_twice_is_one(stub, drafter_of, case, report_of):
    stub.respond = lambda n, text: answer(LIND, LIND)
    assert len(Reader(case, drafter=drafter_of()).read(report_of(BODY))) == 1


def test_a_busy_endpoint_is_asked_again_after_what_it_asks_for(
    stub, waits, drafter_of, case, report_of
):
    busy = {
        1: (503, b"", {}),
        2: (429, b"", {"retry-after": "7"}),
        3: (429, b"", {"retry-after": "9999"}),
    }
    stub.respond = lambda n, text: busy.get(n) or answer(LIND)
    assert len(Reader(case, drafter=drafter_of()).read(report_of(BODY))) == 1
    assert waits == [1.0, 7.0, 30.0]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[1, 2",
        b'{"choices": [{"message": {"content": null}}]}',
        answer({"source": "a", "cue": "b"})[1],
        answer({"source": "a", "cue": "b", "content": ["c"], "extra": 1})[1],
        answer({"source": 1, "cue": "b", "content": ["c"]})[1],
        answer({"source": None, "cue": "", "content": ["c"]})[1],
        answer({"source": None, "cue": "x", "content": []})[1],
    ],
)
def test_another_form_of_answer_is_not_taken(stub, waits, drafter_of, case, report_of, raw):
    assert read_answer(raw) is None
    stub.respond = lambda n, text: (200, raw, {})
    with pytest.raises(ModelError, match="another form"):
        Reader(case, drafter=drafter_of(tries=2)).read(report_of(BODY))
    assert len(stub.requests) == 2
    assert waits == [1.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 302])
def test_a_refusal_is_not_asked_again(stub, waits, drafter_of, case, report_of, status):
    stub.respond = lambda n, text: (status, b"", {"location": "http://127.0.0.1:9/"})
    with pytest.raises(ModelError, match=str(status)):
        Reader(case, drafter=drafter_of()).read(report_of(BODY))
    assert (len(stub.requests), waits) == (1, [])


def test_nobody_there_is_said_so(stub, waits, drafter_of, case, report_of):
    drafter = drafter_of(tries=2)
    stub.close()
    try:
        with pytest.raises(ModelError, match="gave no answer"):
            Reader(case, drafter=drafter).read(report_of(BODY))
    finally:
        stub.close = lambda: None
    assert waits == [1.0]


def test_a_long_answer_is_cut_off(stub, drafter_of, case, report_of):
    stub.respond = lambda n, text: (200, b" " * 50_000, {})
    with pytest.raises(ModelError, match="longer than"):
        Reader(case, drafter=drafter_of(answer_bytes=10_000)).read(report_of(BODY))
    assert len(stub.requests) == 1


@pytest.mark.parametrize("handling", ["internal", "confidential"])
def test_what_is_not_public_is_never_sent(stub, drafter_of, case, report_of, handling):
    report = replace(report_of(BODY), handling=handling)
    with pytest.raises(ModelRefusedError, match=handling):
        Reader(case, drafter=drafter_of()).read(report)
    assert stub.requests == []


def test_other_languages_are_not_sent(stub, drafter_of, case, report_of):
    text = "Les délégations se sont rencontrées lundi et elles ont dit que la trêve tiendrait. " * 5
    assert Reader(case, drafter=drafter_of()).read(report_of(text)) == ()
    assert stub.requests == []


def test_a_long_report_is_sent_in_parts_and_not_without_end(stub, drafter_of, case, report_of):
    body = "\n\n".join(f"{BODY} This is paragraph {n}." for n in range(20))
    stub.respond = lambda n, text: answer(LIND)
    found = Reader(case, drafter=drafter_of(part_letters=400)).read(report_of(body))
    sent = [request["messages"][1]["content"] for request in stub.requests]
    assert all(len(text) <= 400 for text in sent)
    marked = [s for s in found if dict(s.rules).get("content") == "language model m-1"]
    assert len(marked) == len(sent)
    with pytest.raises(ModelRefusedError, match="would take"):
        Reader(case, drafter=drafter_of(part_letters=400, most_parts=3)).read(report_of(body))
    assert len(stub.requests) == len(sent)


def test_an_answer_is_kept_by_report_and_holds_no_words(
    stub, drafter_of, case, report_of, tmp_path
):
    stub.respond = lambda n, text: answer(TORVALD, INVENTED)
    folder = tmp_path / ".llm"
    first = Reader(case, drafter=drafter_of(folder)).read(report_of(BODY))
    again = drafter_of(folder)
    assert Reader(case, drafter=again).read(report_of(BODY)) == first
    assert len(stub.requests) == 1
    assert (again.counts.requests, again.counts.from_cache, again.counts.dropped) == (0, 1, 1)
    kept = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert "truce" not in kept
    assert "Torvald" not in kept
    Reader(case, drafter=drafter_of(folder)).read(report_of(BODY + " More."))
    assert len(stub.requests) == 2


@pytest.mark.parametrize(
    "spoiled",
    [
        "",
        "[]",
        "{",
        '{"statements": [{"source": [], "cue": [], "content": [[0, 9999]]}], "dropped": 0}',
        '{"statements": [{"source": [], "cue": [], "content": []}], "dropped": 0}',
        '{"statements": 3}',
    ],
)
def test_what_is_kept_and_spoiled_is_asked_again(
    stub, drafter_of, case, report_of, tmp_path, spoiled
):
    stub.respond = lambda n, text: answer(LIND)
    Reader(case, drafter=drafter_of(tmp_path)).read(report_of(BODY))
    for path in tmp_path.iterdir():
        path.write_text(spoiled, "utf-8")
    assert len(Reader(case, drafter=drafter_of(tmp_path)).read(report_of(BODY))) == 1
    assert len(stub.requests) == 2


@pytest.mark.parametrize(
    "endpoint",
    ["", "ftp://127.0.0.1/v1", "http://models.example/v1", "http://10.0.0.1/v1",
     "https://me:word@models.example/v1", "https://models.example/v1?key=1", "127.0.0.1:80"],
)  # fmt: skip
def test_an_address_that_may_not_be_asked(endpoint):
    with pytest.raises(ModelError):
        ModelSettings(endpoint=endpoint, model="m")


def test_a_key_is_not_shown():
    settings = ModelSettings(endpoint="https://models.example/v1", model="m", key="secret-7")
    assert "secret-7" not in repr(settings)
    with pytest.raises(ModelError):
        ModelSettings(endpoint="https://models.example/v1", model=" ")


def test_of_several_places_the_one_nearest_to_the_cue_is_taken():
    text = "No, he thought. Ana said no. Bo wrote no."
    found = locate_place(text, 0, len(text), MarkedPlace(source="Bo", cue="wrote", content=["no"]))
    assert found
    assert text[found.content[0][0] :] == "no."
    assert found.source == ((29, 31),)


@given(st.text(max_size=60), st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_what_is_located_is_what_was_quoted(text, source, cue, content):
    if not cue or not content:
        return
    place_ = MarkedPlace(source=source or None, cue=cue, content=[content])
    found = locate_place(text, 0, len(text), place_)
    if found is not None:
        assert [text[s:e] for s, e in found.content] == [content]
        assert [text[s:e] for s, e in found.cue] == [cue]
        assert [text[s:e] for s, e in found.source] == ([source] if source else [])


def test_the_answer_form_is_the_schema():
    sound = json.loads(json.dumps({"statements": [TORVALD]}))
    jsonschema.validate(sound, SCHEMA)
    for broken in ({"statements": [{}]}, {"statements": [TORVALD | {"x": 1}]}, {"a": []}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, SCHEMA)
