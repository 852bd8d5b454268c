"""A word planted with each client is looked for where the whole practice is at work: imports, the timer, what is asked and told."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from fractui.__main__ import main
from fractui.cli.shell import Shell
from fractui.services.one_line_of_time import running_entry
from fractui.services.watching import Watching
from fractui.ui.beside import notification, title_of
from fractui.wiring import Services
from tests.builders import at
from tests.cli.conftest import FakeDashboard
from tests.fakes import FixedClock, Ids
from tests.services.test_services_absence import FakeSeat
from tests.services.test_services_isolation import CODES, everything_in, plant, word


class Practice:
    """Three clients who have been worked for in turn, with time taken in from one table for all of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.clock = FixedClock()
        self.services = Services(str(self.data), self.clock, Ids(), lambda: "Europe/Berlin")
        for code in CODES:
            plant(self.services, code, folder)

    def fractui(self, *words: str) -> str:
        """What a command prints."""
        said = io.StringIO()
        environ = {"FRACTUI_DATA": str(self.data), "HOME": str(self.folder / "home")}
        with redirect_stdout(said), redirect_stderr(said):
            main(list(words), Shell(self.clock, Ids(), environ, FakeDashboard()))
        return said.getvalue()

    def take_in(self) -> None:
        """One table for all of them, by names that only a person can tell apart."""
        rows = [
            f"{word(code)} Ltd,2026-11-{20 + number}T08:00:00Z,2026-11-{20 + number}T09:00:00Z,did {word(code)}"
            for number, code in enumerate(CODES)
        ]
        table = self.folder / "all.csv"
        table.write_text("\n".join(["client,start,end,note", *rows]))
        importing = self.services.importing
        gathered = importing.gather(str(table), "csv")
        plan = importing.judge(gathered, {f"{word(code)} Ltd": code for code in CODES})
        assert importing.take(plan).entries == len(CODES)

    def run_timers(self) -> None:
        """Each in turn, the last one with an absence that is asked about; it goes on."""
        for minute, code in enumerate(CODES):
            self.clock.now = at(f"2026-11-24 14:{10 + minute}")
            self.services.timer.switch(code, note=f"now {word(code)}")


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    made = Practice(tmp_path_factory.mktemp("isolation"))
    made.take_in()
    made.run_timers()
    made.services.practice.settle()
    yield made
    made.services.close()


def portal(practice: Practice, code: str) -> str:
    """All its files, after imports and switches that were one change over several portals."""
    return everything_in(practice.data / "clients" / code)


def backups(practice: Practice, code: str) -> str:
    """What a backup of its own has in it."""
    from zipfile import ZipFile

    path = practice.folder / f"{code}.zip"
    practice.services.care.backup(code, str(path))
    with ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def calendar_folder(practice: Practice, code: str) -> str:
    practice.services.vdirs.write(code, str(practice.folder / "vdir"))
    return everything_in(practice.folder / "vdir" / code)


def busy_folder(practice: Practice, code: str) -> str:
    practice.services.vdirs.write_busy(code, str(practice.folder / "vdir"))
    return everything_in(practice.folder / "vdir" / f"busy-for-{code}")


def status_line(practice: Practice, code: str) -> str:
    switched_to(practice, code)
    return practice.fractui("status", "--format", "{code} {name} {note} {elapsed}")


def status(practice: Practice, code: str) -> str:
    switched_to(practice, code)
    return practice.fractui("status") + practice.fractui("status", "--json")


def title_and_notification(practice: Practice, code: str) -> str:
    switched_to(practice, code)
    frame = practice.services.portfolio.frame()
    assert frame.timer.running is not None
    title = title_of(frame, practice.clock.now)
    return title + notification(frame.timer.running.note, "both", {"TERM": "xterm"}, passes=False)


def question(practice: Practice, code: str) -> str:
    """What is asked about an absence, and the file in which it waits."""
    switched_to(practice, code)
    watching = Watching(practice.services.practice, FakeSeat)
    watching.look()
    practice.clock.now = practice.clock.now.replace(hour=practice.clock.now.hour + 2)
    watching.look()
    asked = practice.services.absences.question()
    assert asked is not None
    said = repr(asked) + (practice.data / "absence.json").read_text()
    practice.services.absences.keep(asked)
    return said


def commands(practice: Practice, code: str) -> str:
    """Whatever is asked of the shell about one client."""
    asked = (
        ("client", "show", code),
        ("deliverable", "list", code),
        ("deliverable", "list", code, "--sent"),
        ("deliverable", "lint", code),
        ("priority", "list", code, "--all"),
        ("decision", "list", code),
        ("access", "list", code, "--all"),
        ("checklist", "list", code),
        ("log", code, "2026-11"),
    )
    return "\n".join(practice.fractui(*each) for each in asked)


def switched_to(practice: Practice, code: str) -> None:
    running = running_entry(practice.services.practice)
    if running is None or running.client != code:
        practice.clock.now = practice.clock.now.replace(minute=(practice.clock.now.minute + 1) % 60)
        practice.services.timer.switch(code, note=f"now {word(code)}")


SURFACES: tuple[Callable[[Practice, str], str], ...] = (
    portal,
    backups,
    calendar_folder,
    busy_folder,
    status_line,
    status,
    title_and_notification,
    commands,
    question,
)


WITHOUT_OWN = {busy_folder, question}
"""Surfaces on which not even the client's own word stands."""


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_no_word_of_another_client_is_there(
    practice: Practice, surface: Callable[[Practice, str], str]
) -> None:
    for code in CODES:
        shown = surface(practice, code).casefold()
        for other in CODES:
            assert (word(other) in shown) is (other == code and surface not in WITHOUT_OWN), (
                f"{other} on {code}'s {surface.__name__}"
            )
