"""The Board: cards and agenda keep to their cells whatever people write, and moving repaints what it touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import process_time

import pytest
from textual.app import App, ComposeResult

from fractui.services.views.board import FILTERS, BoardView, Card, Crowd
from fractui.ui.lines import width_of
from fractui.ui.widgets.board_cards import card_lines, item_of
from fractui.ui.widgets.board_lines import (
    Lift,
    agenda_lines,
    board_lines,
    column_at,
    top_lines,
)
from fractui.ui.widgets.board_pane import BoardPane
from tests.ui.sample_boards import HOSTILE, TODAY, board, card, hostile_board, large_board, sample_board
from tests.ui.watching import KEYS, Watched, all_text, dusk, text_of

WIDTHS = [56, 76, 116, 196]
BOARDS: dict[str, Callable[[], BoardView]] = {
    "sample": sample_board,
    "hostile": hostile_board,
    "large": lambda: large_board(60),
}


def card_text(one: Card, width: int) -> list[str]:
    return [text_of(line) for line in card_lines(board((one,), (), ()), one, width, 4)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", BOARDS)
def test_the_columns_end_at_the_margin(name: str, width: int) -> None:
    assert {width_of(line) for line in board_lines(BOARDS[name](), width, KEYS) if line} == {width}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", BOARDS)
def test_no_line_of_the_agenda_is_too_wide(name: str, width: int) -> None:
    assert max(map(width_of, agenda_lines(BOARDS[name](), width, KEYS))) <= width


@pytest.mark.parametrize("width", [20, 24, 37, 48, 64])
@pytest.mark.parametrize("title", HOSTILE)
def test_a_card_is_as_wide_as_its_column(title: str, width: int) -> None:
    odd = card(1, "JULIETT", title, title, -3, debt=2, recurring=True)
    done = card(2, "JULIETT", title, title, -3, done=(3, title, title, False))
    for one in (odd, done):
        lines = card_lines(board((odd,), (), (done,)), one, width, 7)
        assert {width_of(line) for line in lines} == {width}
        assert {span.item for line in lines for span in line} == {item_of(one)}


@pytest.mark.parametrize("width", [76, 196])
def test_what_people_write_is_shown_as_text(width: int) -> None:
    text = all_text(board_lines(hostile_board(), width, KEYS)) + all_text(
        agenda_lines(hostile_board(), width, KEYS)
    )
    assert "[red]x[/]" in text
    assert "取締役会の" in text
    assert not set(text) & set("\x1b\x07\t\u202e")


@pytest.mark.parametrize("count", [1, 10])
def test_codes_of_one_or_ten_clients_are_whole(count: int) -> None:
    codes = ["ACME", "BETA", "CYAN", "DELT", "ECHO", "FOXT", "GOLF", "HOTEL", "INDIA", "JULIETT"][:count]
    view = board(tuple(card(n, code, "Plan", "Plan", n) for n, code in enumerate(codes)), (), ())
    for lines in (board_lines(view, 76, KEYS), agenda_lines(view, 76, KEYS)):
        assert all(code in all_text(lines) for code in codes)


def test_the_head_counts_what_presses() -> None:
    line = top_lines(sample_board(), 76)[0]
    assert text_of(line).endswith("overdue 1 · not delivered 2 · this week 4")
    assert {span.text: span.ink for span in line}["1"] == "late bold"


def test_nothing_presses_without_colour() -> None:
    line = top_lines(board((card(1, "ACME", "Plan", "Plan", 30),), (), ()), 76)[0]
    assert not any("late" in span.ink or "soon" in span.ink for span in line)


def test_a_column_says_how_many_cards_it_has_and_that_it_is_empty() -> None:
    text = all_text(board_lines(board((card(1, "ACME", "Plan", "Plan", 30),), (), ()), 116, KEYS))
    assert "── Draft ─" in text
    assert text.count("nothing here") == 2


@pytest.mark.parametrize(
    ("days", "word", "ink"),
    [
        (-3, "3 d late", "late"),
        (0, "today", "soon"),
        (1, "tomorrow", "soon"),
        (3, "Fri", ""),
        (16, "10 Dec", ""),
    ],
)
def test_due_in_words(days: int, word: str, ink: str) -> None:
    one = card(1, "ACME", "Plan", "Plan", days)
    last = card_lines(board((one,), (), ()), one, 37, 4)[0][-1]
    assert (last.text.strip(), last.ink) == (word, ink)


def test_due_is_reckoned_at_the_client_whose_day_has_already_begun() -> None:
    one = replace(card(1, "ACME", "Plan", "Plan", 0), due=TODAY.replace(day=25))
    assert card_text(one, 37)[0].endswith("today")


def test_a_card_has_its_title_on_its_own_line_where_room_is_short() -> None:
    one = card(1, "ACME", "Cash-flow forecast", "CashFlow", 3, recurring=True, version=4, age=2)
    assert [line.rstrip() for line in card_text(one, 24)] == [
        "▌ACME ⟳              Fri",
        "▌Cash-flow forecast",
        "▌CashFl… · v4 · 2 d here",
    ]


def test_a_card_takes_two_lines_where_there_is_room() -> None:
    one = card(1, "ACME", "Board pack", "BoardPack", 1, status="in_review", debt=2, version=3)
    assert [line.rstrip() for line in card_text(one, 50)] == [
        "▌ACME Board pack                          tomorrow",
        "▌     BoardPack · v3 · finished 2 d",
    ]


def test_delivery_debt_shows_its_age_in_a_signal_colour() -> None:
    one = card(1, "ACME", "Board pack", "BoardPack", 1, status="in_review", debt=2)
    spans = [span for line in card_lines(board((), (one,), ()), one, 24, 4) for span in line]
    assert {span.text: span.ink for span in spans}["finished 2 d"] == "soon"


@pytest.mark.parametrize(
    ("debt", "age", "words"), [(0, 4, "finished today"), (None, 0, "since today"), (None, 9, "9 d here")]
)
def test_how_long_a_card_waits(debt: int | None, age: int, words: str) -> None:
    assert card_text(card(1, "ACME", "Plan", "Plan", 3, debt=debt, age=age), 24)[2].rstrip().endswith(words)


def test_how_long_a_card_waits_is_never_cut() -> None:
    assert card_text(card(1, "ACME", "Plan", "Plan", 3, debt=12), 17)[2] == "▌finished 12 d".ljust(17)


@pytest.mark.parametrize(
    ("width", "on_time", "line"),
    [
        (64, True, "▌     v3 to CEO, board by email                          on time"),
        (37, False, "▌v3 to CEO, board by email       late"),
        (30, True, "▌v3 to CEO, board      on time"),
        (20, True, "▌v3 to CEO, board"),
        (20, False, "▌v3 to CEO, b…  late"),
    ],
)
def test_a_receipt_says_to_whom_before_how(width: int, on_time: bool, line: str) -> None:
    one = card(1, "BETA", "Review", "Review", -12, done=(12, "CEO, board", "email", on_time), version=3)
    assert card_text(one, width)[-1].rstrip() == line.rstrip()


def test_a_delivered_card_shows_when() -> None:
    one = card(1, "BETA", "Review", "Review", -12, done=(12, "CEO", "email", True))
    assert card_text(one, 37)[0].endswith("✓ 12 Nov")


@pytest.mark.parametrize("draw", [board_lines, agenda_lines])
@pytest.mark.parametrize(
    ("code", "words"), [(None, "Nothing is owed to anybody yet."), ("ACME", "ACME is owed nothing yet.")]
)
def test_an_empty_board_says_what_it_is_for_and_which_key_begins(
    draw: object, code: str | None, words: str
) -> None:
    lines = (board_lines if draw is board_lines else agenda_lines)(board((), (), (), code), 76, KEYS)
    assert words in all_text(lines)
    assert all_text(lines).endswith("n new deliverable")
    assert max(map(width_of, lines)) <= 76


def test_the_agenda_goes_from_overdue_to_later_and_by_client() -> None:
    lines = [text_of(line) for line in agenda_lines(sample_board(), 116, KEYS)]
    heads = [line.split()[1] for line in lines if line.startswith("──")]
    assert heads == ["Overdue", "Today", "This", "Next", "Later"]
    later = lines[next(n for n, line in enumerate(lines) if "Later" in line) + 1 :]
    assert [line[1:5] for line in later if line] == sorted(line[1:5] for line in later if line)


def test_the_agenda_leaves_out_what_was_delivered() -> None:
    assert "Budget 2027" not in all_text(agenda_lines(sample_board(), 116, KEYS))


def test_the_agenda_says_that_a_week_is_done() -> None:
    view = board((card(1, "ACME", "Plan", "Plan", 30),), (), ())
    assert "nothing more is due by Sunday" in all_text(agenda_lines(view, 116, KEYS))


def test_the_rows_of_the_agenda_are_aligned() -> None:
    rows = [line for line in agenda_lines(hostile_board(), 116, KEYS) if any(span.item for span in line)]
    assert {width_of(line[:4]) for line in rows} == {1 + 7 + 2 + 11}
    assert {width_of(line) for line in rows} == {116}


def test_three_columns_hold_very_many_cards_quickly() -> None:
    view = large_board(240)
    board_lines(view, 116, KEYS)
    begin = process_time()
    for _ in range(5):
        board_lines(view, 116, KEYS)
    assert (
        process_time() - begin
    ) / 5 < 0.06  # 3 ms on a slow machine; the limit only catches what is quadratic


# -- filters, waiting, too much at once ---------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("shown", FILTERS)
def test_a_narrowed_board_says_so_and_keeps_to_its_cells(shown: str, width: int) -> None:
    for whole in (sample_board(), board((), (), ())):
        view = whole.only(shown)
        for lines in (board_lines(view, width, KEYS), agenda_lines(view, width, KEYS)):
            assert max(map(width_of, lines)) <= width
            assert FILTERS[shown] in text_of(lines[0])


def test_a_filter_that_nothing_fits_says_so_and_which_key_goes_on() -> None:
    text = all_text(board_lines(sample_board().only("waiting"), 116, KEYS))
    assert "Nothing waits for anybody else." in text
    assert "f next filter" in text


def test_too_much_at_once_stands_in_the_head_or_under_it_and_moves_nothing() -> None:
    crowds = (Crowd("ACME", "steelblue", 5, 3), Crowd("BETA", "darkorange", 4, 3))
    view, words = replace(sample_board(), crowds=crowds), "▲ at once in progress  ACME 5 of 3  BETA 4 of 3"
    for width in WIDTHS:
        lines = board_lines(view, width, KEYS)
        where, other = (0, 1) if width > 100 else (1, 0)
        assert words in text_of(lines[where])
        assert words not in text_of(lines[other])
        assert lines[2:] == board_lines(sample_board(), width, KEYS)[2:]
    many = replace(view, crowds=crowds * 6)
    for width in WIDTHS:
        assert max(map(width_of, top_lines(many, width))) <= width
    assert text_of(top_lines(many, 56)[1]).rstrip().endswith("+10")


@pytest.mark.parametrize(
    ("width", "below"),
    [
        (64, "▌     waits for Lena Hoff · v3 doc · 4 d here"),
        (37, "▌waits for Lena Hoff · v3 · 4 d here"),
        (34, "▌waits for Lena Hoff · 4 d here"),
        (26, "▌with Lena Hoff · 4 d here"),
        (17, "▌with… · 4 d here"),
    ],
)
def test_whom_a_card_waits_for_is_worth_more_than_its_version(width: int, below: str) -> None:
    one = replace(
        card(1, "ACME", "Pack", "BoardPack", 9, age=4, version=3), waits_for="Lena Hoff", document="x.pdf"
    )
    assert card_text(one, width)[-1].rstrip() == below


def test_a_card_that_is_not_begun_says_when_to_begin() -> None:
    one = replace(card(1, "ACME", "Pack", "BoardPack", 9), begin_by=TODAY.replace(day=27))
    assert card_text(one, 40)[-1].rstrip() == "▌BoardPack · v1 · begin Fri"


@pytest.mark.parametrize(("grade", "ink"), [(1, "soon"), (2, "late")])
def test_a_card_that_stays_too_long_is_marked_beside_its_colour(grade: int, ink: str) -> None:
    one = replace(card(1, "ACME", "Pack", "BoardPack", 9, age=15), ageing=grade)
    spans = {span.text: span.ink for line in card_lines(board((one,), (), ()), one, 40, 4) for span in line}
    assert spans["! 15 d here"] == ink


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (64, "▌     v3 doc to CEO, board by email                 opened · on time"),
        (40, "▌v3 doc to CEO, board  opened · on time"),
        (24, "▌v3 to CEO, board"),
    ],
)
def test_a_receipt_says_what_became_of_it(width: int, line: str) -> None:
    one = card(1, "BETA", "Review", "Review", -12, done=(12, "CEO, board", "email", True), version=3)
    one = replace(one, response="open", document="x.pdf")
    said = card_text(one, width)[-1]
    assert len(said) == width
    assert said.split() == line.split()


def test_a_dragged_card_hangs_over_its_goal_and_moves_nothing() -> None:
    view = sample_board()
    one = view.columns[0].cards[0]
    plain, lifted = board_lines(view, 116, KEYS), board_lines(view, 116, KEYS, Lift(one, "in_review"))
    assert len(plain) == len(lifted)
    assert "drop here" in text_of(lifted[2])
    assert f"{one.code} {one.title}" in text_of(lifted[3])
    changed = [row for row, (old, new) in enumerate(zip(plain, lifted, strict=True)) if old != new]
    assert changed == [2, 3, 4, 5, 6]


@pytest.mark.parametrize("width", WIDTHS)
def test_each_cell_is_of_one_column(width: int) -> None:
    view = sample_board()
    found = [column_at(view, x, width) for x in range(-3, width + 3)]
    assert list(dict.fromkeys(found)) == ["draft", "in_review", "delivered"]
    assert found == sorted(found, key=["draft", "in_review", "delivered"].index)


# -- in an application -------------------------------------------------------------------------


class WatchedBoard(Watched, BoardPane, can_focus=True):
    """A board that remembers what it painted."""


class Boards(App[None]):
    """Only a board."""

    def __init__(self, view: BoardView) -> None:
        super().__init__()
        self.pane = WatchedBoard(dusk())
        self.view = view
        self.chosen: list[str] = []
        self.dropped: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.pane.show(self.view)
        self.pane.focus()

    def on_board_pane_dropped(self, event: BoardPane.Dropped) -> None:
        self.dropped.append((event.card.title, event.status))

    def on_lines_view_chosen(self, event: BoardPane.Chosen) -> None:
        self.chosen.append(event.item)


async def test_keys_move_over_the_cards_in_two_dimensions() -> None:
    app = Boards(sample_board())
    async with app.run_test(size=(120, 40)) as pilot:
        titles = []
        for key in ("down", "l", "l", "j", "left", "h", "up", "k"):
            await pilot.press(key)
            assert app.pane.card is not None
            titles.append(app.pane.card.title)
    assert titles == [
        "Cash-flow forecast, 13 weeks",
        "Campaign brief",
        "Quarterly review",
        "Budget 2027, first draft",
        "Operating cadence proposal",
        "Async status",
        "Cash-flow forecast, 13 weeks",
        "90-day plan",
    ]


async def test_moving_the_selection_repaints_two_cards() -> None:
    app = Boards(large_board())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        app.pane.painted.clear()
        await pilot.press("down")
        await pilot.pause()
        assert len(app.pane.painted_lines()) == 6


async def test_a_change_repaints_only_its_card() -> None:
    app = Boards(sample_board())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.pane.painted.clear()
        first, *rest = app.view.columns[0].cards
        columns = (
            replace(app.view.columns[0], cards=(replace(first, title="100-day plan"), *rest)),
            *app.view.columns[1:],
        )
        app.pane.show(replace(app.view, columns=columns))
        await pilot.pause()
        assert app.pane.painted_lines() == {5}


async def test_a_moved_card_keeps_the_selection_and_stays_in_sight() -> None:
    view = large_board()
    app = Boards(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("end")
        assert app.pane.scroll_offset.y > 200
        moved = app.pane.card
        assert moved is not None
        draft, review, delivered = view.columns
        there = replace(moved, status="in_review")
        columns = (
            replace(draft, cards=draft.cards[:-1]),
            replace(review, cards=(there, *review.cards)),
            delivered,
        )
        app.pane.show(replace(view, columns=columns))
        await pilot.pause()
        assert app.pane.card == there
        assert app.pane.scroll_offset.y <= 4


async def test_enter_and_a_second_click_open_the_card() -> None:
    app = Boards(sample_board())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pilot.click(app.pane, offset=(50, 5))
        clicked = app.pane.card
        assert clicked is not None
        assert clicked.title == "Board pack"
        assert len(app.chosen) == 1
        await pilot.double_click(app.pane, offset=(50, 5))
    assert app.chosen == [item_of(sample_board().columns[0].cards[0]), item_of(clicked)]


async def test_the_agenda_is_the_same_board_in_another_mode() -> None:
    app = Boards(sample_board())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l")
        before = app.pane.item
        app.pane.mode = "agenda"
        await pilot.pause()
        assert app.pane.item == before
        await pilot.press("down")
        assert app.pane.card is not None
        assert app.pane.card.title == "Campaign brief"


async def test_the_board_is_narrowed_and_the_selection_stays_on_something() -> None:
    app = Boards(sample_board())
    async with app.run_test(size=(120, 40)) as pilot:
        items: dict[str, str | None] = {}
        for shown in ("overdue", "nonsense", "waiting", "all"):
            app.pane.shown = shown
            await pilot.pause()
            items[shown] = app.pane.item
        overdue = [item_of(card) for column in app.view.only("overdue").columns for card in column.cards]
        assert items["overdue"] in overdue
        assert items["nonsense"] == items["overdue"]
        assert items["waiting"] is None
        assert items["all"] is not None


async def test_a_change_among_very_many_cards_repaints_its_line() -> None:
    view = large_board(240)
    app = Boards(view)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.pane.painted.clear()
        first, *rest = view.columns[0].cards
        columns = (
            replace(view.columns[0], cards=(replace(first, waits_for="Lena Hoff"), *rest)),
            *view.columns[1:],
        )
        app.pane.show(replace(view, columns=columns))
        await pilot.pause()
        assert app.pane.painted_lines() == {6}


async def test_a_card_is_dragged_to_another_column_and_the_drop_is_told() -> None:
    app = Boards(sample_board())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        before = app.pane.item
        await pilot.mouse_down(app.pane, offset=(10, 8))
        await pilot.hover(app.pane, offset=(12, 8))
        assert "drop here" not in all_text(list(app.pane.lines))
        app.pane.painted.clear()
        await pilot.hover(app.pane, offset=(60, 12))
        await pilot.pause()
        assert "drop here" in all_text(list(app.pane.lines))
        await pilot.mouse_up(app.pane, offset=(60, 12))
        await pilot.pause()
        assert "drop here" not in all_text(list(app.pane.lines))
        assert app.dropped == [("Cash-flow forecast, 13 weeks", "in_review")]
        assert app.pane.item != before
        assert app.pane.card is not None
        assert app.pane.card.title == "Cash-flow forecast, 13 weeks"


async def test_a_drag_that_comes_back_moves_nothing() -> None:
    app = Boards(sample_board())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.mouse_down(app.pane, offset=(10, 8))
        await pilot.hover(app.pane, offset=(60, 12))
        await pilot.hover(app.pane, offset=(10, 20))
        await pilot.mouse_up(app.pane, offset=(10, 20))
        await pilot.pause()
        assert app.dropped == []
        await pilot.click(app.pane, offset=(50, 5))
        assert app.pane.card is not None
        assert app.pane.card.title == "Board pack"
