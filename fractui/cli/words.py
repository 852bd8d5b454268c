"""The command line's words where every millisecond counts: read without argparse."""

from __future__ import annotations

from fractui.core.errors import WrongUsage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence
    from typing import Any

    from fractui.cli.grammar import Argument, Command

HELP = ("-h", "--help")

PERIOD_WORDS = frozenset(
    [
        *("today", "yesterday", "tomorrow", "all"),
        *(
            f"{which}-{what}"
            for which in ("this", "last", "next")
            for what in ("week", "month", "quarter", "year")
        ),
    ]
)
"""The periods that are words. Written in lower case they are never a client's code."""


def is_period(text: str) -> bool:
    """Whether a word is a period rather than a client's code: codes begin with a letter."""
    return text in PERIOD_WORDS or text[:1].isdigit()


def parted(words: Iterable[str]) -> tuple[str | None, str | None]:
    """The code and the period among the words of ``[CODE] [PERIOD]``, None for the one that is not there.

    Raises:
        WrongUsage: there are more words than these two, or two of a kind.
    """
    code = period = None
    for each in words:
        if (period if is_period(each) else code) is not None:
            raise WrongUsage(f"“{each[:40]}” is one word too many: write a code, a period, or both.")
        if is_period(each):
            period = each
        else:
            code = each
    return code, period


def plainly(
    words: Sequence[str], command: str, valued: Iterable[str], switches: Iterable[str]
) -> tuple[list[str], dict[str, str]] | None:
    """The positional words and the options of a command, None where reading them takes argparse.

    ``--data`` may stand before the command; a switch that is there has an empty value.
    """
    found: dict[str, str] = {}
    rest: list[str] = []
    seen = False
    coming = iter(words)
    for each in coming:
        if each == "--data" or (seen and each in valued):
            value = next(coming, "")
            if not value or value.startswith("-"):
                return None
            found[each] = value
        elif not seen and each == command:
            seen = True
        elif seen and each in switches:
            found[each] = ""
        elif not seen or each.startswith("-"):
            return None
        else:
            rest.append(each)
    return (rest, found) if seen else None


def read(command: Command, words: Sequence[str]) -> Namespace | None:
    """What argparse would make of words that are nothing but the command's own flags, their values and its positional words.

    None for all else, help and mistakes included: that is argparse's, which takes as long to import as a change to make.
    """
    flags = {flag: each for each in command.all_arguments() for flag in each.flags if not each.positional}
    found: dict[str, Any] = {each.name: False if each.switch else None for each in flags.values()}
    placed: list[str] = []
    is_split = has_stopped = False
    coming = iter(words)
    for each in coming:
        argument = flags.get(each)
        if argument is None:
            if each.startswith("-"):
                return None
            is_split = is_split or has_stopped
            placed.append(each)
            continue
        has_stopped = bool(placed)
        if argument.switch:
            found[argument.name] = True
            continue
        text = next(coming, None)
        if text is None or text in flags or text in HELP or not _taken(found, argument, text):
            return None
    if any(each.required and found[each.name] is None for each in flags.values()):
        return None
    positional = [each for each in command.arguments if each.positional]
    return _as_given(found) if _placed(found, positional, placed, is_split=is_split) else None


def _placed(
    found: dict[str, Any], positional: Sequence[Argument], words: Sequence[str], *, is_split: bool
) -> bool:
    """Take the positional words; False where it is not plain which is which."""
    if all(each.nargs is None for each in positional):
        return len(words) == len(positional) and all(
            _taken(found, each, text) for each, text in zip(positional, words, strict=True)
        )
    only = positional[0]
    if len(positional) > 1 or is_split or only.choices or only.number:
        return False
    if only.nargs == "*":
        found[only.name] = list(words)
    elif only.nargs == "?" and len(words) < 2:
        found[only.name] = words[0] if words else None
    else:
        return False
    return True


def _taken(found: dict[str, Any], argument: Argument, text: str) -> bool:
    """Take a value; False when it is none that the argument can have."""
    value: str | int = text
    if argument.choices:
        value = folded(text, argument.choices)
        if not set(value.split(",") if argument.several else [value]) <= set(argument.choices):
            return False
    if argument.number:
        try:
            value = int(text)
        except ValueError:
            return False
    found[argument.name] = [*(found[argument.name] or ()), value] if argument.repeated else value
    return True


def folded(text: str, choices: Iterable[str] = ()) -> str:
    """A choice as it is kept, however it is typed: ``In-Review`` is ``in_review``, or as the ``choices`` spell it."""
    plain = text.strip().lower().replace("-", "_")
    return next((each for each in choices if each.replace("-", "_") == plain), plain)


def _as_given(found: dict[str, Any]) -> Namespace:
    """What commands are given: attributes by name, as argparse's namespace has them."""
    from types import SimpleNamespace

    given: Any = SimpleNamespace(**found)
    return given  # type: ignore[no-any-return]
