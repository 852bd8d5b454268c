"""Files of other programs, small and large, as tests and benchmarks need them.

``python -m tests.exchange.foreign_samples FOLDER [COUNT]`` writes one of each format with so many rows.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fractui.exchange.opening import open_file
from fractui.exchange.rows import TimeRow

ZONE = "Europe/Berlin"

TOGGL = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"
TOGGL_IN = (
    "User,Email,Client,Client External Reference,Project,Project External Reference,Task,Description,Billable,"
    "Start date,Start time,Duration,Tags"
)
HARVEST_A = (
    "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Roles,"
    "Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL"
)
HARVEST_B = HARVEST_A.replace("Hours,", "Hours,Hours Rounded,")
HARVEST_C = HARVEST_A.replace("Last Name,", "Last Name,Employee Id,")
HARVEST_D = (
    "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,"
    "Department,Employee?"
)
HARVEST_IN = "Date,Client,Project,Task,Notes,Hours,First name,Last name"
CLOCKIFY_1 = (
    "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,"
    "Duration (h),Duration (decimal),Billable Rate (USD),Billable Amount (USD)"
)
CLOCKIFY_2 = (
    "Project,Client,Description,Task,User,Group,Email,Tags,Type,Billable,Invoiced,Invoice ID,Start Date,Start Time,"
    "End Date,End Time,Duration (h),Duration (decimal),Billable Rate (EUR),Billable Amount (EUR),Date of creation"
)
CLOCKIFY_3 = CLOCKIFY_1.replace("Billable,", "", 1)
CLOCKIFY_4 = CLOCKIFY_1.replace("Task", "Activity").replace("Billable,", "Billable,Approval,Approved by,", 1)
CLOCKIFY_5 = CLOCKIFY_1.replace("Client,", "")
CLOCKIFY_7 = (
    "Project,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,Client"
)
SOLIDTIME = "description,billable,client,project,tags,start,end,task,user_name,user_email"


def table(header: str, *records: dict[str, str], delimiter: str = ",", blank: str = "") -> str:
    """A table with these records, each given by the headers of what it says; the rest is ``blank``."""
    names = next(csv.reader([header]))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(names)
    for record in records:
        unknown = record.keys() - set(names)
        assert not unknown, unknown
        writer.writerow([record.get(name, blank) for name in names])
    return text.getvalue()


def put(folder: Path, content: str | bytes, name: str = "export") -> Path:
    """A file with that content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows_of(
    folder: Path, content: str | bytes, kind: str, zone: str = ZONE, order: str | None = None
) -> list[TimeRow]:
    """What a file with that content is read as."""
    return list(open_file(put(folder, content), kind, zone, order).rows)


def row_of(
    folder: Path, content: str | bytes, kind: str, zone: str = ZONE, order: str | None = None
) -> TimeRow:
    """The single row of a file with that content."""
    (row,) = rows_of(folder, content, kind, zone, order)
    return row


def utc(text: str) -> datetime:
    """``2024-03-04 09:23`` or with seconds as an instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def large(kind: str, count: int) -> Iterator[str]:
    """The lines of a file of that format with ``count`` rows that do not overlap, half an hour each."""
    yield from _LARGE[kind](_times(count), count)


def _times(count: int) -> Iterator[tuple[int, datetime, datetime]]:
    first = datetime(2016, 1, 4, 6, tzinfo=UTC)
    for number in range(count):
        day, slot = divmod(number, 15)
        start = first + timedelta(days=day, hours=slot)
        yield number, start, start + timedelta(minutes=30 + number % 25)


_Times = Iterator[tuple[int, datetime, datetime]]


def _toggl(times: _Times, count: int) -> Iterator[str]:
    yield f"\ufeff{TOGGL},Amount (EUR)\r\n"
    for number, start, end in times:
        yield (
            f"Sam,sam@example.com,client-{number % 10:02d},api,build,pairing on part {number},Yes,"
            f'{start:%Y-%m-%d,%H:%M:%S},{end:%Y-%m-%d,%H:%M:%S},{end - start},"onsite, deep",10.00\r\n'
        )


def _harvest(times: _Times, count: int) -> Iterator[str]:
    yield f"{HARVEST_A}\n"
    for number, start, end in times:
        hours = f"{(end - start).total_seconds() / 3600:.2f}".replace(".", ",")
        yield (
            f'{start:%Y-%m-%d},client-{number % 10:02d},api,,build,part {number},"{hours}",Yes,No,No,Sam,Example,,'
            'Yes,"100,0","1.000,0","0,0","0,0",Euro - EUR,\n'
        )


def _clockify(times: _Times, count: int) -> Iterator[str]:
    yield f"{CLOCKIFY_1}\n"
    for number, start, end in times:
        yield (
            f"api,client-{number % 10:02d},part {number},build,Sam,,sam@example.com,,Yes,"
            f"{start:%m/%d/%Y,%I:%M:%S %p},{end:%m/%d/%Y,%I:%M:%S %p},{end - start},0.50,1.00,1.00\n"
        )


def _timewarrior(times: _Times, count: int) -> Iterator[str]:
    yield "[\n"
    for number, start, end in times:
        comma = "," if number + 1 < count else ""
        yield (
            f'{{"id":{count - number},"start":"{start:%Y%m%dT%H%M%SZ}","end":"{end:%Y%m%dT%H%M%SZ}",'
            f'"tags":["client-{number % 10:02d}","deep work"],"annotation":"part {number}"}}{comma}\n'
        )
    yield "]\n"


def _watson(times: _Times, count: int) -> Iterator[str]:
    yield "[\n"
    for number, start, end in times:
        begin, until = int(start.timestamp()), int(end.timestamp())
        comma = "," if number + 1 < count else ""
        frame = [begin, until, f"client-{number % 10:02d}", f"{number:032x}", ["deep"], until]
        yield f" {json.dumps(frame)}{comma}\n"
    yield "]\n"


def _csv(times: _Times, count: int) -> Iterator[str]:
    yield f"{SOLIDTIME}\n"
    for number, start, end in times:
        yield (
            f"part {number},true,client-{number % 10:02d},api,deep,{start:%Y-%m-%dT%H:%M:%SZ},"
            f"{end:%Y-%m-%dT%H:%M:%SZ},build,Sam,sam@example.com\n"
        )


_LARGE: dict[str, Callable[[_Times, int], Iterator[str]]] = {
    "toggl": _toggl,
    "harvest": _harvest,
    "clockify": _clockify,
    "timewarrior": _timewarrior,
    "watson": _watson,
    "csv": _csv,
}


def write_large(kind: str, path: Path, count: int) -> None:
    """Write ``large`` into a file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(large(kind, count))


def main(words: Sequence[str]) -> None:
    """Write one file of each format."""
    folder, count = Path(words[0]), int(words[1]) if len(words) > 1 else 50_000
    folder.mkdir(parents=True, exist_ok=True)
    for kind in _LARGE:
        write_large(kind, folder / f"{kind}.txt", count)


if __name__ == "__main__":
    main(sys.argv[1:])
