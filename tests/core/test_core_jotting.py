from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.jotting import Jotting, Kind, jotted
from fractui.core.quick_due import due_at_end, past_at_end

TUESDAY = date(2026, 11, 24)


def of(kind: str, text: str) -> Jotting:
    return jotted(Kind(kind), text, TUESDAY)


@pytest.mark.parametrize(
    ("text", "left", "day"),
    [
        ("pricing memo to Jonas by thu", "pricing memo to Jonas", date(2026, 11, 26)),
        ("memo by tuesday", "memo", date(2026, 12, 1)),
        ("memo tomorrow", "memo", date(2026, 11, 25)),
        ("memo 30 nov", "memo", date(2026, 11, 30)),
        ("memo Nov 30", "memo", date(2026, 11, 30)),
        ("memo, 3 jan", "memo", date(2027, 1, 3)),
        ("memo until 31 march 2028", "memo", date(2028, 3, 31)),
        ("memo by 2026-12-01", "memo", date(2026, 12, 1)),
        ("memo in 2 weeks", "memo", date(2026, 12, 8)),
        ("memo in a month", "memo", date(2026, 12, 24)),
        ("memo by the end of month", "memo", date(2026, 11, 30)),
        ("call tue", "call tue", None),
        ("memo by 31 nov", "memo by 31 nov", None),
        ("sit in may 12 times", "sit in may 12 times", None),
        ('they "stay by fri"', 'they "stay by fri"', None),
        ("stand by", "stand by", None),
        ("by fri", "", date(2026, 11, 27)),
        ("", "", None),
    ],
)
def test_the_day_to_come_is_read_from_the_end(text: str, left: str, day: date | None) -> None:
    ended = due_at_end(text, TUESDAY)
    assert (ended.text, ended.day) == (left, day)


@pytest.mark.parametrize(
    ("text", "left", "day"),
    [
        ("hire a controller on fri", "hire a controller", date(2026, 11, 20)),
        ("raise prices by 5 % yesterday", "raise prices by 5 %", date(2026, 11, 23)),
        ("one brand on 12 nov", "one brand", date(2026, 11, 12)),
        ("no new hires before friday", "no new hires before friday", None),
        ("freeze on tue", "freeze", TUESDAY),
    ],
)
def test_a_decision_was_made_on_a_day_that_has_passed(text: str, left: str, day: date | None) -> None:
    ended = past_at_end(text, TUESDAY)
    assert (ended.text, ended.day) == (left, day)


def test_each_kind_takes_its_own_words() -> None:
    report = of("deliverable", "Monthly report every month by 30 nov")
    assert (report.text, report.day, report.every) == ("Monthly report", date(2026, 11, 30), "month")
    assert of("deliverable", "Monthly report by 30 nov every month").every == "month"
    xero = of("access", "Xero write until 31 mar 2027")
    assert (xero.text, xero.scope, xero.day) == ("Xero", "write", date(2027, 3, 31))
    assert (of("access", "admin").text, of("access", "admin").scope) == ("admin", "")
    for line in (
        "Xero https://x.example write until 31 mar 2027",
        "Xero write until 31 mar 2027 https://x.example",
    ):
        tool = of("access", line)
        assert (tool.text, tool.scope, tool.day, tool.url) == ("Xero", "write", xero.day, "https://x.example")
        assert "https://x.example" in [line[start:end].strip() for start, end in tool.marks]
    assert of("access", "Data https://x.example room").text == "Data room"
    assert of("access", '"https://x.example"').text == "https://x.example"
    todo = of("todo", "people: meet the agency by fri")
    assert (todo.text, todo.section, todo.day) == ("meet the agency", "people", date(2026, 11, 27))
    assert of("todo", "note: ring back").text == "note: ring back"
    lena = of("person", "Lena Hoff, CEO, lena@acme.example every 14 days")
    assert (lena.text, lena.role, lena.email, lena.every_days) == (
        "Lena Hoff",
        "CEO",
        "lena@acme.example",
        14,
    )
    assert (of("person", "Jo <jo@x.example>").text, of("person", "相子").text) == ("Jo", "相子")


def test_quotes_around_all_of_it_keep_its_end_as_it_is() -> None:
    assert of("promise", '"the offer stands until fri"').text == "the offer stands until fri"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(Kind)), st.text(max_size=40), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_any_line_is_read_and_nothing_is_lost_but_what_was_understood(
    kind: Kind, text: str, today: date
) -> None:
    read = jotted(kind, text, today)
    for start, end in read.marks:
        assert 0 <= start < end <= len(text)
    if not read.marks and kind is Kind.PROMISE:
        assert read.text == text.strip() or text.strip().startswith('"')


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_weekday_is_the_next_one_and_never_today(today: date) -> None:
    name = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"][today.weekday()]
    assert due_at_end(f"memo by {name}", today).day == today + timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("rates by 31 feb", "31 feb"),
        ("rates by 2026-13-40", "2026-13-40"),
        ("rates by yesterday", "yesterday"),
        ("rates by last friday", "last friday"),
        ("rates due 30 feb 2027", "30 feb 2027"),
        ("rates by november 31st", "november 31st"),
        ("rates by 3 vendors", ""),
        ("a call by 5pm", ""),
        ("rates by friday", ""),
        ("ask Jan about May", ""),
        ("memo on 2 pages", ""),
        ('"rates by 31 feb"', ""),
        ('rates "by 31 feb"', ""),
    ],
)
def test_a_day_that_there_is_not_is_told_and_not_kept_as_text(text: str, odd: str) -> None:
    for kind in (Kind.PROMISE, Kind.TODO, Kind.ACCESS, Kind.DELIVERABLE):
        assert jotted(kind, text, date(2026, 11, 24)).odd == odd
    assert jotted(Kind.DECISION, text, date(2026, 11, 24)).odd == ""
