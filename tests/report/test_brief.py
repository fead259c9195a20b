"""The brief as HTML and Markdown: all sections, nothing from outside, nothing unescaped."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from pourparler.errors import BriefError
from pourparler.report.entries import likely_day
from pourparler.report.html import render_html
from pourparler.report.markdown import render_markdown
from pourparler.report.outline import OWN_SECTIONS, Section, order_sections
from pourparler.report.page import arrange
from pourparler.report.words import speaker_words, told_words
from report.valley import make_report, make_statement, valley_content

FIRST, AFTER, BARE = (
    {
        "issue": "ceasefire", "from_option": option, "to_option": option,
        "modality": "supports", "probability": 0.9,
    }
    for option in ("first", "after", None)
)  # fmt: skip
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Tree(HTMLParser):
    """Collects ids, links and what is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.loaded: list[str] = []
        self.open: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.targets += [values["href"]] if values.get("href", "").startswith("#") else []
        self.loaded += [values[key] for key in ("src", "srcset", "data") if key in values]

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page() -> str:
    return render_html(valley_content())


@pytest.fixture(scope="module")
def tree(page) -> Tree:
    read = Tree()
    read.feed(page)
    return read


def test_every_section_is_there_and_every_link_of_the_page_leads_somewhere(page, tree):
    assert tree.open == []
    assert [i for i in tree.ids if i in {s.name for s in OWN_SECTIONS}] == [
        s.name for s in OWN_SECTIONS
    ]
    assert set(tree.targets) <= {f"#{name}" for name in tree.ids}
    assert len(tree.ids) == len(set(tree.ids))


def test_every_statement_is_quoted_with_its_report(page, tree):
    content = valley_content()
    copies = {report.id for report in content.reports if report.duplicate_of}
    for statement in content.statements:
        if statement.report not in copies:
            assert f"s-{statement.id}" in tree.ids
    assert sum(name.startswith("r-") for name in tree.ids) == len(content.reports)


def test_nothing_is_loaded_and_nothing_runs(page, tree):
    assert tree.loaded == []
    assert not tree.tags & {"script", "iframe", "link", "form", "object", "embed", "img"}
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page
    assert "url(" not in style
    assert " style=" not in page


@pytest.mark.parametrize("render", [render_html, render_markdown])
def test_equal_content_gives_equal_text_that_names_what_it_is_made_from(render):
    content = valley_content()
    text = render(content)
    assert text == render(valley_content())
    plain = re.sub(r"<[^>]+>|[`\\]", "", text)
    for value in (content.digest, content.mark, content.version, content.command):
        assert value in plain


HOSTILE = "</style><script>alert(1)</script> [x](javascript:alert) `#` <b onclick=x>\x1b[2J\u202e"


@pytest.mark.parametrize("render", [render_html, render_markdown])
def test_words_of_a_report_stay_words(render):
    sentence = f"Norland said {HOSTILE} yes."
    report = make_report(body=sentence, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    told = ("A", "Norland", "said", HOSTILE, sentence, {"actors": ["norland"]})
    content = valley_content(reports=(report,), statements=(make_statement(report, told),))
    text = render(content)
    assert "<script" not in text
    assert "<b onclick" not in text
    if render is render_markdown:
        assert not re.search(r"(?<!\\)\]\(<?javascript", text)
    assert 'href="javascript' not in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_markdown_has_a_footnote_for_every_report():
    content = valley_content()
    text = render_markdown(content)
    for number in range(1, len(content.reports) + 1):
        assert f"[^{number}]: " in text
        assert re.search(rf"\[\^{number}\](?!:)", text)


def test_a_space_stands_between_who_speaks_and_the_cue():
    content = valley_content()
    spoken = [s for s in content.statements if s.actors and s.cue.strip()]
    text = render_markdown(content)
    whos = {told_words(content.case, s)[0] for s in spoken}
    assert any(f"  - {who} " in text for who in whos)
    assert not re.search(r"^  - [^:\n]*\)[a-z]", text, re.M)
    for statement in spoken:
        who, cue = told_words(content.case, statement)
        assert cue == ":" or f"{who}{cue}" not in text


def test_a_cue_that_ends_with_a_colon_is_followed_by_one():
    content = valley_content()
    said = replace(content.statements[0], cue="added a condition:", speaker="Ada", actors=())
    text = render_markdown(replace(content, statements=(said, *content.statements[1:])))
    assert "Ada added a condition: " in text
    assert "::" not in text


def test_an_empty_brief_is_still_a_page():
    for render in (render_html, render_markdown):
        text = render(valley_content(reports=(), statements=()))
        assert "Open questions" in text


def test_the_strictest_handling_stands_above_everything():
    content = valley_content()
    report = replace(content.reports[0], handling="confidential")
    text = render_html(replace(content, reports=(report, *content.reports[1:])))
    assert text.index("not to be passed on") < text.index("<main")


def test_a_section_of_another_module_follows_the_one_it_names():
    first = Section(name="one", title="One", after="positions")
    second = Section(name="two", title="Two", after="positions")
    last = Section(name="three", title="Three")
    names = [section.name for section in order_sections([first, second, last])]
    assert names == [
        "positions", "one", "two", "through-time", "chronology", "open", "statements",
        "three", "reports", "method",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Section(name="open", title="Again"), "given twice"),
        (Section(name="new", title="New", after="nowhere"), "which is none of"),
    ],
)
def test_a_section_without_a_place_is_refused(part, words):
    with pytest.raises(BriefError, match=words):
        order_sections([part])


@pytest.mark.parametrize(
    ("said_on", "first", "last", "expected"),
    [
        ("2031-04-02", "2031-04-02", "2031-04-02", "2031-04-02"),
        ("2031-04-07/2031-04-13", "2031-04-07", "2031-04-13", "2031-04-10"),
        ("2031-04-09~", "2031-04-03", "2031-04-09", "2031-04-09"),
        ("../2031-04-09", None, "2031-04-09", "2031-04-09"),
    ],
)
def test_one_day_stands_for_when_it_was_said(said_on, first, last, expected):
    statement = replace(
        valley_content().statements[0],
        said_on=said_on,
        said_first=first and date.fromisoformat(first),
        said_last=date.fromisoformat(last),
    )
    assert likely_day(statement) == date.fromisoformat(expected)


def test_a_week_does_not_hide_what_was_said_later_on_a_known_day():
    content = valley_content()
    report = make_report("H", "Norland wants a truce. Norland offers a bridge.")
    told = [
        ("H", "Norland", cue, words, sentence, {"actors": ["norland"], "said": said, "codings": c})
        for cue, words, sentence, said, c in (
            ("wants", "a truce", "Norland wants a truce.", "2031-04-07/2031-04-16", [FIRST]),
            ("offers", "a bridge", "Norland offers a bridge.", "2031-04-15", [AFTER]),
        )
    ]
    statements = tuple(make_statement(report, one) for one in told)
    page = arrange(replace(content, reports=(report,), statements=statements))
    row = next(row for row in page.matrix.rows if row.actor == "norland")
    assert row.cells[0].latest.coding.from_option == "after"


def test_a_cell_shows_a_reading_with_an_option_before_a_later_one_without():
    content = valley_content()
    report = make_report("H", "Norland wants a truce. Norland speaks of truces.")
    told = [
        ("H", "Norland", cue, words, sentence, {"actors": ["norland"], "said": said, "codings": c})
        for cue, words, sentence, said, c in (
            ("wants", "a truce", "Norland wants a truce.", "2031-04-10", [FIRST]),
            ("speaks", "of truces", "Norland speaks of truces.", "2031-04-15", [BARE]),
        )
    ]
    statements = tuple(make_statement(report, one) for one in told)
    page = arrange(replace(content, reports=(report,), statements=statements))
    row = next(row for row in page.matrix.rows if row.actor == "norland")
    assert row.cells[0].latest.coding.from_option == "first"


@pytest.mark.parametrize(
    ("cue", "audience", "rules", "expected"),
    [
        ("said", None, (), ("Norland", "said")),
        ("told", "Radio Keld", (), ("Norland", "told Radio Keld")),
        ("According to", None, (), ("Norland", ":")),
        ("is unclear", None, (("statement", "open question"),), ("Left unclear", ":")),
    ],
)
def test_who_and_how_read_as_a_sentence(cue, audience, rules, expected):
    content = valley_content()
    statement = replace(
        content.statements[0], cue=cue, audience=audience, rules=rules, actors=("norland",)
    )
    statement = replace(statement, speaker=None)
    assert told_words(content.case, statement) == expected


@pytest.mark.parametrize(
    ("speaker", "actors", "expected"),
    [
        ("which", ("norland",), "Norland"),
        ("the Council", ("norland",), "The Council (Norland)"),
        ("a diplomat, who spoke on condition of anonymity", (), "A diplomat"),
        ("Norland's envoy", ("norland",), "Norland's envoy"),
    ],
)
def test_a_speaker_is_named_briefly(speaker, actors, expected):
    content = valley_content()
    statement = replace(content.statements[0], speaker=speaker, actors=actors)
    assert speaker_words(content.case, statement) == expected
