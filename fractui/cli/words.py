"""The command line's words where every millisecond counts: read without argparse."""

from __future__ import annotations

from fractui.core.errors import WrongUsage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PERIOD_WORDS = frozenset(
    [
        *("today", "yesterday", "tomorrow", "all", "this-year"),
        *(f"{which}-{what}" for which in ("this", "last", "next") for what in ("week", "month")),
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
