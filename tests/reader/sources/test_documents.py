"""Pages, PDF, Word files and mail: text and metadata come in, hostile files do no harm."""

import io
import sys
from datetime import date
from email.message import EmailMessage

import docx
import pypdf
import pytest

from pourparler.errors import ReportError, UndatedReportError
from pourparler.reader.sources.docx import read_docx_report
from pourparler.reader.sources.eml import read_eml_report
from pourparler.reader.sources.html import read_html_report
from pourparler.reader.sources.locate import locate
from pourparler.reader.sources.packed import MAX_UNPACKED_BYTES
from pourparler.reader.sources.pdf import MAX_PAGES, read_pdf_report

TODAY = date(2025, 6, 1)
SAID = "The minister of Northland said that a truce must come first, before all other talks."
HEAD = """<meta property="article:published_time" content="2024-05-01T10:00:00Z">
<meta property="og:site_name" content="Wire A"><meta name="author" content="Jane Doe">"""


def page(head=HEAD, more=""):
    return (
        f"<html><head><title>Talks</title>{head}</head><body><nav>menu</nav><article>"
        f"<h1>Talks resume</h1><p>{SAID}</p>{more}<p>{SAID.replace('first', 'last')}</p>"
        "</article></body></html>"
    ).encode()


def html(raw, name="page.html", **options):
    return read_html_report(raw, name=name, today=TODAY, **options)


def test_a_page_gives_text_title_author_publisher_and_where_its_date_stood():
    report = html(page())
    assert (report.publisher, report.author) == ("Wire A", "Jane Doe")
    assert (report.reported_on, report.title) == (date(2024, 5, 1), "Talks resume")
    assert "dated_by: article:published_time" in report.text[: report.body_start]
    assert SAID in report.text[report.body_start :]
    assert report.raw == page()


def test_script_and_hidden_text_stay_out():
    hidden = "".join(
        f"<p {how}>Secret words that nobody sees, said the spokesman of the other side.</p>"
        for how in ("hidden", "style='display: none'", "style='visibility:hidden'")
    )
    text = html(page(more=f"<script>evil()</script>{hidden}")).text
    assert SAID in text
    assert "evil" not in text
    assert "Secret" not in text


def test_linked_data_gives_the_date_and_broken_linked_data_is_passed_over():
    broken = '<script type="application/ld+json">{"</script>'
    good = '<script type="application/ld+json">{"datePublished": "2024-05-03"}</script>'
    report = html(page(head=broken + good))
    assert report.reported_on == date(2024, 5, 3)
    assert "dated_by: JSON-LD datePublished" in report.text


def test_a_date_in_the_words_of_a_page_is_no_date_of_the_page():
    with pytest.raises(UndatedReportError) as caught:
        html(page(head="", more="<p>On 3 May 2024 the talks were resumed in the city.</p>"))
    assert caught.value.hint.count("YYYY-MM-DD") == 3
    assert caught.value.suggested_on == date(2024, 5, 3)
    assert "suggests 2024-05-03, which is a guess" in str(caught.value)
    named = html(page(head=""), name="2024-05-02-page.html")
    assert named.id == html(page(head=""), reported_on=date(2024, 5, 2)).id
    assert "dated_by" not in named.text


@pytest.mark.parametrize("raw", [b"", b"<html></html>", b"\x00\x01\x02", b"<" * 1000])
def test_what_is_no_page_is_named(raw):
    with pytest.raises(ReportError, match=r"page\.html"):
        html(raw)


def test_a_page_that_does_not_declare_its_encoding_is_read_as_a_text_file_is():
    said = "The minister said “not yet” – and that a truce in the Ґарне valley must come first."
    report = html(page(head=HEAD, more=f"<p>{said}</p>"))
    assert said in report.text


def test_a_page_and_a_file_of_too_many_bytes_are_named(tmp_path):
    path = tmp_path / "2024-05-01-large.html"
    path.write_bytes(b"<p>" + b"x" * 20_000_000)
    (found,) = locate([str(path)])
    with pytest.raises(ReportError, match="more than 20,000,000 bytes"):
        found.read_bytes()


def pdf_bytes(words=SAID, pages=1):
    """Build a PDF by hand: one font, one line a page, cross-references as they should be."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    stream = f"BT /F1 12 Tf 20 700 Td ({words}) Tj ET"
    for i in range(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    return (
        out
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
        ).encode()
    )


def pdf(raw, name="2024-05-01-talks.pdf"):
    return read_pdf_report(raw, name=name, today=TODAY)


def test_a_pdf_is_read_and_broken_cross_references_are_mended():
    raw = pdf_bytes()
    assert SAID in pdf(raw).text
    assert SAID in pdf(raw[: raw.rindex(b"startxref")] + b"startxref\n7\n%%EOF").text


def test_a_pdf_of_too_many_pages_or_locked_or_broken_is_named():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    raw = io.BytesIO()
    writer.write(raw)
    with pytest.raises(ReportError, match=r"10,000 pages"):
        pdf(pdf_bytes("x", pages=10_000))
    assert MAX_PAGES < 10_000
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(ReportError, match="is encrypted"):
        pdf(locked.getvalue())
    with pytest.raises(ReportError, match="not a PDF"):
        pdf(b"no such thing")
    with pytest.raises(ReportError, match="holds no text"):
        pdf(raw.getvalue())


@pytest.mark.parametrize(
    ("made", "suggested"),
    [("D:20240501103000Z", date(2024, 5, 1)), ("D:99999999", None), ("noon", None), ("", None)],
)
def test_a_pdf_is_not_dated_by_when_it_was_made_but_that_is_said(made, suggested):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_bytes()))
    writer.add_metadata({"/CreationDate": made})
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UndatedReportError) as caught:
        pdf(out.getvalue(), name="talks.pdf")
    assert caught.value.suggested_on == suggested


def test_what_the_library_fills_in_is_no_author_and_no_title():
    document = docx.Document()
    document.add_paragraph("The minister said a truce must come first.")
    out = io.BytesIO()
    document.save(out)
    report = word(out.getvalue())
    assert report.author is None
    assert "python-docx" not in report.text
    assert report.title != "Word Document"


def test_a_word_file_is_not_dated_by_when_it_was_made_but_that_is_said():
    with pytest.raises(UndatedReportError) as caught:
        word(docx_bytes(), name="talks.docx")
    assert caught.value.suggested_on == date(2013, 12, 23)  # of the library's own template


def docx_bytes():
    document = docx.Document()
    document.core_properties.title = "Talks resume"
    document.core_properties.author = "Jane Doe"
    document.add_paragraph(SAID)
    document.add_table(rows=1, cols=2).cell(0, 1).text = "in a table"
    document.part.relate_to("http://127.0.0.1:9/x.png", docx.opc.constants.RELATIONSHIP_TYPE.IMAGE,
                            is_external=True)  # fmt: skip
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word(raw, name="2024-05-01-talks.docx"):
    return read_docx_report(raw, name=name, today=TODAY)


def test_a_word_file_is_read_and_its_links_are_left_alone(monkeypatch):
    import socket

    monkeypatch.setattr(socket, "socket", None)
    report = word(docx_bytes())
    assert (report.title, report.author) == ("Talks resume", "Jane Doe")
    assert SAID in report.text
    assert "in a table" in report.text


def test_a_word_file_that_is_none_or_unpacks_too_large_is_named(monkeypatch):
    with pytest.raises(ReportError, match="damaged"):
        word(b"PK no")
    with pytest.raises(ReportError, match="damaged"):
        word(docx_bytes()[:2000])
    assert MAX_UNPACKED_BYTES == 100_000_000
    monkeypatch.setattr("pourparler.reader.sources.packed.MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(ReportError, match="unpacks to"):
        word(docx_bytes())


def mail(message, name="talks.eml"):
    return read_eml_report(bytes(message), name=name, today=TODAY)


def test_a_message_gives_its_text_date_and_sender_and_names_attachments():
    message = EmailMessage()
    message["Subject"], message["From"] = "Talks resume", "Jane Doe <jane@example.org>"
    message["Date"] = "Wed, 01 May 2024 10:00:00 +0000"
    message.set_content(SAID)
    message.add_alternative("<p>elsewhere</p>", subtype="html")
    message.add_attachment(b"MZ\x00", maintype="application", subtype="x", filename="terms.exe")
    report = mail(message)
    assert (report.reported_on, report.title) == (date(2024, 5, 1), "Talks resume")
    assert report.author == "Jane Doe <jane@example.org>"
    assert SAID in report.text
    assert "Attachments: terms.exe" in report.text
    assert "elsewhere" not in report.text


def test_a_message_of_html_alone_or_without_a_date():
    message = EmailMessage()
    message.set_content(
        f"<p>{SAID}</p>Second.<p hidden>Secret</p><script>evil()</script>", subtype="html"
    )
    with pytest.raises(UndatedReportError):
        mail(message)
    report = mail(message, name="2024-05-01-talks.eml")
    assert SAID in report.text
    assert "evil" not in report.text
    assert "Secret" not in report.text
    assert "first, before all other talks.\n\nSecond." in report.text
    with pytest.raises(ReportError, match="holds no text"):
        mail(b"", name="2024-05-01-x.eml")


def test_a_missing_library_is_named_with_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ReportError, match="'pypdf', which is not installed") as caught:
        pdf(pdf_bytes())
    assert "pourparler[sources]" in caught.value.hint
