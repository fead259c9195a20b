"""RSS and Atom: entries become reports with their own dates; entities stay unread."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.errors import ReportError
from pourparler.reader.sources.found import Found

TODAY = date(2025, 6, 1)
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>River Post</title>
<language>en-us</language>
<item><title>Talks &amp;amp; truce</title><link>https://post.test/1</link>
<pubDate>Wed, 01 May 2024 23:30:00 -0500</pubDate><dc:creator>Jane Doe</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>The minister <b>said</b> no.</p><script>evil()</script>
<p>Second.</p>]]></content:encoded></item>
<item><title>Undated</title><description>It said so.</description></item>
<item><title>Broken</title><pubDate>soon</pubDate><description>It said so.</description></item>
<item><title>Empty</title><pubDate>Wed, 01 May 2024 10:00:00 GMT</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Gazette</title>
<entry><title>Reply</title><link rel="self" href="https://g.test/x"/>
<link href="https://g.test/2"/><author><name>John Roe</name></author>
<published>2024-05-03T01:00:00+02:00</published><updated>2024-05-09T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>She refused.</p></div></content>
</entry>
<entry><title>Later</title><updated>2024-05-04T00:00:00Z</updated>
<summary type="text">2 &lt; 3, she said.</summary></entry></feed>"""


def take(raw, name="feed.xml", reported_on=None):
    raw = raw if isinstance(raw, bytes) else raw.encode()
    return list(Found(name, None, raw).take(raw, today=TODAY, reported_on=reported_on))


def test_entries_of_rss_are_reports_and_one_without_date_or_text_is_named():
    taken, *errors = take(RSS)
    report = taken.report
    assert (report.reported_on, report.title) == (date(2024, 5, 1), "Talks & truce")
    assert (report.publisher, report.author) == ("River Post", "Jane Doe")
    assert (report.url, report.language) == ("https://post.test/1", "en-US".replace("US", "us"))
    assert report.text[report.body_start :].strip() == "The minister said no.\n\nSecond."
    assert "dated_by: pubDate of the feed's entry" in report.text
    words = [str(error) for error in errors]
    assert "feed.xml entry 2, column date: there is no date" in words[0]
    assert "feed.xml entry 3, column date: there is no date" in words[1]
    assert "feed.xml entry 4, column text: there is no text" in words[2]


def test_entries_of_atom_are_dated_as_printed_by_when_they_were_published():
    first, second = take(ATOM, "feed.atom")
    assert (first.report.reported_on, first.report.url) == (date(2024, 5, 3), "https://g.test/2")
    assert (first.report.author, first.report.publisher) == ("John Roe", "Gazette")
    assert first.report.text.endswith("\n\nShe refused.\n")
    assert second.report.reported_on == date(2024, 5, 4)
    assert "dated_by: updated of the feed's entry" in second.report.text
    assert "2 < 3, she said." in second.report.text


def test_the_given_date_is_for_entries_without_one():
    assert take(RSS, reported_on=date(2024, 4, 1))[1].report.reported_on == date(2024, 4, 1)


BOMB = """<!DOCTYPE rss [<!ENTITY a "said "><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]>
<rss><channel><item><title>t</title><description>&b;&c;</description></item></channel></rss>"""


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (BOMB, "declares entities"),
        ("<html><body>no</body></html>", "neither RSS nor Atom"),
        ("no", "is not XML"),
        ("", "is not XML"),
        ("<rss>" + "<a>" * 5_000, "is not XML"),
    ],
)
def test_what_is_no_feed_or_a_hostile_one_is_refused_whole(raw, message):
    with pytest.raises(ReportError, match=message):
        take(raw)


def test_entries_are_bounded(monkeypatch):
    monkeypatch.setattr("pourparler.reader.sources.feed.MAX_ENTRIES", 1)
    with pytest.raises(ReportError, match="has 4 entries; at most 1"):
        take(RSS)
