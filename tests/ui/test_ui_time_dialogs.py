"""What the dialogs of the Time pane draw and read, without a terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fractui.core.entry import Category
from fractui.core.errors import FieldRefused
from fractui.core.quick_clock import Present
from fractui.core.quick_owners import Owed, Owner
from fractui.core.quick_reading import Context
from fractui.services.views.overlap import Fate, OverlapChoice, OverlapRow, OverlapView
from fractui.services.views.time import DayView, EntryRow
from fractui.ui.dialogs.overlap import Question, headline, overlap_lines
from fractui.ui.dialogs.quick_add import HEIGHT, QuickAdd
from fractui.ui.dialogs.row_fields import RowFields
from fractui.ui.lines import width_of
from fractui.ui.widgets.day_strip import strip_of
from fractui.ui.widgets.entry_lines import Aside, Columns, columns_of, entry_lines
from fractui.ui.widgets.row_editor import layout_of
from tests.ui.sample_boards import HOSTILE, NOW, at, day_view, row, sample_day
from tests.ui.watching import KEYS, all_text, text_of

ZONE = "Europe/Berlin"
OWED = (Owed("d1", "ACME", "Board pack"), Owed("d2", "ACME", "Board minutes"), Owed("d3", "BETA", "Brief"))
OWNERS = (
    Owner("ACME", "Acme Robotics"),
    Owner("BETA", "Beta Foods"),
    Owner("bd", "Business development", is_bucket=True),
)


def context(view: DayView) -> Context:
    return Context(Present(NOW.astimezone(UTC), ZONE, view.day), OWNERS, OWED)


def fields_of(entry: EntryRow, view: DayView | None = None) -> RowFields:
    shown = view or replace(sample_day(), rows=(entry,))
    return RowFields(entry, shown, context(shown))


def texts(fields: RowFields, **typed: str) -> dict[str, str]:
    return {field.name: field.value for field in fields.fields} | typed


def the_row() -> EntryRow:
    return next(each for each in sample_day().rows if not each.gap and each.end is not None)


# -- an entry in its row ---------------------------------------------------------------------------


def test_texts_that_were_not_touched_change_nothing() -> None:
    for entry in (each for each in sample_day().rows if not each.gap):
        odd = replace(entry, start=entry.start + timedelta(seconds=27))
        fields = fields_of(odd)
        assert fields.changes(texts(fields)) == {}


@pytest.mark.parametrize(
    ("field", "text", "name", "value"),
    [
        ("start", "930", "start", (9, 30)),
        ("start", "9.05", "start", (9, 5)),
        ("end", "10:05", "end", (10, 5)),
        ("end", "+45m", "end", (9, 40)),
        ("end", "1h", "end", (9, 55)),
        ("who", "beta f", "who", "BETA"),
        ("who", "bd", "who", "bd"),
        ("category", "one-to", "category", Category.ONE_ON_ONE),
        ("category", "prep, follow-up", "category", Category.PREP_FOLLOWUP),
        ("category", "", "category", None),
        ("deliverable", "board m", "deliverable", "d2"),
        ("deliverable", "", "deliverable", None),
        ("note", " new ", "note", "new"),
    ],
)
def test_a_text_changes_its_field(field: str, text: str, name: str, value: object) -> None:
    entry = replace(the_row(), deliverable="Board pack", deliverable_id="d1", category="deep_work")
    fields = fields_of(entry)
    typed = texts(fields, **{field: text})
    if field == "who":
        typed["deliverable"] = ""
    said = fields.changes(typed)[name]
    if isinstance(said, datetime):
        local = said.astimezone(entry.start.tzinfo)
        said = (local.hour, local.minute)
    assert said == value


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("start", "23:50", "still to come"),
        ("start", "11:00", "after it ends"),
        ("end", "8:00", "before it starts"),
        ("end", "soon", "cannot be read"),
        ("who", "zeta", "nobody"),
        ("who", "", "nobody"),
        ("category", "zzz", "no such category"),
        ("deliverable", "board", "may be"),
        ("deliverable", "zzz", "no open deliverable"),
        ("note", "a\nb", "line break"),
    ],
)
def test_a_text_that_cannot_be_read_names_its_field(field: str, text: str, says: str) -> None:
    fields = fields_of(the_row())
    with pytest.raises(FieldRefused, match=says) as refused:
        fields.changes(texts(fields, **{field: text}))
    assert refused.value.field == field


def test_a_deliverable_does_not_go_over_to_another_client_silently() -> None:
    fields = fields_of(replace(the_row(), deliverable="Board pack", deliverable_id="d1"))
    with pytest.raises(FieldRefused, match="BETA has no open deliverable"):
        fields.changes(texts(fields, who="BETA"))


def test_times_that_run_into_another_entry_say_so() -> None:
    view = sample_day()
    entry = the_row()
    fields = fields_of(entry, view)
    assert fields.shared(texts(fields)) == ""
    assert fields.shared(texts(fields, end="10:55")) == "shares 0:15 with BETA 10:40-11:10"
    assert fields.shared(texts(fields, end="13:10")).endswith("and 4 more")


def test_an_entry_without_clock_times_has_a_length() -> None:
    entry = replace(the_row(), timed=False, seconds=7200)
    fields = fields_of(entry)
    assert texts(fields)["length"] == "2:00"
    assert fields.changes(texts(fields, length="1h30")) == {"length": 5400}
    assert "without clock times" in fields.reading(texts(fields))


@pytest.mark.parametrize("width", [57, 70, 77, 117, 160])
@pytest.mark.parametrize("timed", [True, False])
def test_fields_stand_beside_each_other_within_the_width(width: int, timed: bool) -> None:
    layout = layout_of(columns_of(sample_day(), width), width, timed=timed)
    taken: set[tuple[int, int]] = set()
    for slot in layout.slots.values():
        cells = {(x, slot.y) for x in range(slot.x, slot.x + slot.width)}
        assert not cells & taken
        taken |= cells
        assert slot.x + slot.width <= width
        assert slot.y < layout.lines - 1


def test_the_day_leaves_room_under_the_row_that_is_edited() -> None:
    view = sample_day()
    item = f"entry:{the_row().id}"
    plain = entry_lines(view, 77, Aside(NOW, KEYS))
    opened = entry_lines(view, 77, Aside(NOW, KEYS, None, item, item, 3))
    assert len(opened) == len(plain) + 2
    at_row = next(number for number, line in enumerate(opened) if any(span.item == item for span in line))
    assert opened[at_row + 1 : at_row + 3] == [(), ()]


def test_time_without_clock_times_stands_below_and_not_in_the_strip() -> None:
    loose = replace(row(1, "BETA", at(9), at(11), "by guess"), timed=False, seconds=7200, category="")
    view = day_view((*sample_day().rows, loose))
    lines = [text_of(line).rstrip() for line in entry_lines(view, 77, Aside(NOW, KEYS))]
    assert lines[-2] == "no clock times"
    assert lines[-1].split() == ["2:00", "▌BETA", "by", "guess"]
    number = len(view.rows) - 1
    assert number not in strip_of(view, 117, NOW).halves


def test_columns_stay_when_there_is_nothing() -> None:
    assert columns_of(day_view(()), 70) == Columns(4, 29, 12, 0)


# -- one line --------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 74, 114])
@pytest.mark.parametrize(
    "text", ["", "acme", "acme 9-10 " + "x" * 90, "acme 9:30-11 +board-p #q4 @deep", *HOSTILE]
)
def test_a_reading_keeps_to_its_cells(width: int, text: str) -> None:
    view = sample_day()
    quick = QuickAdd(context(view), {"ACME": "steelblue"}, view)
    lines = quick.lines(text, width)
    assert len(lines) <= HEIGHT
    if width >= 74:
        assert max(map(width_of, lines)) <= width
    assert not set(all_text(list(lines))) & set("\x1b\x07\t\u202e")
    quick.marks(text)


# -- overlaps ----------------------------------------------------------------------------------------


def clock_at(text: str) -> datetime:
    hour, minute = text.split(":")
    return at(int(hour), int(minute))


def overlap_row(
    start: str, end: str | None, who: str = "ACME", *, wanted: bool = False, fate: Fate = Fate.SAME
) -> OverlapRow:
    begin, finish = clock_at(start), clock_at(end) if end else None
    seconds = int(((finish or NOW) - begin).total_seconds())
    return OverlapRow("1" * 32, who, "steelblue", begin, finish, seconds, "a note " * 5, wanted, fate)


def overlap_view(others: int = 1, note: str = "") -> OverlapView:
    wanted = replace(overlap_row("09:30", "11:00", "BETA", wanted=True, fate=Fate.NEW), note=note)
    before = tuple(overlap_row("09:00", "10:00") for _ in range(others))
    choices = (
        OverlapChoice("trim-earlier", (overlap_row("09:00", "09:30", fate=Fate.CHANGED), wanted)),
        OverlapChoice(
            "trim-later", why_not="Nothing would be left of ACME 09:00-10:00 (a1b2c3d4); choose split."
        ),
        OverlapChoice("keep", (*before, wanted)),
    )
    return OverlapView(ZONE, NOW, wanted, before, choices)


@pytest.mark.parametrize("width", [70, 76, 108])
@pytest.mark.parametrize("others", [1, 12])
@pytest.mark.parametrize("note", ["", HOSTILE[0]])
def test_now_and_then_stand_side_by_side(width: int, others: int, note: str) -> None:
    view = overlap_view(others, note)
    for choice in view.choices:
        lines = overlap_lines(Question(view, view.choices), width, f"how:{choice.how}")
        assert max(map(width_of, lines)) <= width
        assert len(lines) <= 20
        text = all_text(lines)
        assert "09:30-11:00" in text
        assert "(a1b2c3d4)" not in text
    first = all_text(overlap_lines(Question(view, view.choices), width, "how:trim-earlier"))
    assert "09:00-09:30" in first


def test_the_headline_names_whose_time_it_is() -> None:
    assert headline(overlap_view()) == "BETA Tue 09:30-11:00 would share time with ACME"
