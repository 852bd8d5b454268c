"""The demo's blocks with their owner in six places: a reader shows just what is planned, also of clients in other zones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fractui.core.block import Block, occurrences
from fractui.services.demo.content import STORIES
from fractui.services.demo.plans import blocks
from fractui.services.demo.telling import Telling, month_of
from tests.calendars.calendar_samples import STORED, planned, seen

NOW = datetime(2026, 11, 24, 14, 7, tzinfo=UTC)
SPRING = date(2026, 3, 1), date(2026, 4, 20)
AUTUMN = date(2026, 9, 20), date(2026, 11, 20)


def told(home: str) -> list[Block]:
    """The blocks of all clients, as a practice in that zone has them."""
    zone = ZoneInfo(home)
    telling = Telling(1, NOW, zone, month_of(NOW.astimezone(zone).date(), -12))
    found = [block for story in STORIES for block in blocks(story, telling)]
    return [replace(each, **STORED) for each in found]


@pytest.mark.parametrize(
    "home",
    [
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "America/St_Johns",
        "Pacific/Apia",
    ],
)
def test_a_reader_shows_what_is_planned(home: str) -> None:
    mine = told(home)
    data = planned(*mine).data
    assert {each.zone for each in mine} > {home}
    for first, last in (SPRING, AUTUMN):
        begin, end = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (first, last))
        wide = timedelta(days=2)
        own = sorted(
            (each.start, each.end, f"ACME: {block.title}")
            for block in mine
            for each in occurrences(block, first - wide, last + wide)
            if begin < each.end and each.start < end
        )
        assert sorted(each[1:] for each in seen(data, first, last)) == own
        assert own
