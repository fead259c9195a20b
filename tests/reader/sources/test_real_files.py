"""Files as programs make them: printed by a browser, saved by libraries, read as written."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import date
from email.message import EmailMessage

import docx
import pytest

from pourparler.reader.sources.formats import read_one
from reader.sources.test_documents import pdf_bytes

TODAY = date(2025, 6, 1)
FIRST = "The minister of Northland said that a truce must come before all other talks."
SECOND = "Southland told reporters that it refuses a truce without a signed treaty."
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def read(raw, name):
    report = read_one(raw, name[name.rindex(".") :], name=name, today=TODAY, reported_on=None)
    return report, report.text[report.body_start :]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Two pages printed by a browser, or by hand where there is none."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return pdf_bytes(f"{FIRST} {SECOND}")
    folder = tmp_path_factory.mktemp("print")
    (folder / "page.html").write_text(
        f"<title>Talks</title><p>{FIRST}</p><p style='break-before:page'>{SECOND}</p>", "utf-8"
    )
    subprocess.run(
        [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile", f"--print-to-pdf={folder}/out.pdf",
            (folder / "page.html").as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "out.pdf").read_bytes()


def test_a_printed_pdf_gives_the_words_of_all_its_pages(printed):
    report, body = read(printed, "2024-05-01-talks.pdf")
    words = re.sub(r"\s+", " ", body)
    assert FIRST in words
    assert SECOND in words
    assert words.index(FIRST) < words.index(SECOND)
    assert report.reported_on == date(2024, 5, 1)


def test_a_word_file_gives_headings_lists_and_tables_in_their_order():
    document = docx.Document()
    document.core_properties.title = "Minutes"
    document.add_heading("Second round", level=1)
    document.add_paragraph(FIRST)
    document.add_paragraph("A list entry", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for place, words in enumerate(("Party", "Answer", "Southland", "No")):
        table.cell(place // 2, place % 2).text = words
    table.cell(1, 0).add_paragraph("and more")
    document.add_paragraph(SECOND)
    out = io.BytesIO()
    document.save(out)
    report, body = read(out.getvalue(), "2024-05-01-minutes.docx")
    assert report.title == "Minutes"
    assert body.strip().split("\n\n") == [
        "Second round", FIRST, "A list entry",
        "Party | Answer\nSouthland\nand more | No", SECOND,
    ]  # fmt: skip


def test_a_message_with_attachments_in_other_letters_is_read_as_written():
    message = EmailMessage()
    message["Subject"] = "Перемовини: другий день"
    message["From"] = "Ґалина Їжак <desk@example.org>"
    message["Date"] = "Wed, 01 May 2024 23:30:00 -0500"
    message.set_content(f"{FIRST}\n\nВона сказала: «ні».\n")
    message.add_alternative(f"<p>{SECOND}</p>", subtype="html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="умови.pdf")
    message.add_attachment("a,b\n1,2\n", subtype="csv", filename="table.csv")
    report, body = read(bytes(message), "talks.eml")
    assert report.title == "Перемовини: другий день"
    assert report.author == "Ґалина Їжак <desk@example.org>"
    assert report.reported_on == date(2024, 5, 1)
    assert body.strip() == (f"{FIRST}\n\nВона сказала: «ні».\n\nAttachments: умови.pdf, table.csv")
