"""The world that a quick line is read in, and what a line makes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from fractui.core.errors import Refused
from fractui.core.quick_line import read_line
from fractui.services.views.overlap import Overlaps
from fractui.wiring import Services
from tests.builders import at
from tests.fakes import FixedClock, Ids


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """Two clients and an hour of ACME's; it is Tuesday 24 November, 14:07."""
    made = Services(str(tmp_path / "data"), FixedClock(), Ids())
    for code, name in (("ACME", "Acme Robotics"), ("BETA", "Beta Foods")):
        made.clients.add(code, name=name, hours=20)
    made.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 30))
    made.entries.add("ACME", at("2026-11-24 09:00"), at("2026-11-24 10:00"), "cash bridge")
    return made


def test_the_context_knows_whose_time_it_may_be_and_what_is_free(services: Services) -> None:
    context = services.quick_lines.context()
    assert [owner.code for owner in context.owners][:3] == ["ACME", "BETA", "bd"]
    assert [(owed.client, owed.title) for owed in context.owed] == [("ACME", "Board pack")]
    assert context.present.last_end == at("2026-11-24 10:00")
    assert [(gap.start, gap.end) for gap in context.present.gaps] == [
        (at("2026-11-24 00:00"), at("2026-11-24 09:00")),
        (at("2026-11-24 10:00"), at("2026-11-24 14:07")),
    ]
    assert services.quick_lines.context(date(2026, 11, 26)).present.gaps == ()


def test_a_line_is_kept_as_one_change_with_all_that_it_says(services: Services) -> None:
    context = services.quick_lines.context()
    entry = services.quick_lines.keep(read_line("acme since last slides +board #q4 deep", context))
    assert (entry.start, entry.end) == (at("2026-11-24 10:00"), at("2026-11-24 14:07"))
    assert (entry.note, entry.tags, entry.category) == ("slides", ("q4",), "deep_work")
    assert entry.deliverable == context.owed[0].id
    services.history.undo()
    assert len(services.practice.portal("ACME").latest(5)) == 1


def test_a_line_starts_the_timer_with_its_tags_and_goes_over_from_what_runs(services: Services) -> None:
    services.timer.start("BETA", at=at("2026-11-24 13:00"))
    entry = services.quick_lines.keep(read_line("start acme 13:30 mail #q1", services.quick_lines.context()))
    assert (entry.start, entry.end, entry.tags) == (at("2026-11-24 13:30"), None, ("q1",))
    assert services.practice.portal("BETA").latest(1)[0].end == at("2026-11-24 13:30")


def test_a_length_alone_has_no_clock_times(services: Services) -> None:
    entry = services.quick_lines.keep(read_line("acme 2h on friday", services.quick_lines.context()))
    assert not entry.timed
    assert entry.end is not None
    assert entry.end - entry.start == timedelta(hours=2)


def test_what_lacks_or_overlaps_is_refused(services: Services) -> None:
    context = services.quick_lines.context()
    with pytest.raises(Refused, match="Until when"):
        services.quick_lines.keep(read_line("acme 9:30 call", context))
    with pytest.raises(Refused, match="Write whose time"):
        services.quick_lines.keep(read_line("", context))
    with pytest.raises(Overlaps):
        services.quick_lines.keep(read_line("beta 9:30-11", context))
    assert services.quick_lines.keep(read_line("beta 9:30-11", context), "keep").overlap_ok
