"""Files made to do harm are refused by name or read as far as they are harmless."""

from __future__ import annotations

import io
import socket
import zipfile
import zlib
from contextlib import suppress
from datetime import date
from email.message import EmailMessage

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.errors import ReportError
from pourparler.reader.sources import html, pdf
from pourparler.reader.sources.formats import FEEDS, SINGLE, TABLES, read_many, read_one
from reader.sources.test_documents import SAID, docx_bytes, page, pdf_bytes
from reader.sources.test_feeds import ATOM
from reader.sources.test_tables import FILES

TODAY = date(2025, 6, 1)
NAME = "2024-05-01-x"


def read(raw, suffix):
    return read_one(raw, suffix, name=f"{NAME}{suffix}", today=TODAY, reported_on=None)


@pytest.fixture
def no_network(monkeypatch):
    def refused(*words, **options):
        raise AssertionError("a file opened a connection")

    read(page(), ".html")  # the libraries are loaded before connections are refused
    read(docx_bytes(), ".docx")
    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


HARM = """<script>evil()</script><img src="http://127.0.0.1:9/x" onerror="evil()">
<iframe src="http://127.0.0.1:9/"></iframe><object data="http://127.0.0.1:9/"></object>
<link rel="stylesheet" href="http://127.0.0.1:9/"><svg onload="evil()"><script>evil()</script></svg>
<a href="javascript:evil()">a link</a><style>@import "http://127.0.0.1:9/";</style>
<math><annotation-xml encoding="text/html"><script>evil()</script></annotation-xml></math>"""


def test_script_in_a_page_stays_out_and_nothing_is_fetched(no_network):
    text = read(page(more=HARM), ".html").text
    assert SAID in text
    assert "evil" not in text
    assert "127.0.0.1" not in text


def test_markup_written_as_text_stays_text_and_is_for_pages_to_escape(no_network):
    text = read(page(more=f"<p>{SAID} &lt;script&gt;shown()&lt;/script&gt;</p>"), ".html").text
    assert "<script>shown()</script>" in text


def test_a_page_of_too_many_elements_or_attributes_is_named(monkeypatch):
    many = b"<html><body><p " + b" ".join(b"a%d=1" % i for i in range(3_000)) + b">x</body></html>"
    with pytest.raises(ReportError, match="a tag of over 1,000 attributes"):
        read(many, ".html")
    quoted = page(more=f'<svg><path d="{"M 0 0 " * 5_000}"/></svg><p>{"word " * 5_000}</p>')
    assert SAID in read(quoted, ".html").text
    monkeypatch.setattr(html, "MAX_ELEMENTS", 1_000)
    with pytest.raises(ReportError, match="more than 1,000 elements"):
        read(b"<html><body>" + b"<p>a" * 1_000, ".html")


def packed_pdf(stream):
    """A PDF of one page whose content is packed."""
    packed = zlib.compress(stream, 9)
    head, tail = pdf_bytes("@").split(b"(@)")
    whole = head + b"(@)" + tail
    start = whole.index(b"<< /Length")
    end = whole.index(b"endstream")
    content = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\n" % (len(packed), packed)
    return whole[:start] + content + whole[end:]


def test_a_pdf_that_unpacks_without_end_is_named():
    raw = packed_pdf(b" " * 100_000_000)
    assert len(raw) < 200_000
    with pytest.raises(ReportError, match=r"x\.pdf"):
        read(raw, ".pdf")
    assert "said" in read(packed_pdf(b"BT /F1 12 Tf (she said no) Tj ET"), ".pdf").text


def test_a_pdf_that_asks_for_much_work_is_left_in_time(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_SECONDS", 0.0)
    with pytest.raises(ReportError, match="takes more than 0 seconds"):
        read(pdf_bytes(SAID, pages=30), ".pdf")


def test_a_pdf_whose_pages_lead_in_a_circle_is_named():
    raw = pdf_bytes(SAID).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(ReportError, match=r"x\.pdf"):
        read(raw, ".pdf")


def repacked(raw, change):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return out.getvalue()


def body(change):
    def changed(name, content):
        return change(content) if name == "word/document.xml" else content

    return repacked(docx_bytes(), changed)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda xml: xml + b" " * 25_000_000, "bytes of markup; at most 20,000,000"),
        (lambda xml: b'<!DOCTYPE w [<!ENTITY a "b">]>' + xml, "damaged"),
        (lambda xml: xml[:-40], "not a Word file"),
        (lambda xml: b"", "not a Word file"),
    ],
)
def test_a_word_file_that_would_expand_or_is_broken_is_named(change, message):
    with pytest.raises(ReportError, match=message):
        read(body(change), ".docx")


def test_a_cell_that_claims_to_be_endless_is_read_once():
    wide = body(lambda xml: xml.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="2000000000"/>'))
    text = read(wide, ".docx").text
    assert text.count("in a table") == 1


def test_a_word_file_with_a_template_from_elsewhere_is_read_without_it(no_network):
    def linked(name, content):
        if name != "word/_rels/document.xml.rels":
            return content
        link = (
            b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/attachedTemplate" Target="http://127.0.0.1:9/x" TargetMode="External"/>'
        )
        return content.replace(b"</Relationships>", link + b"</Relationships>")

    assert SAID in read(repacked(docx_bytes(), linked), ".docx").text


def test_a_message_in_a_thousand_messages_is_named_or_read():
    raw = b""
    for number in range(2_000):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
    with suppress(ReportError):
        read(b"Date: Wed, 01 May 2024 10:00:00 +0000\n" + raw, ".eml")


def eml_bytes():
    message = EmailMessage()
    message["Date"] = "Wed, 01 May 2024 10:00:00 +0000"
    message.set_content(SAID)
    message.add_alternative(f"<p>{SAID}</p>", subtype="html")
    message.add_attachment(b"\x00", maintype="application", subtype="x", filename="a.bin")
    return bytes(message)


WHOLE = {
    ".html": page(),
    ".pdf": pdf_bytes(SAID),
    ".docx": docx_bytes(),
    ".eml": eml_bytes(),
    ".xml": ATOM.encode(),
    ".xlsx": FILES["t.xlsx"],
}


@pytest.mark.parametrize("suffix", WHOLE)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_file_with_some_bytes_changed_is_read_or_named(suffix, data):
    raw = bytearray(WHOLE[suffix])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    with suppress(ReportError):
        name = f"{NAME}{suffix}"
        many = read_many(bytes(raw), suffix, name=name, today=TODAY, reported_on=TODAY)
        if many is None:
            read(bytes(raw), suffix)
        else:
            list(many)


def test_every_format_is_tried_here_or_in_the_tests_of_text_and_tables():
    texts = {".txt", ".text", ".md", ".markdown", ".htm"}
    assert {*SINGLE, *TABLES, *FEEDS} - texts - {".rss", ".atom", ".csv", ".jsonl"} == {*WHOLE}


def test_a_word_file_of_many_empty_paragraphs_holds_no_text():
    document = docx.Document()
    out = io.BytesIO()
    document.save(out)
    many = repacked(
        out.getvalue(),
        lambda name, xml: (
            xml.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 20_000)
            if name == "word/document.xml"
            else xml
        ),
    )
    with pytest.raises(ReportError, match="holds no text"):
        read(many, ".docx")
