"""A command's words as data, from which its parser, its help and the shells' completions are made."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from fractui.cli.shell import Shell
from fractui.core.errors import WrongUsage
from fractui.core.value import value

WIDTH = 96
"""Columns that help takes at most."""

FORMATS = ("table", "markdown", "csv", "json")

EXPLAINED = {
    "WHEN": "14:05, 'yesterday 14:05', '2026-11-22 14:05', 2026-11-22T14:05+01:00, -20m, '20 min ago', now",
    "DATE": "2026-11-30, today, yesterday, tomorrow",
    "DAYS": "tue,thu, mon-fri, weekdays, daily",
    "DURATION": "1h30, 90m, 1:30, 1.5h",
    "PERIOD": "today, yesterday, this-week, last-week, this-month, last-month, 2026-11, 2026, all\n"
    "            or --from DATE --to DATE, the last day included; without any: all",
    "ID": "an id as printed, or any beginning of it that fits only one",
    "WHO": "a client's code, or one of bd, admin, learning, relationship, personal",
}
"""What stands for what in usages, with examples; a command's help explains those that it uses."""


@value
class Argument:
    """One thing that a command takes.

    ``flags`` start with ``-``, or are the name of a positional word. ``kind`` says what completion offers:
    ``client``, ``who`` (clients and buckets), ``file``, ``folder``, or nothing. A ``switch`` takes no value.
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

    @property
    def positional(self) -> bool:
        """Whether it is told by its place."""
        return not self.flags[0].startswith("-")

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

    run: Callable[[Shell, argparse.Namespace], int | None]
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


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help of a fixed width; asking the terminal for its own would cost each command an import of shutil."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=WIDTH)


class Parser(argparse.ArgumentParser):
    """argparse's parser with the house's way to say no: one sentence, exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Refuse the words.

        Raises:
            WrongUsage: always, with argparse's reason.
        """
        raise WrongUsage(f"{message[:1].upper()}{message[1:]}; see `{self.prog} --help`.")


def parse(name: str, summary: str, command: Command, words: Sequence[str]) -> argparse.Namespace:
    """Read a command's words.

    Raises:
        WrongUsage: the words do not fit.
        SystemExit: help was asked for and has been printed.
    """
    parser = Parser(prog=f"fractui {name}", formatter_class=_Formatter, allow_abbrev=False)
    if not {"-h", "--help"}.isdisjoint(words):
        parser.usage = _usage(name, command)
        parser.description = f"{summary}."
        parser.epilog = _epilog(command)
    for argument in command.all_arguments():
        parser.add_argument(*argument.flags, **_settings(argument))
    return parser.parse_args(_bound(words, command))


def _usage(name: str, command: Command) -> str:
    """The line that shows the command whole; argparse would not take brackets in a metavar."""
    from textwrap import fill

    words = [f"fractui {name}"]
    for argument in command.all_arguments():
        value = argument.metavar or "|".join(argument.choices)
        if argument.positional:
            words.append(f"[{value}]" if argument.nargs == "?" else value)
        else:
            use = argument.flags[0] if argument.switch else f"{argument.flags[0]} {value}"
            words.append(use if argument.required else f"[{use}]")
    return fill(" ".join(words), WIDTH, subsequent_indent=" " * 11, break_on_hyphens=False)


def _settings(argument: Argument) -> dict[str, Any]:
    """One argument in argparse's words."""
    settings: dict[str, Any] = {"help": argument.about.replace("%", "%%")}
    if argument.switch:
        settings["action"] = "store_true"
    else:
        if argument.metavar:
            settings["metavar"] = argument.metavar
        if argument.choices:
            settings |= {"choices": argument.choices, "type": _folded}
        if argument.nargs:
            settings["nargs"] = argument.nargs
        if argument.number:
            settings["type"] = int
    if not argument.positional:
        settings["required"] = argument.required
        if argument.dest:
            settings["dest"] = argument.dest
    return settings


def _folded(text: str) -> str:
    """A choice as it is kept, however it is typed: ``In-Review`` is ``in_review``."""
    return text.strip().lower().replace("-", "_")


def _bound(words: Sequence[str], command: Command) -> list[str]:
    """The words, with values that begin with ``-`` (``--at -20m``) tied to their options for argparse."""
    arguments = command.all_arguments()
    flags = {flag for each in arguments for flag in each.flags if not each.positional} | {"-h", "--help"}
    valued = {flag for argument in arguments if argument.takes_value for flag in argument.flags}
    bound: list[str] = []
    rest = iter(words)
    for each in rest:
        if each == "--":
            return [*bound, each, *rest]
        if each in valued:
            value = next(rest, None)
            if value is None or value in flags or not value.startswith("-"):
                bound.extend([each] if value is None else [each, value])
            else:
                bound.append(f"{each}={value}" if each.startswith("--") else f"{each}{value}")
        else:
            bound.append(each)
    return bound


def _epilog(command: Command) -> str:
    """What the metavars mean, and examples."""
    used = {word.strip("[]") for argument in command.arguments for word in argument.metavar.split()}
    lines = [f"  {name:<9} {meaning}" for name, meaning in EXPLAINED.items() if name in used]
    parts = []
    if lines:
        parts.append("\n".join(["where", *lines]))
    if command.examples:
        parts.append("\n".join(["examples:", *(f"  fractui {each}" for each in command.examples)]))
    if command.notes:
        parts.append("\n".join(command.notes))
    return "\n\n".join(parts)
