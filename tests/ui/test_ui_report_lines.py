"""The report as lines: it keeps to its cells at every width, and says the same without colours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fractui.services.reports import BY
from fractui.services.views.report import Part, ReportRow, ReportShape, ReportView, TrendBar
from fractui.ui.lines import width_of
from fractui.ui.widgets.report_lines import report_lines
from fractui.ui.widgets.trend import trend_lines
from tests.ui.sample_views import HOSTILE
from tests.ui.watching import KEYS, all_text, text_of

WIDTHS = [56, 76, 116, 196]
TODAY = date(2026, 11, 24)


def a_row(code: str = "ACME", hours: float = 10.0, **changes: object) -> ReportRow:
    seconds = int(hours * 3600)
    row = ReportRow(
        f"client:{code}",
        code,
        "Acme Robotics",
        code,
        "steelblue",
        seconds,
        seconds + 900,
        (Part(code, "steelblue", seconds),),
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def a_view(*rows: ReportRow, **changes: object) -> ReportView:
    bars = tuple(TrendBar(date(2026, 11, 1) + timedelta(days=n), n % 7 * 3600) for n in range(30))
    view = ReportView(
        shape=ReportShape(),
        code="",
        name="",
        color="",
        start=date(2026, 11, 1),
        end=date(2026, 12, 1),
        period="November 2026",
        only="",
        rows=rows,
        total_s=sum(row.seconds for row in rows),
        rounded_total_s=sum(row.rounded_s for row in rows),
        rule="ACME 15 min up per entry",
        trend=bars if rows else (),
        trend_by="day",
        days=18,
        running="",
        today=TODAY,
        is_now=True,
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def two_clients(**changes: object) -> ReportView:
    beta = a_row("BETA", 5, detail="Beta Foods", color="orchid", parts=(Part("BETA", "orchid", 18000),))
    return a_view(a_row(), beta, **changes)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_line_is_too_wide_whatever_things_are_called(width: int, by: str, text: str) -> None:
    row = a_row(label=text or "ACME", detail=text)
    view = a_view(row, replace(row, item="without:x", code="", color="", label="no category"))
    view = replace(
        view, shape=ReportShape("month", by, True), code="ACME", name=text, only=text, running="BETA"
    )
    lines = report_lines(view, width, KEYS)
    assert max(map(width_of, lines)) <= width
    assert not set(all_text(lines)) & set("\x1b\x07\t\u202e")


def test_a_row_says_code_name_length_and_share() -> None:
    lines = [text_of(line).split() for line in report_lines(two_clients(), 116, KEYS)]
    acme = next(words for words in lines if "ACME" in words)
    assert (acme[1:4], acme[-3:]) == (["ACME", "Acme", "Robotics"], ["10:00", "66.7", "%"])
    assert ["all", "15:00"] in lines


def test_rounded_both_stand_beside_each_other_and_the_rule_below() -> None:
    view = two_clients(shape=ReportShape(rounded=True))
    text = all_text(report_lines(view, 116, KEYS))
    assert "10:00     10:15" in text
    assert "rounded 15:30" in text
    assert "Rounded: ACME 15 min up per entry. What was tracked stays as it is." in text
    assert "E on a client gives one" in all_text(report_lines(replace(view, rule=""), 116, KEYS))
    assert "Rounded:" not in all_text(report_lines(two_clients(), 116, KEYS))


def test_bars_are_as_long_as_their_time_in_the_colours_of_whose_it_is() -> None:
    both = (Part("ACME", "steelblue", 18000), Part("BETA", "orchid", 18000))
    row = a_row(item="category:deep_work", code="", color="", label="deep work", detail="", parts=both)
    lines = report_lines(a_view(row, replace(row, item="category:async", seconds=18000)), 116, KEYS)
    first, second = (
        {span.ink: len(span.text) for span in line if "█" in span.text}
        for line in lines
        if any(span.item and "█" in span.text for span in line)
    )
    assert set(first) == {"chip:steelblue", "chip:orchid"}
    assert abs(first["chip:steelblue"] - first["chip:orchid"]) <= 1
    assert abs(sum(first.values()) - 2 * sum(second.values())) <= 2


def test_time_without_a_deliverable_does_not_dwarf_the_rest() -> None:
    rest = a_row(hours=900, item="without:deliverable", code="", color="", label="no deliverable", detail="")
    lines = report_lines(a_view(a_row(label="Board pack"), rest), 116, KEYS)
    (full,) = (
        line for line in lines if any(span.item == "client:ACME" and "█" in span.text for span in line)
    )
    assert "█" * 40 in text_of(full)
    assert not any("█" in span.text for line in lines for span in line if span.item == "without:deliverable")


def test_what_is_chosen_stands_out_among_what_could_be() -> None:
    lines = report_lines(two_clients(shape=ReportShape("quarter", "category")), 116, KEYS)
    chosen = [span.text for line in lines for span in line if "underline" in span.ink]
    assert chosen == ["category", "quarter"]


def test_what_runs_is_said() -> None:
    assert "BETA runs now" in all_text(report_lines(two_clients(running="BETA"), 116, KEYS))


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (a_view(), "Nothing is tracked in November 2026."),
        (a_view(shape=ReportShape("all"), start=None, end=None), "Nothing is tracked yet."),
        (
            a_view(shape=ReportShape("day"), period="Tue 24 Nov 2026"),
            "Nothing is tracked on Tue 24 Nov 2026.",
        ),
        (a_view(code="ACME", name="Acme"), "a all clients"),
    ],
)
@pytest.mark.parametrize("width", WIDTHS)
def test_an_empty_stretch_says_so_and_which_keys_go_on(view: ReportView, words: str, width: int) -> None:
    lines = report_lines(view, width, KEYS)
    assert words in all_text(lines)
    assert max(map(width_of, lines)) <= width


# -- the course --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("length", "by", "bars", "step"),
    [("week", "day", 7, 1), ("quarter", "day", 92, 1), ("year", "week", 53, 7), ("all", "month", 400, 31)],
)
def test_the_course_fits_whatever_its_length(width: int, length: str, by: str, bars: int, step: int) -> None:
    trend = tuple(TrendBar(date(2016, 1, 1) + timedelta(days=n * step), n % 5 * 3600) for n in range(bars))
    view = two_clients(shape=ReportShape(length), trend=trend, trend_by=by, end=date(2060, 1, 1))
    lines = trend_lines(view, width)
    assert max(map(width_of, lines)) <= width
    assert text_of(lines[-1]).strip()


def test_the_month_s_dates_stand_under_their_days() -> None:
    lines = trend_lines(two_clients(), 116)
    dates = text_of(lines[-1])
    step = 116 // 30
    assert [dates.index(f"{day}") // step + 1 for day in (9, 16, 24, 30)] == [9, 16, 24, 30]
    assert next(span.ink for span in lines[-1] if span.text == "24") == "accent bold"
    assert "most 6:00, Sat 7 Nov" in text_of(lines[0])


def test_some_time_is_never_nothing_and_a_single_day_has_no_course() -> None:
    bars = (TrendBar(TODAY, 1), TrendBar(TODAY + timedelta(days=1), 360_000))
    assert text_of(trend_lines(two_clients(trend=bars), 116)[2]).startswith("▁")
    assert trend_lines(two_clients(trend=bars[:1]), 116) == []


def test_with_few_cells_the_course_is_left_out_where_the_rows_show_it() -> None:
    by_day = two_clients(shape=ReportShape(by="day"))
    assert "Day by day" not in all_text(report_lines(by_day, 76, KEYS))
    assert "Day by day" in all_text(report_lines(by_day, 116, KEYS))
    assert "Day by day" in all_text(report_lines(two_clients(), 76, KEYS))


def test_more_bars_than_cells_become_fewer_of_a_longer_stretch() -> None:
    months = tuple(TrendBar(date(2017 + n // 12, n % 12 + 1, 1), 3600) for n in range(120))
    view = two_clients(shape=ReportShape("all"), trend=months, trend_by="month", start=None, end=None)
    lines = [text_of(line) for line in trend_lines(view, 116)]
    assert lines[0].startswith("── Quarter by quarter")
    assert "most 3:00, Q1 2017" in lines[0]
    assert lines[2].split() == ["█"] * 40
    assert lines[3].split() == [str(year) for year in range(2017, 2027)]
    assert "Month by month" in text_of(trend_lines(view, 120)[0])
