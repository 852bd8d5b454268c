"""What a command is given: the user's words already read, the services, and the ways to answer."""

from __future__ import annotations

import sys
from functools import cached_property

from fractui.core.errors import Refused
from fractui.folders import Folders
from fractui.wiring import Services, new_id, now

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping
    from datetime import date, datetime
    from typing import Any, Protocol
    from zoneinfo import ZoneInfo

    from fractui.cli.tables import Table

    class Front(Protocol):
        """What the command line needs of the dashboard, which it does not know."""

        def open(self, services: Services, folders: Folders) -> int:
            """Open the dashboard and return the exit code once it is left."""

        def keys(self) -> list[tuple[str, tuple[str, ...], str, str]]:
            """Each action's id, keys, label and group."""


class Shell:
    """One run of one command over one data folder.

    Tests give clock, ids, environment and dashboard; a user's run takes the real ones. What is printed for
    people goes through ``say``, which lets no control character of anybody's data reach the terminal; what is
    printed for programs goes through ``give``.
    """

    def __init__(
        self,
        clock: Callable[[], datetime] = now,
        ids: Callable[[], str] = new_id,
        environ: Mapping[str, str] | None = None,
        front: Front | None = None,
    ) -> None:
        self.front = front
        self._clock = clock
        self._ids = ids
        self._environ = environ
        self.data: str | None = None

    @cached_property
    def folders(self) -> Folders:
        """The user's folders, ``--data`` respected."""
        return Folders(self.data, self._environ)

    def folders_with(self, data: str) -> Folders:
        """The user's folders, but with the practice in ``data``."""
        return Folders(data, self._environ)

    @cached_property
    def services(self) -> Services:
        """The services over the data folder."""
        return self.services_over(self.folders.data)

    def services_over(self, data: str) -> Services:
        """Services over another folder, with the same clock and ids."""
        return Services(data, self._clock, self._ids)

    def open_dashboard(self, services: Services, folders: Folders) -> int:
        """Open the dashboard and return the exit code once it is left.

        Raises:
            Refused: this program was started without one.
        """
        return self._dashboard().open(services, folders)

    def actions(self) -> list[tuple[str, tuple[str, ...], str, str]]:
        """Each of the dashboard's actions: its id, keys, label and group.

        Raises:
            Refused: this program was started without a dashboard.
        """
        return self._dashboard().keys()

    def _dashboard(self) -> Front:
        if self.front is None:
            raise Refused("There is no dashboard here; see `fractui --help` for the commands.")
        return self.front

    @cached_property
    def now(self) -> datetime:
        """The instant at which this command runs, in UTC; read once."""
        return self._clock()

    @cached_property
    def zone(self) -> ZoneInfo:
        """The user's home zone, in which times are typed and shown."""
        from fractui.core.zones import zone

        return zone(self.services.practice.settings().zone)

    @property
    def today(self) -> date:
        """The local day of ``now``."""
        return self.local(self.now).date()

    def local(self, at: datetime) -> datetime:
        """An instant as the user's clock on the wall shows it."""
        return at.astimezone(self.zone)

    def say(self, text: str) -> None:
        """Print lines for a person, with every character that could act on the terminal made visible."""
        from fractui.core.text import safe

        for line in text.split("\n"):
            print(safe(line))

    def warn(self, text: str) -> None:
        """Print one line for a person beside the output proper, on stderr."""
        from fractui.core.text import safe

        print(safe(text), file=sys.stderr)

    def give(self, value: Any) -> None:
        """Print one JSON value for a program, in ASCII: whatever the data holds, it is escaped."""
        print(as_json(value))

    def table(self, given: Namespace, table: Table, value: Any, empty: str) -> None:
        """Print rows in the form that was asked for; ``empty`` is said to a person where there are none."""
        if given.json or given.format == "json":
            self.give(value)
        elif not table.rows and given.format in (None, "table"):
            self.say(empty)
        else:
            print(table.render(given.format or "table"))

    def damage(self) -> tuple[str, ...]:
        """A sentence for each part of the open practice that cannot be read; nothing where none was opened."""
        if "services" not in self.__dict__ or not self.services.is_open:
            return ()
        return self.services.practice.damage()

    def close(self) -> None:
        """Let go of the data folder."""
        if "services" in self.__dict__:
            self.services.close()


def as_json(value: Any) -> str:
    """The value as one line of ASCII JSON that holds no control character, DEL included."""
    from json import dumps

    return dumps(value, allow_nan=False).replace("\x7f", "\\u007f")
