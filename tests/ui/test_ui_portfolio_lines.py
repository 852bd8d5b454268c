"""The Portfolio's lines: what they say, and that they line up whatever a client is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from rich.cells import cell_len

from fractui.core.money import Money
from fractui.services.views.portfolio import Attention, ClientRow, NextDue, PortfolioView
from fractui.ui.lines import Line, width_of
from fractui.ui.widgets.portfolio_lines import client_lines, portfolio_lines
from fractui.ui.widgets.practice_lines import attention_lines, led_to, practice_lines, week_lines
from tests.ui import sample_views as sample

KEYS = {"new": "n", "help": "?"}
WIDTHS = (76, 116, 196)


def text(line: Line) -> str:
    """What one reads."""
    return "".join(span.text for span in line)


def texts(lines: list[Line]) -> str:
    """All that one reads."""
    return "\n".join(text(line) for line in lines)


def drawn(view: PortfolioView, width: int = 116) -> str:
    """The whole pane as text."""
    return texts(portfolio_lines(view, width, sample.NOW, KEYS))


def row_of(view: PortfolioView, code: str, width: int = 116) -> str:
    """A client's row as text."""
    lines = client_lines(view, width, sample.NOW)
    return next(text(line) for line in lines if any(span.item == f"client:{code}" for span in line))


def with_name(name: str) -> PortfolioView:
    """The portfolio with one client called so, its deliverable as well."""
    due = NextDue("d" * 32, name, sample.TODAY, 0)
    return sample.a_portfolio((sample.a_row(name=name, next_due=due), *sample.five_rows()[1:]))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("rows", [sample.five_rows(), sample.ten_rows(), sample.five_rows()[:1]])
def test_no_line_is_wider_than_the_pane(rows: tuple[ClientRow, ...], width: int) -> None:
    assert (
        max(width_of(line) for line in portfolio_lines(sample.a_portfolio(rows), width, sample.NOW, KEYS))
        <= width
    )


@pytest.mark.parametrize("width", range(20, 220, 7))
def test_no_width_breaks_it(width: int) -> None:
    for view in (sample.a_portfolio(), sample.an_empty_portfolio(), with_name("N" * 200)):
        assert all(
            width_of(line) <= max(width, 48) for line in portfolio_lines(view, width, sample.NOW, KEYS)
        )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", sample.HOSTILE)
def test_columns_line_up_whatever_a_client_is_called(name: str, width: int) -> None:
    view = with_name(name)
    rows = [line for line in client_lines(view, width, sample.NOW) if line[0].item]
    assert len(rows) == 5
    slashes = {cell_len(text(line).split(" / ")[0]) for line in rows if " / " in text(line)}
    assert len(slashes) == 1
    assert len({width_of(line) for line in rows}) == 1


@pytest.mark.parametrize("name", sample.HOSTILE)
def test_no_control_character_gets_through(name: str) -> None:
    shown = drawn(with_name(name))
    assert all(char.isprintable() or char in "\n\u200d\ufe0f" for char in shown)


def test_markup_is_text() -> None:
    assert "[red]x[/]" in drawn(with_name("[red]x[/]"), 196)


@pytest.mark.parametrize("width", WIDTHS)
def test_ten_clients_keep_code_hours_and_pace_at_every_width(width: int) -> None:
    view = sample.a_portfolio(sample.ten_rows())
    for row in view.rows:
        line = row_of(view, row.code, width)
        assert f"▌{row.code} " in line
        if row.cycle.commitment_s:
            assert " / " in line
            assert any(word in line for word in ("behind", "ahead", "over", "on pace"))


def test_ten_clients_fit_without_scrolling_at_120x40() -> None:
    assert len(portfolio_lines(sample.a_portfolio(sample.ten_rows()), 116, sample.NOW, KEYS)) <= 34


def test_the_running_part_is_in_the_hours_and_the_pace() -> None:
    line = row_of(sample.a_portfolio(), "BETA")
    assert "33:10 / 32:00" in line
    assert "over" in line
    assert "1:10" in line
    assert "●" in line


def test_running_time_before_the_month_does_not_count() -> None:
    rows = list(sample.five_rows())
    since = sample.MONTH_START - timedelta(hours=5)
    cycle = replace(sample.a_cycle("BETA", "0:00", "32:00", "1:00"), month_start=sample.MONTH_START)
    rows[1] = replace(rows[1], running_since=since, cycle=cycle)
    lines = client_lines(sample.a_portfolio(tuple(rows)), 116, sample.MONTH_START + timedelta(hours=2))
    assert any("2:00 / 32:00" in text(line) for line in lines)


def test_an_overrun_has_a_red_end_as_long_as_its_share() -> None:
    rows = (sample.a_row(cycle=sample.a_cycle("ACME", "48:00", "24:00", "20:00")),)
    line = next(line for line in client_lines(sample.a_portfolio(rows), 116, None) if line[0].item)
    red = sum(cell_len(span.text) for span in line if span.ink == "late" and "━" in span.text)
    grey = sum(cell_len(span.text) for span in line if span.ink in ("bar", "mark"))
    assert abs(red - grey) <= 1


def test_without_a_commitment_there_is_no_bar_and_no_pace() -> None:
    line = row_of(sample.a_portfolio(), "ECHO")
    assert "3:00" in line
    assert not set("━│/") & set(line)
    assert "behind" not in line


def test_what_is_late_is_red_and_what_is_near_yellow() -> None:
    lines = client_lines(sample.a_portfolio(), 116, sample.NOW)
    inks = {span.text.strip(): span.ink for line in lines for span in line}
    assert inks["3 d late"] == "late"
    assert inks["tomorrow"] == "soon"
    assert inks["Fri"] == "dim"


def test_mixed_currencies_keep_their_own_digits() -> None:
    shown = drawn(sample.a_portfolio(sample.ten_rows()))
    for amount in ("12,000 $", "4,800 €", "95,000 NOK", "900,000 ¥", "3,500.50 CHF"):
        assert amount in shown


def test_an_unusual_stage_is_named_where_there_is_no_column_for_it() -> None:
    assert "notice" in row_of(sample.a_portfolio(), "ECHO", 116)
    assert "stage" not in drawn(sample.a_portfolio(), 116)
    assert "stage" in drawn(sample.a_portfolio(), 196)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_head_is_cut(width: int) -> None:
    assert "…" not in text(client_lines(sample.a_portfolio(sample.ten_rows()), width, sample.NOW)[1])


def test_the_whole_row_belongs_to_its_client() -> None:
    for line in client_lines(sample.a_portfolio(), 116, sample.NOW)[2:]:
        assert len({span.item for span in line}) == 1


def test_a_first_start_says_what_begins() -> None:
    shown = drawn(sample.an_empty_portfolio(), 76)
    assert "No clients yet." in shown
    assert "add a client" in shown
    assert "fractui demo" in shown
    assert "…" not in shown
    assert "Practice" not in shown


def test_each_attention_line_is_an_item_of_its_own() -> None:
    view = sample.a_portfolio()
    lines = portfolio_lines(view, 116, sample.NOW, KEYS)
    of_lines: dict[str, list[int]] = {}
    for row, line in enumerate(lines):
        for item in {span.item for span in line if span.item}:
            of_lines.setdefault(item, []).append(row)
    assert len(of_lines) == len(view.rows) + len(view.attention)
    assert all(rows == list(range(rows[0], rows[-1] + 1)) for rows in of_lines.values())


def test_where_attention_leads_has_its_client_in_it() -> None:
    assert led_to(Attention(3, "CYAN", "", "late", "deliverable:f1")) == "deliverable:CYAN:f1"
    assert led_to(Attention(3, "CYAN", "", "over", "client:CYAN")) == "client:CYAN"
    assert led_to(Attention(1, "", "", "few", "practice")) == "practice"


def test_a_long_reason_goes_over_two_lines() -> None:
    lines = attention_lines((Attention(2, "ACME", "", "word " * 30, "client:ACME"),), 50)
    assert len(lines) == 3
    assert text(lines[2]).rstrip().endswith("…")


def test_much_to_decide_is_shown_on_demand() -> None:
    found = tuple(Attention(1, "ACME", "", f"thing {n}", f"deliverable:{n}") for n in range(15))
    few, all_of_it = (texts(attention_lines(found, 50, whole=whole)) for whole in (False, True))
    assert "5 more" in few
    assert "thing 9" in few
    assert "thing 10" not in few
    assert "thing 14" in all_of_it
    assert "fewer" in all_of_it


def test_no_amount_is_cut_among_many_currencies() -> None:
    income = tuple(
        Money(4_500_000, currency) for currency in ("AUD", "CAD", "CHF", "EUR", "GBP", "SEK", "USD", "NOK")
    )
    shown = texts(practice_lines(replace(sample.a_practice(), income=income), 52))
    assert shown.count("45,000") == 8
    assert "NOK a month" in shown
    assert "…" not in shown


def test_nothing_to_decide_is_said() -> None:
    assert "Nothing needs a decision" in texts(attention_lines((), 50))


def test_the_practice_in_words() -> None:
    shown = texts(practice_lines(sample.a_practice(), 52))
    for part in ("75 %", "band 60-75", "37,000 $ + 4,800 € a month", "42,200 $ in all, 506,400 $ a year",
                 "BETA 40.5 %", "2:30 this week", "8 %, below 10-20", "Building"):  # fmt: skip
        assert part in shown


def test_without_a_rate_there_is_no_sum() -> None:
    practice = replace(sample.a_practice(), income_total=None)
    shown = texts(practice_lines(practice, 60))
    assert "37,000 $ + 4,800 € a month" in shown
    assert "no rate" in shown
    assert "a year" not in shown


def test_one_currency_is_not_summed_twice() -> None:
    practice = replace(
        sample.a_practice(), income=(Money(100_000, "USD"),), income_total=Money(100_000, "USD")
    )
    shown = texts(practice_lines(practice, 60))
    assert "1,000 $ a month" in shown
    assert "12,000 $ a year" in shown
    assert "in all" not in shown


@pytest.mark.parametrize(
    ("share", "ink"), [(75.0, "accent"), (90.0, "late"), (30.0, "soon"), (0.0, "soon"), (140.0, "late")]
)
def test_the_dot_stands_in_the_band_or_shows_that_it_does_not(share: float, ink: str) -> None:
    lines = practice_lines(replace(sample.a_practice(), capacity_pct=share), 60)
    assert [span.ink for line in lines for span in line if span.text == "●"] == [ink]


def test_the_week_adds_what_runs_to_today() -> None:
    lines = week_lines(sample.a_portfolio(), 116, sample.NOW)
    assert "10:49 of 37:30" in text(lines[0])
    assert "7:10" in text(lines[1])
    assert "3:39" in text(lines[1])


def test_running_since_yesterday_counts_from_midnight_for_today() -> None:
    view = sample.a_portfolio()
    running = replace(sample.a_running(), start=sample.DAY_START - timedelta(hours=3))
    lines = week_lines(replace(view, running=running), 116, sample.DAY_START + timedelta(minutes=30))
    assert "2:45" in text(lines[1])
    assert "12:55 of" in text(lines[0])


def test_the_weeks_strips_carry_the_clients_keys() -> None:
    strip = text(week_lines(sample.a_portfolio(), 116, sample.NOW)[2])
    assert strip.startswith("1━")
    assert strip.count("2━") == 2


def test_a_weekend_without_time_is_not_shown_and_one_with_time_is() -> None:
    view = sample.a_portfolio()
    assert "Sun" not in texts(week_lines(view, 116, None))
    sunday = replace(view.week[6], total_s=3600, parts=(("ACME", "steelblue", 3600),))
    assert "Sun" in texts(week_lines(replace(view, week=(*view.week[:6], sunday)), 116, None))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_weeks_days_fill_the_width_exactly(width: int) -> None:
    assert {width_of(line) for line in week_lines(sample.a_portfolio(), width, sample.NOW)} == {width}
