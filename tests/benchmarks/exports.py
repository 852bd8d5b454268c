"""Tracked time as a calendar file: beside the icalendar library, and while somebody goes on working in the dashboard."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path

from icalendar import Calendar, Event

from fractui.core.entry import Category, Entry
from fractui.core.period import EARLIEST, LATEST
from fractui.core.wording import category_label
from fractui.wiring import Services
from tests.benchmarks.data import Ground
from tests.benchmarks.panes import has
from tests.benchmarks.table import Row, at_most, ratio
from tests.benchmarks.terminal import Terminal
from tests.benchmarks.weeks import worst

ENTRIES = 10_000
AT_WORK = 5_000
"""So many are exported while keys are pressed."""
KINDS = tuple(Category)
BETWEEN_S = 0.07
"""From one key to the next."""
DONE = "calendar files are in"
EXPORTS = 8


def practice(folder: Path, count: int) -> None:
    """One client with so many entries of half an hour and more, with notes and tags in more than ASCII."""
    services = Services(str(folder))
    services.clients.add("ACME", name="Acme Robotics", hours=20, zone="Europe/Berlin")
    now = services.clock()
    with services.practice.transaction("years of work") as tx:
        for number in range(count):
            start = now - timedelta(hours=2 * (count - number) + 3)
            tx.put(
                Entry(
                    id=f"{number:032x}",
                    client="ACME",
                    start=start,
                    end=start + timedelta(minutes=30 + number % 60),
                    zone="Europe/Berlin",
                    note=f"Board pack, draft {number}: numbers reviewed with Łukasz, round {number % 7}",
                    category=KINDS[number % len(KINDS)],
                    tags=("board", "q4") if number % 3 else (),
                )
            )
    services.close()


def measure(ground: Ground, rounds: int) -> list[Row]:
    """Both at 10,000 entries in turn; then keys while 5,000 are written."""
    ten, five = ground.practice("tracked"), ground.practice("tracked-less")
    for folder, count in ((ten, ENTRIES), (five, AT_WORK)):
        shutil.rmtree(folder, ignore_errors=True)
        practice(folder, count)
    ours, theirs, written = [], [], 0
    for turn in range(-1, rounds):
        one, data = _timed(partial(_by_fractui, ten))
        services = Services(str(ten))
        entries = services.practice.portal("ACME").entries(EARLIEST, LATEST)
        services.close()
        other, reference = _timed(partial(_by_icalendar, entries))
        if (written := data.count(b"BEGIN:VEVENT")) != reference.count(b"BEGIN:VEVENT"):
            raise AssertionError(f"{written} events are not those of the library")
        if turn >= 0:
            ours.append(one)
            theirs.append(other)
    what = f"{written:,} entries read and written: CPU, to icalendar building and serialising the same"
    return [ratio(what, 1.1, ours, theirs), *_at_work(ground)]


def _by_fractui(folder: Path) -> bytes:
    """Open the practice, read what is there and write it."""
    services = Services(str(folder))
    data = services.exporting.ics_file("ACME", ("time",))[0]
    services.close()
    return data


def _by_icalendar(entries: tuple[Entry, ...]) -> bytes:
    """The same events out of entries that are in memory already."""
    calendar = Calendar()
    calendar.add("prodid", "-//fractui//benchmark//EN")
    calendar.add("version", "2.0")
    for each in entries:
        event = Event()
        event.add("uid", f"{each.id}@fractui")
        event.add("dtstamp", each.updated_at)
        event.add("dtstart", each.start.astimezone(UTC))
        event.add("dtend", (each.end or each.start).astimezone(UTC))
        event.add("summary", f"ACME: {each.note}")
        event.add("sequence", max(each.rev - 1, 0))
        event.add("created", each.created_at)
        event.add("last-modified", each.updated_at)
        event.add("status", "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        event.add("x-microsoft-cdo-busystatus", "FREE")
        event.add("categories", ["ACME", "fractui", category_label(each.category), *each.tags])
        calendar.add_component(event)
    return bytes(calendar.to_ical(sorted=False))


def _timed(job: Callable[[], bytes]) -> tuple[float, bytes]:
    """CPU seconds, and what came of it."""
    began = time.process_time()
    data = job()
    return time.process_time() - began, data


def _at_work(ground: Ground) -> list[Row]:
    """The selection moved again and again while files are written."""
    took, lasted = [], []
    folder = ground.practice("tracked-less") / "exports"
    with Terminal(ground.fractui("tracked-less"), ground.environ) as terminal:
        terminal.until(has("ACME", "Attention"))
        terminal.settle(0.5, 3)
        terminal.key(b"c", has("Calendar ·"))
        for _ in range(EXPORTS):
            terminal.pause(6.0)
            shutil.rmtree(folder, ignore_errors=True)
            began = terminal.send(b"x")
            terminal.pause(0.03)
            turn = 0
            while DONE not in terminal.text() and terminal.send(b"") - began < 20:
                terminal.settle(0.005, 0.05)
                sent = terminal.send(b"jk"[turn % 2 :][:1])
                took.append((terminal.until(lambda _: True, 10, frame=True) - sent) * 1000)
                terminal.pause(BETWEEN_S)
                turn += 1
            lasted.append(terminal.send(b"") - began)
    return [
        worst(f"a key while {AT_WORK:,} entries are written", 40, took),
        at_most("how long that takes", 5, lasted, "s"),
    ]
