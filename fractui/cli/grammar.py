"""A command's words as data, from which its parser, its help and the shells' completions are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fractui.cli.shell import Shell
from fractui.core.value import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

FORMATS = ("table", "markdown", "csv", "json")

EXPLAINED = {
    "WHEN": "14:05, 'yesterday 14:05', '2026-11-22 14:05', 2026-11-22T14:05+01:00, -20m, '20 min ago', now",
    "DATE": "2026-11-30, today, yesterday, tomorrow",
    "DAYS": "tue,thu, mon-fri, weekdays, daily",
    "DURATION": "1h30, 90m, 1:30, 1.5h",
    "PERIOD": "today, yesterday, this-week, last-week, this-month, last-month, this-quarter, last-year,\n"
    "            2026-11-24, 2026-W48, 2026-11, 2026-Q4, 2026, all,\n"
    "            or --from DATE --to DATE, the last day included; without any: all",
    "ID": "an id as printed, or any beginning of it that fits only one",
    "WHO": "a client's code, or one of bd, admin, learning, relationship, personal",
}
"""What stands for what in usages, with examples; a command's help explains those that it uses."""


@value
class Argument:
    """One thing that a command takes.

    ``flags`` start with ``-``, or are the name of a positional word. ``kind`` says what completion offers:
    ``client``, ``who`` (clients and buckets), ``file``, ``folder``, or nothing. A ``switch`` takes no value; with
    ``several`` more than one of the ``choices`` may be given, with commas between. What is ``repeated`` may be given more
    than once, and its value is a list.
    """

    flags: tuple[str, ...]
    about: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    nargs: str | None = None
    required: bool = False
    switch: bool = False
    number: bool = False
    kind: str = ""
    dest: str = ""
    several: bool = False
    repeated: bool = False

    @property
    def positional(self) -> bool:
        """Whether it is told by its place."""
        return not self.flags[0].startswith("-")

    @property
    def name(self) -> str:
        """Under what its value is kept: ``dest``, else the first long flag, else the first flag."""
        long = [flag for flag in self.flags if flag.startswith("--")]
        return self.dest or (long or list(self.flags))[0].lstrip("-").replace("-", "_")

    @property
    def takes_value(self) -> bool:
        """Whether a value follows the flag."""
        return not self.positional and not self.switch


def word(name: str, about: str, metavar: str = "", **more: Any) -> Argument:
    """A positional argument, kept under ``name``."""
    return Argument((name,), about, metavar or name.upper(), **more)


def option(flags: str, about: str, metavar: str = "", **more: Any) -> Argument:
    """An option with a value; ``flags`` are separated by spaces."""
    return Argument(tuple(flags.split()), about, metavar, **more)


def switch(flags: str, about: str) -> Argument:
    """An option without a value."""
    return Argument(tuple(flags.split()), about, switch=True)


@value
class Command:
    """What runs for a command, what it takes, and how it is used.

    ``run`` returns the exit code, None for 0. ``table`` says that it prints a table and takes ``--format``,
    ``json`` that it takes ``--json``; ``notes`` are lines that its help ends with.
    """

    run: Callable[[Shell, Namespace], int | None]
    arguments: tuple[Argument, ...] = ()
    examples: tuple[str, ...] = ()
    table: bool = False
    json: bool = True
    notes: tuple[str, ...] = ()

    def all_arguments(self) -> tuple[Argument, ...]:
        """Its own arguments and those that every command takes."""
        return self.arguments + tuple(self._shared())

    def _shared(self) -> Iterable[Argument]:
        if self.table:
            yield option("--format", "how to print the table", choices=FORMATS, dest="format")
        if self.json:
            yield switch("--json", "print one JSON value")
        yield option("--data", "the practice's folder instead of the usual one", "DIR", kind="folder")
