"""Reading a command's words whatever they are, with help and a sentence for what does not fit; argparse does the reading."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from fractui.cli.grammar import EXPLAINED, Argument, Command
from fractui.cli.words import HELP, folded
from fractui.core.errors import WrongUsage

WIDTH = 96
"""Columns that help takes at most."""


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
    if not set(HELP).isdisjoint(words):
        parser.usage = _usage(name, command)
        parser.description = f"{summary}."
        parser.epilog = _epilog(command)
    for argument in command.all_arguments():
        parser.add_argument(*argument.flags, **_settings(argument))
    given = parser.parse_args(_bound(words, command))
    for argument in command.all_arguments():
        # argparse takes the value of ``--at=--`` for the end of the options, and answers with no value at all.
        if argument.takes_value and getattr(given, argument.name, None) == []:
            parser.error(f"argument {argument.flags[0]}: expected one argument")
    return given


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
            words.append(use if argument.required else f"[{use}]{'...' if argument.repeated else ''}")
    return fill(" ".join(words), WIDTH, subsequent_indent=" " * 11, break_on_hyphens=False)


def _settings(argument: Argument) -> dict[str, Any]:
    """One argument in argparse's words."""
    settings: dict[str, Any] = {"help": argument.about.replace("%", "%%")}
    if argument.switch:
        settings["action"] = "store_true"
    else:
        if argument.metavar:
            settings["metavar"] = argument.metavar
        if argument.several:
            settings |= {
                "type": _several(argument),
                "metavar": argument.metavar or "|".join(argument.choices),
            }
        elif argument.choices:
            settings |= {
                "choices": argument.choices,
                "type": lambda text: folded(text, argument.choices),
            }
        if argument.nargs:
            settings["nargs"] = argument.nargs
        if argument.number:
            settings["type"] = int
        if argument.repeated:
            settings["action"] = "append"
    if not argument.positional:
        settings["required"] = argument.required
        if argument.dest:
            settings["dest"] = argument.dest
    return settings


def _several(argument: Argument) -> Callable[[str], str]:
    """What reads some of an argument's choices with commas between."""

    def read(text: str) -> str:
        value = folded(text)
        for each in value.split(","):
            if each not in argument.choices:
                raise argparse.ArgumentTypeError(
                    f"invalid choice: '{each[:40]}' (choose from {', '.join(argument.choices)})"
                )
        return value

    return read


def _bound(words: Sequence[str], command: Command) -> list[str]:
    """The words, with values that begin with ``-`` (``--at -20m``) tied to their options for argparse."""
    arguments = command.all_arguments()
    flags = {flag for each in arguments for flag in each.flags if not each.positional} | set(HELP)
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
