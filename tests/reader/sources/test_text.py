"""Reports come in as given: dated, decoded, byte-exact; what cannot be read is refused."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import ReportError, UndatedReportError
from pourparler.reader.sources.locate import locate
from pourparler.reader.sources.text import MAX_BYTES, read_text_report

TODAY = date(2025, 6, 1)


def read(raw, name="report.txt", **options):
    raw = raw if isinstance(raw, bytes) else raw.encode()
    return read_text_report(raw, name=name, today=TODAY, **options)


def test_the_stated_form_gives_date_title_fields_and_body():
    report = read(
        " date 2024-05-01 Talks resume\npublisher: Wire A\nkind: interview\n"
        "handling: internal\n\nFirst paragraph.\n"
    )
    assert (report.reported_on, report.title) == (date(2024, 5, 1), "Talks resume")
    assert (report.publisher, report.kind, report.handling) == ("Wire A", "interview", "internal")
    assert report.text[report.body_start :].strip() == "First paragraph."


def test_the_bytes_are_kept_exactly_and_the_identity_is_that_of_the_text():
    raw = b" date 2024-05-01 T\r\n\r\nOne.\r\n\tTwo.  \r\n"
    report = read(raw)
    assert report.raw == raw
    assert report.text == raw.decode()
    assert read(b"\xef\xbb\xbf" + raw).id == report.id
    assert len(report.id) == 12


def test_markdown_front_matter_and_heading():
    report = read("---\ndate: 2024-05-01\npublisher: 'W'\n---\n# Talks\n\nText.", name="a.md")
    assert (report.title, report.publisher) == ("Talks", "W")
    assert report.reported_on == date(2024, 5, 1)


def test_a_rule_at_the_top_is_not_front_matter():
    assert read("---\nText goes on.\n", name="2024-05-01-a.md").body_start == 0


def test_the_date_may_come_from_the_user_or_the_file_name():
    assert read("Text.", reported_on=date(2024, 1, 2)).reported_on == date(2024, 1, 2)
    assert read("Text.", name="in/2024-01-03-x.txt").reported_on == date(2024, 1, 3)
    given_twice = read(" date 2024-01-04 T\n\nText.", reported_on=date(2024, 1, 2))
    assert given_twice.reported_on == date(2024, 1, 4)


def test_a_first_sentence_with_a_colon_is_body():
    report = read(" date 2024-05-01 T\nBreaking: talks failed.\n")
    assert "Breaking" in report.text[report.body_start :]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "cp1251", "koi8_r", "utf-16-le"],
)
def test_encodings_are_detected(encoding):
    words = "Президент сказал, что прекращение огня возможно, если обе стороны согласны. " * 4
    if encoding == "cp1252":
        words = (
            "Le président a déclaré : « Le cessez-le-feu – enfin – est décidé », a-t-il dit. " * 4
        )
    report = read(f" date 2024-05-01 T\n\n{words}".encode(encoding))
    assert words in report.text


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\xff\xfe\x80\x81" * 20, "not a text file"),
        (b"text\x00text", "not a text file"),
        (b" date 2024-02-30 T\n\nText", "'2024-02-30' is not a date"),
        (b" date 01.02.2024 T\n\nText", "'01.02.2024' is not a date"),
        (b" date 2025-06-03 T\n\nText", "2025-06-03, which is in the future"),
        (b" date 2024-05-01 T\npubisher: x\n\nText", "'pubisher' is unknown; did you mean 'publ"),
        (b" date 2024-05-01 T\nkind: poem\n\nText", "kind 'poem' is not allowed"),
        (b" date 2024-05-01 T\nlanguage: English\n\nText", "'English' is not a language code"),
        (b" date 2024-05-01 T\nretrieved_at: noon\n\nText", "'noon' is not a time"),
        (b" date 2024-05-01 T\n\n", "has a header and no text"),
        (b" date 2024-05-01 T\n\n" + b"x" * MAX_BYTES, "at most 5,000,000 are read"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_way_out(raw, message):
    with pytest.raises(ReportError, match=message) as caught:
        read(raw)
    assert "report.txt" in str(caught.value)
    assert caught.value.hint


def test_a_report_without_a_date_is_refused_with_the_three_ways_to_give_one():
    with pytest.raises(UndatedReportError, match=r"report.txt has no date") as caught:
        read("Text.")
    assert caught.value.hint.count("YYYY-MM-DD") == 3


def test_tomorrow_is_not_the_future():
    assert read(" date 2025-06-02 T\n\nText.").reported_on == date(2025, 6, 2)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_whole_or_refused(raw):
    with suppress(ReportError):
        report = read(b" date 2024-05-01 T\n\nSome text first. " + raw)
        assert report.raw.endswith(raw)


def test_folders_are_walked_in_order_and_hidden_files_left_alone(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", "d.odt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = list(locate([str(tmp_path)]))
    assert [f.path.name for f in found] == ["a.md", "b.txt", "d.odt", "c.txt"]
    with pytest.raises(ReportError, match=r"'.odt' is not a format"):
        list(found[2].take(b"x", today=TODAY, reported_on=TODAY))


def test_what_is_not_there_comes_out_as_an_error_and_the_rest_goes_on(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    missing, found = locate([str(tmp_path / "no.txt"), str(tmp_path / "a.txt")])
    assert isinstance(missing, ReportError)
    assert found.read_bytes() == b"x"


def test_a_file_that_vanishes_is_named(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (found,) = locate([str(tmp_path / "a.txt")])
    (tmp_path / "a.txt").unlink()
    with pytest.raises(ReportError, match=r"a.txt cannot be read: No such file"):
        found.read_bytes()
