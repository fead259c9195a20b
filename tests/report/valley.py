"""A fictional negotiation for the tests: eight reports, forty statements, every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pourparler.case.actors import Actor, Person
from pourparler.case.case import Case
from pourparler.case.issues import Issue, Option
from pourparler.case.records import Coding, Report, Spans, Statement, report_id, statement_id
from pourparler.report.brief_content import BriefContent

ACTORS = {
    "norland": ("Norland", "state"),
    "sudria": ("Republic of Sudria", "state"),
    "keld": ("Keld", "state"),
    "maritime": ("Maritime League", "organisation"),
    "aurland": ("Aurland", "state"),
    "tessaly": ("Tessaly", "state"),
    "council": ("Council of the Upper Valley", "movement"),
    "friends": ("Friends of the Valley", "coalition"),
    "vastmark": ("Vastmark", "state"),
    "ostria": ("Ostria", "state"),
    "lumen": ("Lumen", "state"),
    "farmers": ("Union of Valley Farmers", "movement"),
    "isles": ("Federated Outer Isles and Dependencies", "state"),
    "observers": ("Observer Mission", "organisation"),
}

ISSUES = {
    "ceasefire": (
        "When does the fighting stop?",
        "ordered",
        "Ceasefire",
        [
            ("first", 0, "A full ceasefire before talks begin"),
            ("alongside", 50, "A limited or temporary truce while talks are held"),
            ("after", 100, "No ceasefire until a comprehensive deal is signed"),
        ],
    ),
    "bridge": (
        "Who runs the Sarn bridge?",
        "unordered",
        "The bridge",
        [
            ("joint", None, "A joint administration of both parties"),
            ("league", None, "The Maritime League in trust"),
            ("norland", None, "Norland alone, as before the war"),
        ],
    ),
    "monitors": (
        "Who watches the line?",
        "ordered",
        "Monitors on the line",
        [
            ("none", 0, "Nobody from outside"),
            ("civilian", 40, "Unarmed civilian observers"),
            ("armed", 100, "An armed force with a mandate to intervene"),
        ],
    ),
    "water": (
        "How is the river's water shared?",
        "interval",
        "Water",
        [
            ("low", 20, "A fifth of the flow to Sudria"),
            ("half", 50, "Equal shares"),
            ("high", 80, "Four fifths of the flow to Sudria"),
        ],
    ),
    "prisoners": (
        "When are prisoners exchanged?",
        "ordered",
        "Prisoners",
        [
            ("now", 0, "All for all, at once and without conditions"),
            ("stages", 50, "In stages as the agreement is carried out"),
            ("never", 100, "Only after trials"),
        ],
    ),
    "lead": (
        "What does Aurland do if the agreement is broken?",
        "ordered",
        "Aurland's pledge",
        [
            ("nothing", 0, "It consults with its partners"),
            ("supplies", 50, "It sends weapons and money"),
            ("troops", 100, "It sends troops"),
        ],
    ),
    "sanctions": (
        "When are the trade measures lifted?",
        "ordered",
        "Trade measures",
        [
            ("signature", 0, "At the signature"),
            ("stepwise", 50, "Step by step, with a way back"),
            ("withdrawal", 100, "Only after a full withdrawal"),
        ],
    ),
}

PEOPLE = [
    ("Maren Holt", "norland", "prime minister"),
    ("Ilario Vance", "sudria", "president"),
    ("Tove Brand", "keld", "foreign minister"),
    ("Adele Quist", "maritime", "secretary-general"),
    ("Jonas Reed", "aurland", "president"),
]


def valley_case(**changes: Any) -> Case:
    fields: dict[str, Any] = {
        "title": "Talks over the Sarn valley",
        "notice": "Demonstration texts: invented actors, invented reports, no real conflict.",
        "actors": [Actor(id=i, name=name, kind=kind) for i, (name, kind) in ACTORS.items()],
        "people": [Person(name=n, actor=a, role=r) for n, a, r in PEOPLE],
        "parties": ["norland", "sudria"],
        "issues": [
            Issue(
                id=i,
                question=question,
                scale=scale,
                name=name,
                options=[Option(id=o, at=at, words=words) for o, at, words in options],
            )
            for i, (question, scale, name, options) in ISSUES.items()
        ],
    }
    return Case(**(fields | changes))


# key: (date, title, publisher, url, extra fields); sentences follow in TOLD
REPORTS: dict[str, tuple[str, str, str | None, str | None, dict[str, Any]]] = {
    "A": (
        "2031-03-03",
        "Fighting near the bridge overshadows first contacts",
        "The Sarn Courier",
        "https://courier.example/2031/03/03/contacts?page=1&view=full",
        {},
    ),
    "B": (
        "2031-03-04",
        "Fighting near the bridge overshadows first contacts",
        "Valley Wire",
        "https://wire.example/a/8812",
        {},
    ),
    "C": (
        "2031-03-11",
        "Communiqué of the Maritime League",
        "Maritime League",
        "https://league.example/communique/14",
        {"kind": "communique"},
    ),
    "D": (
        "2031-03-19",
        "Prime minister sets out terms",
        "The Sarn Courier",
        "https://courier.example/2031/03/19/terms",
        {},
    ),
    "E": ("2031-03-27", "Interview with Tove Brand", "Radio Keld", None, {"kind": "interview"}),
    "F": ("2031-04-02", "Notes from the corridor", None, None, {"kind": "note", "author": "aide"}),
    "G": (
        "2031-04-09",
        "El presidente responde",
        "Diario de Sudria",
        "https://diario.example/2031/04/09",
        {"language": "es", "translation": "agency"},
    ),
    "H": (
        "2031-04-16",
        "Where the sides stand before the second round",
        "The Sarn Courier",
        "https://courier.example/2031/04/16/second-round",
        {},
    ),
}

# report, source, cue, content, rest of the sentence with {} for the three, fields
Told = tuple[str, str, str, str, str, dict[str, Any]]


def _told(report: str, sentence: str, /, **fields: Any) -> Told:
    """Cut ``<source|...>`` style marks out of a sentence."""
    parts = {"source": "", "cue": "", "content": ""}
    plain = ""
    rest = sentence
    while "<" in rest:
        before, _, tail = rest.partition("<")
        marked, _, rest = tail.partition(">")
        role, _, words = marked.partition("|")
        parts[role] = words
        plain += before + words
    return report, parts["source"], parts["cue"], parts["content"], plain + rest, fields


def _on(issue: str, option: str | None, probability: float = 0.9, **more: Any) -> dict[str, Any]:
    fields = {"issue": issue, "from_option": option, "to_option": option}
    return fields | {"modality": "supports", "probability": probability} | more


TOLD: list[Told] = [
    _told(
        "A",
        "<source|Norland> <cue|wants> <content|a full ceasefire before anybody sits down>, its envoys say.",
        actors=["norland"],
        said="../2031-03-03",
        rule="no-date",
        codings=[_on("ceasefire", "first")],
    ),
    _told(
        "A",
        "On Sunday <source|the Sudrian president> <cue|called> that demand <content|“a trap with a white flag on it”>.",
        actors=["sudria"],
        speaker="Ilario Vance",
        attribution="mixed",
        said="2031-03-02",
        rule="weekday-past",
        force="refusal",
        codings=[_on("ceasefire", "first", 0.84, modality="opposes")],
    ),
    _told(
        "A",
        "<source|A diplomat close to the talks> <cue|said> <content|the bridge would be the hardest question of all>.",
        attribution="anonymous",
        said="2031-03-03",
        codings=[_on("bridge", None, 0.55, modality="ambiguous")],
    ),
    _told(
        "A",
        "<source|The Council of the Upper Valley> <cue|insisted> last week <content|that its people be asked before anything is signed>.",
        actors=["council"],
        said="2031-02-24/2031-03-02",
        rule="last-week",
        force="demand",
    ),
    _told(
        "A",
        "<source|The Union of Valley Farmers> <cue|demands> <content|equal shares of the water>.",
        actors=["farmers"],
        said="2031-03",
        rule="month",
        codings=[_on("water", "half", 0.71)],
    ),
    _told(
        "B",
        "<source|Norland> <cue|wants> <content|a full ceasefire before anybody sits down>, its envoys say.",
        actors=["norland"],
        said="../2031-03-04",
        rule="no-date",
        codings=[_on("ceasefire", "first")],
    ),
    _told(
        "B",
        "<source|Villagers> <cue|said> <content|they had not slept for three nights>.",
        said="2031-03-04",
    ),
    _told(
        "C",
        "<source|The League> <cue|offers> <content|to hold the Sarn bridge in trust for as long as both sides wish>.",
        actors=["maritime"],
        attribution="direct",
        force="offer",
        said="2031-03-11",
        reviewed=True,
        codings=[_on("bridge", "league", 0.99)],
    ),
    _told(
        "C",
        "<source|It> <cue|calls on> <content|both sides to exchange all prisoners at once>.",
        actors=["maritime"],
        speaker="Adele Quist",
        attribution="direct",
        force="demand",
        said="2031-03-11",
        reviewed=True,
        codings=[_on("prisoners", "now", 0.97)],
    ),
    _told(
        "C",
        "<source|The Friends of the Valley> <cue|have pledged> <content|unarmed observers>, forty of them.",
        actors=["friends"],
        said="../2031-03-11",
        rule="no-date",
        force="promise",
        codings=[_on("monitors", "civilian", 0.88)],
    ),
    _told(
        "C",
        "<source|Lumen and Ostria> <cue|declared> <content|that trade measures would be lifted step by step>.",
        actors=["lumen", "ostria"],
        said="2031-03-10",
        rule="day-before",
        codings=[_on("sanctions", "stepwise", 0.9)],
    ),
    _told(
        "D",
        "<source|Maren Holt> <cue|told> parliament on Tuesday <content|that Norland would never again leave the bridge to others>.",
        actors=["norland"],
        speaker="Maren Holt",
        force="red_line",
        said="2031-03-18",
        rule="weekday-past",
        audience="parliament",
        negated=True,
        codings=[_on("bridge", "norland", 0.81)],
    ),
    _told(
        "D",
        "<source|The prime minister> <cue|said> <content|a limited truce was conceivable if the guns were first moved out of range>.",
        actors=["norland"],
        speaker="Maren Holt",
        said="2031-03-18",
        rule="sentence-before",
        conditional=True,
        hedged=True,
        codings=[_on("ceasefire", "alongside", 0.77, modality="conditional")],
    ),
    _told(
        "D",
        "<content|“We want soldiers there, not notebooks,”> <source|she> <cue|said>.",
        actors=["norland"],
        speaker="Maren Holt",
        attribution="direct",
        said="2031-03-18",
        rule="sentence-before",
        codings=[_on("monitors", "armed", 0.93)],
    ),
    _told(
        "D",
        "<source|She> <cue|declined to say> <content|whether prisoners would be tried>.",
        actors=["norland"],
        speaker="Maren Holt",
        said="2031-03-18",
        rule="sentence-before",
        codings=[_on("prisoners", None, 0.8, modality="declined")],
    ),
    _told(
        "D",
        "<source|Aurland’s president, Jonas Reed,> <cue|threatened> “<content|severe consequences” for whoever breaks a truce>.",
        actors=["aurland"],
        speaker="Jonas Reed",
        attribution="mixed",
        force="threat",
        said="2031-03-17",
        rule="weekday-past",
        codings=[
            _on("lead", "supplies", 0.58, to_option="troops"),
            _on("ceasefire", "alongside", 0.34),
        ],
    ),
    _told(
        "D",
        "<source|Two officials> <cue|said> <content|Aurland had moved a hospital ship to the coast>.",
        attribution="anonymous",
        said="2031-03-19",
    ),
    _told(
        "E",
        "<source|Brand>: <content|We would send observers, without weapons, the day after a signature.>",
        actors=["keld"],
        speaker="Tove Brand",
        attribution="direct",
        said="2031-03-26",
        rule="day-before",
        force="offer",
        reviewed=True,
        codings=[_on("monitors", "civilian", 0.96)],
    ),
    _told(
        "E",
        "<source|Brand>: <content|The measures can go step by step, but with a way back.>",
        actors=["keld"],
        speaker="Tove Brand",
        attribution="direct",
        said="2031-03-26",
        rule="day-before",
        codings=[_on("sanctions", "stepwise", 0.95)],
    ),
    _told(
        "E",
        "<source|She> <cue|believes> <content|Norland will in the end accept a joint administration of the bridge>.",
        actors=["keld"],
        speaker="Tove Brand",
        said="2031-03-26",
        rule="day-before",
        codings=[_on("bridge", "joint", 0.62, about="norland")],
    ),
    _told(
        "E",
        "Asked about water, <source|she> <cue|would not be drawn> on <content|who gets how much>.",
        actors=["keld"],
        speaker="Tove Brand",
        said="2031-03-26",
        rule="day-before",
        codings=[_on("water", None, 0.66, modality="declined")],
    ),
    _told(
        "F",
        "<source|A Sudrian negotiator> <cue|let it be known> <content|that four fifths of the water was an opening bid>.",
        actors=["sudria"],
        attribution="anonymous",
        said="2031-03-31~",
        rule="about",
        hedged=True,
        codings=[_on("water", "high", 0.64)],
    ),
    _told(
        "F",
        "<source|The Observer Mission> <cue|counted> <content|eleven breaches on the northern line>.",
        actors=["observers"],
        attribution="deed",
        force="deed",
        said="2031-03-30",
    ),
    _told(
        "F",
        "<source|Vastmark> <cue|is said to favour> <content|nobody from outside on the line at all>.",
        actors=["vastmark"],
        attribution="anonymous",
        said="../2031-04-02",
        rule="no-date",
        codings=[_on("monitors", "none", 0.52)],
    ),
    _told(
        "F",
        "<source|One mediator> <cue|thought> <content|the order of steps was still unclear>.",
        attribution="anonymous",
        said="2031-04-02",
        codings=[_on("ceasefire", None, 0.6, modality="ambiguous")],
    ),
    _told(
        "F",
        "<source|The translator> <cue|whispered> <content|that lunch would be late>.",
        said="2031-04-02",
    ),
    _told(
        "G",
        "<source|El presidente Vance> <cue|dijo> <content|que no habrá alto el fuego sin un acuerdo completo>.",
        actors=["sudria"],
        speaker="Ilario Vance",
        said="2031-04-08",
        rule="day-before",
        codings=[_on("ceasefire", "after", 0.89)],
    ),
    _told(
        "G",
        "<source|Vance> <cue|rechazó> <content|cualquier tropa extranjera en la línea>.",
        actors=["sudria"],
        speaker="Ilario Vance",
        said="2031-04-08",
        rule="sentence-before",
        force="refusal",
        codings=[_on("monitors", "armed", 0.91, modality="opposes")],
    ),
    _told(
        "G",
        "<content|«Los prisioneros vuelven a casa por etapas»>, <cue|añadió> <source|el presidente>.",
        actors=["sudria"],
        speaker="Ilario Vance",
        attribution="direct",
        said="2031-04-08",
        rule="sentence-before",
        codings=[_on("prisoners", "stages", 0.86)],
    ),
    _told(
        "G",
        "<source|El Gobierno> <cue|exige> <content|que las medidas comerciales se levanten con la firma>.",
        actors=["sudria"],
        said="../2031-04-09",
        rule="no-date",
        force="demand",
        codings=[_on("sanctions", "signature", 0.9)],
    ),
    _told(
        "H",
        "<source|Aurland> <cue|will not send> <content|troops if the agreement is broken>, Reed said on Monday.",
        actors=["aurland"],
        speaker="Jonas Reed",
        said="2031-04-14",
        rule="weekday-past",
        negated=True,
        force="refusal",
        codings=[_on("lead", "troops", 0.94, modality="opposes")],
    ),
    _told(
        "H",
        "<source|Reed> <cue|said> the same day <content|that a truce was “unnecessary”>.",
        actors=["aurland"],
        speaker="Jonas Reed",
        attribution="mixed",
        said="2031-04-14",
        rule="same-day",
        codings=[_on("ceasefire", "after", 0.7)],
    ),
    _told(
        "H",
        "Hours later <source|he> <cue|told> reporters <content|that “of course we would all prefer the guns to fall silent first.”>",
        actors=["aurland"],
        speaker="Jonas Reed",
        attribution="mixed",
        said="2031-04-14",
        rule="same-day",
        audience="reporters",
        codings=[_on("ceasefire", "first", 0.88)],
    ),
    _told(
        "H",
        "<source|Tessaly> <cue|has repeatedly said> <content|that it would send weapons but no soldiers>.",
        actors=["tessaly"],
        said="../2031-04-16",
        rule="no-date",
        codings=[_on("lead", "supplies", 0.31)],
    ),
    _told(
        "H",
        "<source|The Federated Outer Isles> <cue|support> <content|the League’s trust over the bridge>.",
        actors=["isles"],
        said="../2031-04-16",
        rule="no-date",
        codings=[_on("bridge", "league", 0.92)],
    ),
    _told(
        "H",
        "<source|The Friends of the Valley> <cue|have begun> <content|training observers for the line>.",
        actors=["friends"],
        attribution="deed",
        force="deed",
        said="2031-04",
        rule="month",
        codings=[_on("monitors", "civilian", 0.74)],
    ),
    _told(
        "H",
        "<source|Norland’s government> <cue|refused to say> <content|when the trade measures would end>.",
        actors=["norland"],
        said="2031-04-15",
        rule="weekday-past",
        codings=[_on("sanctions", None, 0.7, modality="declined")],
    ),
    _told(
        "H",
        "<source|Sudria> <cue|rejected> on Tuesday <content|the idea of the bridge under anybody’s trust>.",
        actors=["sudria"],
        said="2031-04-15",
        rule="weekday-past",
        force="refusal",
        codings=[_on("bridge", "league", 0.83, modality="opposes")],
    ),
    _told(
        "H",
        "<source|Lumen> <cue|holds> <content|that all prisoners should go home at once>.",
        actors=["lumen"],
        said="2031-04-11/2031-04-13",
        rule="weekend",
        codings=[_on("prisoners", "now", 0.9)],
    ),
    _told(
        "H",
        "How <source|reports> <cue|describe> it, <content|the pledge of Aurland is anything but clear>.",
        said="2031-04-16",
        codings=[_on("lead", None, 0.75, modality="ambiguous")],
    ),
    _told(
        "H",
        "<source|Holt> <cue|hinted> <content|that she could live with a joint administration>.",
        actors=["norland"],
        speaker="Maren Holt",
        said="2031-04-15",
        rule="weekday-past",
        hedged=True,
        codings=[_on("bridge", "joint", 0.22)],
    ),
]


def _bounds(said: str, reported_on: date) -> tuple[date | None, date]:
    first, slash, last = said.rstrip("~").partition("/")
    if slash:
        return (None if first == ".." else date.fromisoformat(first)), date.fromisoformat(last)
    if len(first) == 7:
        day = date.fromisoformat(f"{first}-01")
        return day, min(date(day.year, day.month, 28), reported_on)
    return date.fromisoformat(first), date.fromisoformat(first)


def make_report(key: str = "A", body: str = "Norland wants peace.", **changes: Any) -> Report:
    day, title, publisher, url, more = REPORTS[key]
    header = f" date {day} {title}\n\n"
    text = header + body
    fields: dict[str, Any] = {
        "id": report_id(text),
        "text": text,
        "raw": text.encode("utf-8", "surrogatepass"),
        "encoding": "utf-8",
        "reported_on": date.fromisoformat(day),
        "title": title,
        "body_start": len(header),
        "publisher": publisher,
        "url": url,
    }
    return Report(**(fields | more | changes))


def make_statement(report: Report, told: Told) -> Statement:
    _, source, cue, content, sentence, given = told
    at = report.text.index(sentence)

    def span(words: str) -> tuple[tuple[int, int], ...]:
        start = at + sentence.index(words)
        return ((start, start + len(words)),) if words else ()

    spans = Spans(source=span(source), cue=span(cue), content=span(content))
    said = given.get("said", report.reported_on.isoformat())
    first, last = _bounds(said, report.reported_on)
    actors = tuple(given.get("actors", ()))
    codings = tuple(
        Coding(coder="pourparler", wording="0" * 12, **coding)
        for coding in given.get("codings", ())
    )
    return Statement(
        id=statement_id(report.id, spans, actors),
        report=report.id,
        spans=spans,
        source=source,
        cue=cue,
        content=content,
        context=sentence,
        actors=actors,
        speaker=given.get("speaker"),
        attribution=given.get("attribution", "indirect"),
        force=given.get("force", "description"),
        said_on=said,
        said_first=first,
        said_last=last,
        said_rule=given.get("rule", "report-date"),
        confidence=given.get("confidence", 0.93),
        reported_on=report.reported_on,
        audience=given.get("audience"),
        hedged=given.get("hedged", False),
        negated=given.get("negated", False),
        conditional=given.get("conditional", False),
        language=report.language,
        reviewed=given.get("reviewed", False),
        codings=codings,
    )


def valley_content(**changes: Any) -> BriefContent:
    """Return the whole fictional brief; ``changes`` replace fields of the content."""
    reports, statements = {}, []
    for key in REPORTS:
        told = [t for t in TOLD if t[0] == key]
        body = "\n\n".join(t[4] for t in told)
        reports[key] = make_report(key, body)
        statements += [make_statement(reports[key], t) for t in told]
    reports["B"] = replace(reports["B"], duplicate_of=reports["A"].id)
    fields: dict[str, Any] = {
        "case": valley_case(),
        "reports": tuple(reports.values()),
        "statements": tuple(statements),
        "digest": "4f1c0a9be2d7",
        "mark": "01JZ8Q2M6T",
        "version": "0.1.0",
        "command": "pourparler brief sarn-valley --as-of 2031-04-16 --known-at 2031-04-16 -o brief.html",
        "as_of": date(2031, 4, 16),
        "known_at": date(2031, 4, 16),
    }
    return BriefContent(**(fields | changes))


def many_statements(number: int) -> BriefContent:
    """Return a brief of ``number`` statements, spread over two years, for measuring."""
    content = valley_content()
    days = [
        date.fromordinal(date(2031, 4, 16).toordinal() - (n * 7919) % 700) for n in range(number)
    ]
    statements = tuple(
        replace(
            content.statements[n % len(content.statements)],
            id=f"{n:012x}",
            said_on=day.isoformat(),
            said_first=day,
            said_last=day,
            content=f"{content.statements[n % len(content.statements)].content} ({n})",
        )
        for n, day in enumerate(days)
    )
    return replace(content, statements=statements)
