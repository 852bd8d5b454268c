"""From what was typed to values: moments, days, and the words that may be a client, a period, or both."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from fractui.cli.grammar import Argument, option, word
from fractui.cli.shell import Shell
from fractui.cli.words import parted
from fractui.core.entry import Category
from fractui.core.money import parse_number
from fractui.core.period import Period
from fractui.core.when import parse_date, parse_duration, parse_period, parse_when

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

CODE_AND_PERIOD: tuple[Argument, ...] = (
    word("words", "a client's code, a period, or both", "[CODE] [PERIOD]", nargs="*", kind="client"),
    option("--from", "the period's first day", "DATE", dest="since"),
    option("--to", "the period's last day", "DATE", dest="until"),
)


def instant_of(shell: Shell, text: str | None, field: str = "at") -> datetime | None:
    """The UTC instant that was typed on the user's clock, None for nothing.

    Raises:
        FieldRefused: it cannot be read or has two readings.
    """
    return None if text is None else parse_when(text, shell.now, shell.zone.key, field)


def needed_instant(shell: Shell, text: str, field: str) -> datetime:
    """Like ``instant_of`` where something was typed."""
    return parse_when(text, shell.now, shell.zone.key, field)


def day_of(shell: Shell, text: str | None, field: str = "date") -> date | None:
    """The day that was typed, None for nothing.

    Raises:
        FieldRefused: it cannot be read or has two readings.
    """
    return None if text is None else parse_date(text, shell.today, field)


def needed_day(shell: Shell, text: str, field: str) -> date:
    """Like ``day_of`` where something was typed."""
    return parse_date(text, shell.today, field)


def seconds_of_words(text: str, field: str = "for") -> int:
    """A length of time in seconds.

    Raises:
        FieldRefused: it cannot be read, has two readings, or is not above zero.
    """
    return parse_duration(text, field)


def category_of(text: str | None) -> Category | None:
    """The category of that name, None for nothing."""
    return None if text is None else Category(text)


def figure_of(text: str | None, field: str) -> Decimal | None:
    """The number that was typed, None for nothing.

    Raises:
        FieldRefused: it is no number, or can be read in two ways.
    """
    return None if text is None else parse_number(text, field)


def code_and_period(shell: Shell, given: Namespace) -> tuple[str | None, Period]:
    """What ``[CODE] [PERIOD]`` and ``--from``/``--to`` say: a code or None for all, and the period.

    Raises:
        WrongUsage: more words than these two, or two of a kind.
        FieldRefused: the period cannot be read.
    """
    code, text = parted(given.words)
    period = parse_period(text, given.since, given.until, shell.today)
    return code, period
