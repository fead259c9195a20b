"""What is fetched is kept with its address and time, and reads the same from the copy."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.case.folder import open_case_folder
from pourparler.ledger import Ledger
from pourparler.ledger.query import ReportQuery
from pourparler.workbench.reading import read_reports
from reader.sources.servers import serve
from reader.sources.test_feeds import ATOM
from workbench.test_reading import CASE
from workbench.test_uploads import PAGE

TODAY = date(2024, 6, 1)
DATED = PAGE.replace(
    b"<head>", b'<head><meta property="article:published_time" content="2024-05-01T10:00:00Z">'
)


@pytest.fixture
def case(tmp_path):
    (tmp_path / "case.yaml").write_text(CASE, "utf-8")
    return open_case_folder(tmp_path)


@pytest.fixture(scope="module")
def site():
    with serve() as site:
        yield site


def reports(case):
    with Ledger.open(case.ledger_path) as ledger:
        return ledger.find_reports(ReportQuery())


def test_a_page_is_archived_with_its_address_and_reads_the_same_without_the_network(case, site):
    site.give("/news/talks", DATED)
    targets = [site.at("/news/talks")]
    assert read_reports(case, targets, today=TODAY, network=site.network).new_reports == 1
    (first,) = reports(case)
    assert first.url == targets[0]
    assert first.retrieved_at is not None
    assert first.path == "reports/2024-05-01-talks.html"
    assert (case.path / first.path).read_bytes() == DATED
    again = read_reports(case, targets, today=TODAY, network=site.network)
    assert (again.reports, again.unchanged_reports) == (1, 1)
    case.ledger_path.unlink()
    assert read_reports(case, today=TODAY).skipped == []
    assert reports(case) == [first]


def test_a_page_without_a_date_is_refused_and_leaves_nothing(case, site):
    site.give("/2024/05/07/talks", PAGE)
    targets = [site.at("/2024/05/07/talks")]
    (skipped,) = read_reports(case, targets, today=TODAY, network=site.network).skipped
    assert skipped.name == targets[0]
    assert "has no date" in skipped.reason
    assert not case.reports_path.exists()
    given = read_reports(
        case, targets, today=TODAY, network=site.network, reported_on=date(2024, 5, 7)
    )
    assert given.new_reports == 1


def test_a_date_in_an_address_is_not_taken(case, site):
    site.give("/2024-05-01-talks.html", PAGE)
    targets = [site.at("/2024-05-01-talks.html")]
    (skipped,) = read_reports(case, targets, today=TODAY, network=site.network).skipped
    assert "has no date" in skipped.reason


def test_a_feed_gives_its_entries_and_giving_it_again_adds_nothing(case, site):
    site.give("/feed", ATOM.encode(), "application/atom+xml")
    options = {"today": TODAY, "network": site.network}
    assert read_reports(case, [site.at("/feed")], **options).new_reports == 2
    first, _ = reports(case)
    assert first.url == "https://g.test/2"
    assert first.retrieved_at is not None
    assert (case.path / first.path).read_bytes() == first.raw
    again = read_reports(case, [site.at("/feed")], **options)
    assert (again.new_reports, again.unchanged_reports) == (0, 2)


def test_what_cannot_be_fetched_is_named_and_the_rest_goes_in(case, site):
    site.give("/a", DATED)
    site.redirect("/b", f"http://127.0.0.1:{site.port}/a")
    targets = [site.at("/missing.html", "name.invalid"), site.at("/b"), site.at("/a")]
    summary = read_reports(case, targets, today=TODAY, network=site.network)
    assert summary.new_reports == 1
    assert [skipped.name for skipped in summary.skipped] == targets[:2]
    assert "[PP306]" in summary.skipped[1].reason


def test_a_companion_says_what_a_file_cannot(case, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "page.html").write_bytes(PAGE)
    (inbox / "page.html.about").write_text(
        " date 2024-05-03 Minutes\npublisher: Office\nhandling: internal\n", "utf-8"
    )
    assert read_reports(case, [str(inbox)], today=TODAY).new_reports == 1
    (report,) = reports(case)
    assert (report.reported_on, report.title) == (date(2024, 5, 3), "Minutes")
    assert (report.publisher, report.handling) == ("Office", "internal")
    case.ledger_path.unlink()
    read_reports(case, today=TODAY)
    assert reports(case) == [report]


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ("publisher: X\n", "holds more or less than header lines"),
        (" date 2024-05-03 T\n\nA text.\n", "holds more or less than header lines"),
        (" date 2024-05-03 T\nhandling: secret\n", "handling 'secret' is not allowed"),
        (" date 2024-05-03 T\n", "dated 2024-05-01 by what it says itself, and 2024-05-03"),
    ],
)
def test_a_companion_that_says_something_else_is_named(case, tmp_path, about, message):
    (tmp_path / "page.html").write_bytes(DATED)
    (tmp_path / "page.html.about").write_text(about, "utf-8")
    (skipped,) = read_reports(case, [str(tmp_path / "page.html")], today=TODAY).skipped
    assert message in skipped.reason
