"""Many entries, the same for every time tracker: ten years of ten clients, made up, in each program's own files."""

from __future__ import annotations

import csv
import gc
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from random import Random

from fractui.core.entry import Category, Entry, Source
from fractui.wiring import Services

ENTRIES = 200_000
CLIENTS = tuple(f"C{number:02d}" for number in range(10))
YEARS = 10
WORK_DAY = (6 * 60, 22 * 60)
"""Between these minutes of a day everything lies, so that no program has to cut an entry at midnight."""
NOTES = ("worked through the backlog", "weekly call with the team", "wrote the rollout plan", "a slow query")
KINDS = (Category.DEEP_WORK, Category.MEETING, Category.ASYNC, Category.PREP_FOLLOWUP)
IMPORTED = 50_000
TOGGL = (
    "User",
    "Email",
    "Client",
    "Project",
    "Task",
    "Description",
    "Billable",
    "Start date",
    "Start time",
    "End date",
    "End time",
    "Duration",
    "Tags",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry of whole minutes in UTC, as every program can keep it."""

    client: str
    kind: Category
    start: datetime
    end: datetime
    note: str


def pieces(last: date, count: int = ENTRIES, seed: int = 7) -> Iterator[Piece]:
    """``count`` entries in the order of their start, spread evenly over ten years up to the day ``last``; none overlap."""
    dice = Random(seed)
    first = last - timedelta(days=YEARS * 365 + 2)
    days = (last - first).days + 1
    weights = [1 / (number + 1) ** 0.5 for number in range(len(CLIENTS))]
    made = 0
    for number in range(days):
        today = count * (number + 1) // days - made
        made += today
        midnight = datetime.combine(first + timedelta(days=number), datetime.min.time(), UTC)
        for place in range(today):
            begin, after = (
                WORK_DAY[0] + (WORK_DAY[1] - WORK_DAY[0]) * at // today for at in (place, place + 1)
            )
            length = dice.randint(max(1, (after - begin) // 3), max(1, after - begin))
            start = midnight + timedelta(minutes=begin)
            yield Piece(
                dice.choices(CLIENTS, weights)[0],
                dice.choice(KINDS),
                start,
                start + timedelta(minutes=length),
                dice.choice(NOTES),
            )


@dataclass(frozen=True, slots=True)
class Sums:
    """The right answers in seconds: of all time, of the last day's month, and of the first client in all."""

    total: int
    month: int
    client: int


def sums(entries: Sequence[Piece], month: str) -> Sums:
    """What every program has to come to."""
    lengths = [(each, int((each.end - each.start).total_seconds())) for each in entries]
    return Sums(
        sum(length for _, length in lengths),
        sum(length for each, length in lengths if f"{each.start:%Y-%m}" == month),
        sum(length for each, length in lengths if each.client == CLIENTS[0]),
    )


def for_fractui(entries: Sequence[Piece], folder: Path, clock: Callable[[], datetime]) -> None:
    """A practice with all of them; a transaction holds what is of one client and year."""
    # Hundreds of thousands of objects come and go: looking for circles among them takes longer than making them.
    gc.disable()
    services = Services(str(folder), clock)
    practice = services.practice
    for code in CLIENTS:
        services.clients.add(code)
    ids = (f"{number:032x}" for number in range(1, len(entries) + 1))
    by_client = sorted(entries, key=lambda each: (each.client, each.start))
    for (code, year), some in groupby(by_client, key=lambda each: (each.client, each.start.year)):
        with practice.transaction(f"time of {code} in {year}") as change:
            for each in some:
                change.put(
                    Entry(
                        id=next(ids),
                        start=each.start,
                        end=each.end,
                        zone="UTC",
                        client=code,
                        category=each.kind,
                        note=each.note,
                        source=Source.MANUAL,
                    )
                )
    services.close()
    gc.enable()


def for_watson(entries: Sequence[Piece], folder: Path) -> None:
    """``WATSON_DIR`` with one file of frames."""
    folder.mkdir()
    frames = [
        [
            int(each.start.timestamp()),
            int(each.end.timestamp()),
            each.client,
            f"{number:032x}",
            [each.kind.value],
            int(each.end.timestamp()),
        ]
        for number, each in enumerate(entries, 1)
    ]
    (folder / "frames").write_text(json.dumps(frames, indent=1))


def for_timewarrior(entries: Sequence[Piece], folder: Path) -> None:
    """``TIMEWARRIORDB`` with a file a month."""
    (folder / "data").mkdir(parents=True)
    tags: dict[str, dict[str, int]] = {}
    for each in entries:
        for tag in (each.client, each.kind.value):
            tags.setdefault(tag, {"count": 0})["count"] += 1
    for month, some in groupby(entries, key=lambda each: f"{each.start:%Y-%m}"):
        lines = (
            f"inc {each.start:%Y%m%dT%H%M%SZ} - {each.end:%Y%m%dT%H%M%SZ} # {each.client} {each.kind.value}\n"
            for each in some
        )
        (folder / "data" / f"{month}.data").write_text("".join(lines))
    (folder / "data" / "tags.data").write_text(json.dumps(tags))
    (folder / "timewarrior.cfg").write_text("verbose = on\n")


def for_hledger(entries: Sequence[Piece], file: Path) -> None:
    """A timedot journal, the format that hledger reads three times faster than timeclock."""
    lines = []
    for day, some in groupby(entries, key=lambda each: each.start.date()):
        lines.append(f"\n{day}\n")
        lines += [
            f"{each.client}:{each.kind.value}  {(each.end - each.start).total_seconds() / 3600:.6f}\n"
            for each in some
        ]
    file.write_text("".join(lines))


def for_toggl(entries: Sequence[Piece], file: Path) -> None:
    """A detailed report as Toggl exports it."""
    with file.open("w", newline="") as target:
        rows = csv.writer(target)
        rows.writerow(TOGGL)
        for each in entries:
            length = int((each.end - each.start).total_seconds())
            clock = f"{length // 3600:02}:{length // 60 % 60:02}:{length % 60:02}"
            rows.writerow(
                [
                    *("Sam", "sam@example.com", each.client, each.kind.value, "", each.note, "No"),
                    *(f"{each.start:%Y-%m-%d}", f"{each.start:%H:%M:%S}"),
                    *(f"{each.end:%Y-%m-%d}", f"{each.end:%H:%M:%S}", clock, ""),
                ]
            )


@dataclass(frozen=True, slots=True)
class Many:
    """A folder with the same entries for every program."""

    root: Path

    @property
    def last(self) -> date:
        """The last day that has entries."""
        return date.fromisoformat((self.root / "last-day").read_text())

    @property
    def environ(self) -> Mapping[str, str]:
        """Where each program looks for its files."""
        return {"WATSON_DIR": str(self.root / "watson"), "TIMEWARRIORDB": str(self.root / "timew")}

    @property
    def practice(self) -> Path:
        """Our data folder."""
        return self.root / "fractui"

    @property
    def timedot(self) -> Path:
        """hledger's file."""
        return self.root / "entries.timedot"

    @property
    def toggl(self) -> Path:
        """The last ``IMPORTED`` of the entries, for the importer."""
        return self.root / "toggl.csv"


def prepare(root: Path, now: datetime) -> tuple[Many, Sequence[Piece]]:
    """Make the folder up to the day before ``now``, or use the one that is there; it takes about half a minute."""
    many = Many(root)
    if (root / "last-day").exists():
        return many, list(pieces(many.last))
    root.mkdir(parents=True)
    last = now.date() - timedelta(days=1)
    entries = list(pieces(last))
    for_watson(entries, root / "watson")
    for_timewarrior(entries, root / "timew")
    for_hledger(entries, many.timedot)
    for_toggl(entries[-IMPORTED:], many.toggl)
    for_fractui(entries, many.practice, lambda: now)
    (root / "last-day").write_text(last.isoformat())
    return many, entries
