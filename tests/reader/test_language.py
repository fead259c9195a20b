"""Which language a text is in, and what is left to people."""

# ruff: noqa: E501 - a text on a line

from __future__ import annotations

import pytest

from pourparler.reader.language import (
    detect_language,
    is_english,
    leave_out_foreign,
    note_language,
    undeclared_language,
)

TEXTS = {
    "en": "The delegations met on Monday, and they said that the truce would hold for a week.",
    "fr": "Les délégations se sont rencontrées lundi et elles ont dit que la trêve tiendrait une semaine.",
    "de": "Die Delegationen trafen sich am Montag und sagten, dass die Waffenruhe eine Woche halten werde.",
    "es": "Las delegaciones se reunieron el lunes y dijeron que la tregua duraría una semana.",
    "it": "Le delegazioni si sono incontrate lunedì e hanno detto che la tregua durerà una settimana, ma non di più.",
    "pt": "As delegações encontraram-se na segunda-feira e disseram que a trégua não vai durar mais do que uma semana.",
    "nl": "De delegaties hebben elkaar op maandag ontmoet en zij zeiden dat het bestand een week zou duren.",
    "pl": "Delegacje spotkały się w poniedziałek i powiedziały, że rozejm nie potrwa dłużej niż tydzień, ale jest.",
    "tr": "Heyetler pazartesi günü bir araya geldi ve ateşkesin bir hafta için geçerli olduğunu, daha sonra olarak söyledi.",
    "ru": "Делегации встретились в понедельник и сказали, что перемирие не продлится больше недели, но это уже было.",
    "uk": "Делегації зустрілися в понеділок і сказали, що перемир'я не триватиме довше за тиждень, але це вже було.",
    "ar": "التقت الوفود يوم الاثنين وقالت إن الهدنة ستستمر أسبوعا واحدا فقط",
    "fa": "هیئت‌ها روز دوشنبه دیدار کردند و گفتند که آتش‌بس یک هفته پابرجا می‌ماند",
    "he": "המשלחות נפגשו ביום שני ואמרו כי הפסקת האש תימשך שבוע",
    "zh": "代表团星期一会面，并表示停火将持续一周。",
    "ja": "代表団は月曜日に会談し、停戦は一週間続くと述べた。",
    "ko": "대표단은 월요일에 만나 휴전이 일주일 동안 지속될 것이라고 말했다.",
    "el": "Οι αντιπροσωπείες συναντήθηκαν τη Δευτέρα και είπαν ότι η εκεχειρία θα κρατήσει.",
    "ka": "დელეგაციები ორშაბათს შეხვდნენ და თქვეს, რომ ზავი გაგრძელდება.",
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_the_language_is_detected(code, text):
    assert detect_language(text) == code


@pytest.mark.parametrize("text", ["", "Oslo, 2024", "Torvald — Lind — Aue", "12 34 56"])
def test_what_does_not_tell_has_no_language(text):
    assert detect_language(text) is None


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_a_report_without_a_declared_language_gets_its_own(code, text, report_of):
    report = report_of("\n\n".join([text] * 3))
    assert report.language == code
    assert is_english(report) == (code == "en")


def test_a_short_text_is_taken_for_english():
    assert undeclared_language("Torvald arrives in Oberfeld.") == "en"


def test_a_long_text_that_is_plainly_not_english_is_undetermined():
    assert undeclared_language("blarg zonk fnord quux " * 20) == "und"


def test_what_is_declared_is_kept_and_its_text_decides_too(report_of):
    declared = report_of("language: fr\n\n" + TEXTS["en"] * 3)
    assert (declared.language, is_english(declared)) == ("en", True)  # no header: a paragraph
    mistaken = note_language(_declaring("en", TEXTS["fr"] * 3))
    assert (mistaken.is_read, mistaken.detected) == (False, "fr")
    assert mistaken.reason == "declared en, but looks like fr"
    other = note_language(_declaring("fr", TEXTS["en"] * 3))
    assert (other.is_read, other.reason) == (False, "declared fr")
    british = note_language(_declaring("en-GB", TEXTS["en"] * 3))
    assert (british.is_read, british.reason) == (True, "")


def _declaring(language: str, body: str):
    from datetime import date

    from pourparler.reader.sources.text import read_text_report

    raw = f" date 2024-05-01 Title\nlanguage: {language}\n\n{body}\n".encode()
    return read_text_report(raw, name="report.txt", today=date(2025, 6, 1))


def test_paragraphs_in_another_language_are_left_out(reading_of):
    body = "\n\n".join([TEXTS["en"], TEXTS["fr"] * 2, TEXTS["uk"], TEXTS["ar"] + ".", TEXTS["en"]])
    reading = reading_of(body)
    before = len(reading.sentences)
    assert leave_out_foreign(reading) == 3
    kept = {reading.report.text[s.start : s.end] for s in reading.sentences}
    assert kept == {TEXTS["en"]}
    assert len(reading.sentences) < before
    note = note_language(reading.report)
    assert (note.is_read, note.paragraphs) == (True, 3)


def test_names_and_lists_in_english_are_not_foreign(reading_of):
    body = (
        "Present: Ana Torvald, Bo Lind, Karl von der Aue, Mira Solt, Sten Halvard, Ruth Calder, "
        "Viktor Hesk, Judith Ames, Nilo Barrientos, Elena Tovar, Julio Prats, Helene Brandt."
    )
    assert leave_out_foreign(reading_of(f"{TEXTS['en']}\n\n{body}")) == 0
