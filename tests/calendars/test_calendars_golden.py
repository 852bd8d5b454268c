"""Every shape of the export, byte by byte as it was judged by seven readers.

``FRACTUI_GOLDEN=write`` writes the examples anew; judge them before they are kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.calendars.calendar_samples import cases, read

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", sorted(cases()))
def test_the_export_is_the_example(name: str) -> None:
    data = cases()[name]
    path = GOLDEN / f"{name}.ics"
    if os.environ.get("FRACTUI_GOLDEN") == "write":
        path.write_bytes(data)
    assert data.decode() == path.read_bytes().decode()


def test_no_example_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.ics")} == set(cases())


@pytest.mark.parametrize("name", sorted(cases()))
def test_every_line_is_one_that_all_readers_take(name: str) -> None:
    data = cases()[name]
    assert data.startswith(b"BEGIN:VCALENDAR\r\nPRODID:-//fractui//fractui//EN\r\nVERSION:2.0\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")[:-1]
    assert all(0 < len(line) <= 75 for line in lines)
    assert not any(byte < 32 or byte == 127 for line in lines for byte in line)
    for line in lines:
        line.decode()  # a fold never splits a character
    for word in (b"METHOD", b"ORGANIZER", b"ATTENDEE", b"VALARM", b"CLASS:", b"X-WR-TIMEZONE", b"RDATE"):
        assert word not in data


@pytest.mark.parametrize("name", sorted(cases()))
def test_the_bytes_are_those_that_icalendar_writes(name: str) -> None:
    data = cases()[name]
    assert read(data).to_ical(sorted=False) == data
