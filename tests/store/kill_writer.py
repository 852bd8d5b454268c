"""A writer to be killed: makes changes for ever and says ACK or GONE when each is on the disk.

Usage: kill_writer.py DIR SEED [CHANGES] [--alone]. It starts, stops and switches the timer over two clients, adds, edits and
deletes entries and deliverables, and, when ``--alone`` in the folder, undoes. Ids are unique over runs in one folder.
"""

from __future__ import annotations

import random
import sys
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from fractui.core.client import Client
from fractui.core.deliverable import Deliverable
from fractui.core.entry import Entry
from fractui.core.errors import Refused
from fractui.store.practice import Practice

CODES = ("ACME", "BETA")


def say(text: str) -> None:
    """One line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Writer:
    """Makes one random change at a time."""

    def __init__(self, root: str, seed: int) -> None:
        self.random = random.Random(seed)
        self.day = datetime(2026, 1, 5, 9, tzinfo=UTC)
        self.practice = Practice.open(root, self.clock, lambda: uuid.uuid4().hex)
        self.mine: dict[str, str] = {}

    def clock(self) -> datetime:
        """Goes on by seven minutes, through the months."""
        self.day += timedelta(minutes=7)
        return self.day

    def set_up(self) -> None:
        """Add the two clients, unless an earlier run has."""
        for code in CODES:
            if code not in self.practice.codes():
                with self.practice.transaction(f"add {code}") as tx:
                    if code not in self.practice.codes():
                        tx.put(Client(id=code, name=code, zone="Europe/Berlin"))

    def running(self) -> Entry | None:
        """The running entry of either client."""
        return next((entry for code in CODES if (entry := self.practice.portal(code).running())), None)

    def timer(self) -> None:
        """Start, switch or stop, whichever is possible."""
        code = self.random.choice(CODES)
        now = self.practice.now()
        stop = self.random.random() < 0.3
        new = Entry(id=self.practice.new_id(), client=code, start=now, zone="Europe/Berlin")
        with self.practice.transaction("switch") as tx:
            old = self.running()
            if old is not None:
                tx.put(replace(old, end=max(now, old.start)))
            if not stop:
                tx.put(new)
        if not stop:
            self.mine[new.id] = code
            say(f"ACK {new.id}")

    def add(self) -> None:
        """A closed entry or a deliverable."""
        code = self.random.choice(CODES)
        new_id = self.practice.new_id()
        now = self.practice.now()
        with self.practice.transaction("add") as tx:
            if self.random.random() < 0.3:
                tx.put(
                    Deliverable(id=new_id, client=code, title="x" * 40, type="Report", due=date(2026, 3, 1))
                )
            else:
                tx.put(
                    Entry(
                        id=new_id,
                        client=code,
                        start=now,
                        end=now + timedelta(minutes=5),
                        zone="Europe/Berlin",
                    )
                )
                self.mine[new_id] = code
        say(f"ACK {new_id}")

    def edit(self) -> None:
        """Another note, sometimes another month."""
        if not self.mine:
            return
        entry_id = self.random.choice(list(self.mine))
        with self.practice.transaction("edit") as tx:
            entry = self.practice.portal(self.mine[entry_id]).entry(entry_id)
            back = timedelta(days=40) if entry.end and self.random.random() < 0.2 else timedelta(0)
            tx.put(replace(entry, note="n" * self.random.randrange(200), start=entry.start - back))
        say(f"ACK {entry_id}")

    def delete(self) -> None:
        """An entry of our own."""
        if not self.mine:
            return
        entry_id = self.random.choice(list(self.mine))
        code = self.mine.pop(entry_id)
        say(f"TRY {entry_id}")
        with self.practice.transaction("delete") as tx:
            tx.delete(code, self.practice.portal(code).entry(entry_id))
        say(f"GONE {entry_id}")

    def add_and_undo(self) -> None:
        """An entry that is taken back."""
        new_id = self.practice.new_id()
        now = self.practice.now()
        with self.practice.transaction(f"add {new_id}") as tx:
            tx.put(
                Entry(
                    id=new_id, client="ACME", start=now, end=now + timedelta(minutes=5), zone="Europe/Berlin"
                )
            )
        say(f"ACK {new_id}")
        if self.practice.undo_label() != f"add {new_id}":
            return
        say(f"TRY {new_id}")
        self.practice.undo()
        say(f"GONE {new_id}")

    def run(self, changes: int, *, alone: bool) -> None:
        """Make so many changes; 0 is without end. Undoing takes back the newest change of anybody, so only ``alone``."""
        acts = [self.timer, self.timer, self.add, self.add, self.edit, self.delete]
        acts += [self.add_and_undo] if alone else []
        done = 0
        while done < changes or not changes:
            try:
                self.random.choice(acts)()
            except Refused as error:
                say(f"refused: {error}")
            done += 1
            if self.random.random() < 0.1:
                self.practice.catch_up()
        self.practice.close()


def main() -> None:
    """Read the command line and write."""
    words = [word for word in sys.argv[1:] if word != "--alone"]
    root, seed = words[0], int(words[1])
    writer = Writer(root, seed)
    writer.set_up()
    say("READY")
    writer.run(int(words[2]) if len(words) > 2 else 0, alone="--alone" in sys.argv)


if __name__ == "__main__":
    main()
