"""Events of the bundled case, as a reader of the case would want to find them."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.errors import UnknownNameError
from pourparler.workbench.events import Event, EventQuery, find_events
from pourparler.workbench.view import View


def on(first_case, day: date, **view) -> list[Event]:
    query = EventQuery(since=day, until=day)
    return list(find_events(first_case, query, view=View(**view)).events)


def test_a_summit_is_one_event_under_two_names(first_case):
    (summit,) = on(first_case, date(2025, 8, 15))
    assert set(summit.people) == {"Donald Trump", "Vladimir Putin"}
    assert summit.status == "held"
    assert len({telling.mention.report for telling in summit.tellings}) >= 3
    assert {telling.place for telling in summit.tellings} >= {"Alaska", "Anchorage"}
    assert {said.when for said in summit.said} >= {"before", "after"}


def test_it_was_planned_as_long_as_nobody_told_that_it_took_place(first_case):
    (summit,) = on(first_case, date(2025, 8, 15), known_at=date(2025, 8, 14))
    assert summit.status == "planned"


def test_two_meetings_on_one_day(first_case):
    meetings = on(first_case, date(2025, 8, 18))
    with_whom = {actor for meeting in meetings for actor in meeting.actors}
    assert with_whom >= {"us", "ukraine", "europe"}
    assert len(meetings) == 2
    (oval,) = [meeting for meeting in meetings if meeting.place]
    assert any("unnecessary" in said.statement.content for said in oval.said)


def test_filters(first_case):
    every = find_events(first_case).events
    assert [e.held_last for e in every] == sorted((e.held_last for e in every), reverse=True)
    ours = find_events(first_case, EventQuery(actor="nato")).events
    assert 0 < len(ours) < len(every)
    assert find_events(first_case, view=View(as_of=date(2025, 1, 1))).events == ()
    with pytest.raises(UnknownNameError, match="kind"):
        find_events(first_case, EventQuery(kind="dinner"))
