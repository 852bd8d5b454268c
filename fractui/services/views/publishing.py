"""Calendars that others follow: what folders and servers were given, and what waits for a choice."""

from __future__ import annotations

from datetime import datetime

from fractui.core.value import value


@value
class Tally:
    """How many events were new, changed, removed, and as they were."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0

    @property
    def moved(self) -> int:
        """How many were written, sent or taken away."""
        return self.new + self.changed + self.removed

    @property
    def words(self) -> str:
        """The counts that are not zero, as a person reads them."""
        said = ((self.new, "new"), (self.changed, "changed"), (self.removed, "removed"))
        return ", ".join(f"{count:,} {word}" for count, word in said if count) or "nothing to change"


@value
class WrittenFolder:
    """A folder in vdir form: where, of which client, what is in it and what became of its files.

    ``note`` is a sentence about what somebody should look at first, empty where there is nothing.
    """

    path: str
    code: str
    what: str
    events: int
    tally: Tally
    note: str = ""


@value
class Conflict:
    """An event that both sides have moved, in words of both; ``why`` says what became of it on the server.

    ``ours`` or ``theirs`` is empty where that side has it no longer; they are foreign text.
    """

    uid: str
    why: str
    ours: str
    theirs: str


@value
class Published:
    """What one publishing did, or with ``dry_run`` would do.

    ``refused`` are events that the server does not take, each with its sentence; ``left`` how many were not come to. ``note`` is
    a sentence about what somebody should look at, empty where there is nothing.
    """

    code: str
    busy: bool
    name: str
    host: str
    tally: Tally
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    left: int = 0
    dry_run: bool = False
    note: str = ""

    @property
    def is_done(self) -> bool:
        """Whether the server has everything as it is here."""
        return not (self.conflicts or self.refused or self.left)

    @property
    def words(self) -> str:
        """What was sent, as a person reads it; where something is left over, never that there was nothing to send."""
        return self.tally.words if self.is_done or self.tally.moved else "nothing"


@value
class TargetRow:
    """One calendar that is published, or could be.

    ``what`` is in words; ``events`` counts what the server has of ours, ``pending`` what the next publishing would send.
    ``closed`` says that the engagement is over. ``password`` is where it comes from, ``command`` what prints it or empty.
    """

    code: str
    color: str
    busy: bool
    url: str
    user: str
    name: str
    host: str
    what: str
    password: str
    events: int
    pending: int
    conflicts: int
    published_at: datetime | None
    trouble: str
    closed: bool = False
    command: str = ""

    @property
    def state(self) -> str:
        """What a person should know of it, in a word or a sentence; empty when all is well."""
        if self.closed:
            return "engagement is over"
        choose = "1 to choose" if self.conflicts == 1 else f"{self.conflicts:,} to choose"
        return self.trouble or (choose if self.conflicts else "")


@value
class SetUp:
    """What setting up found: the calendar's address and name, and whether it was made just now."""

    url: str
    name: str
    made: bool
