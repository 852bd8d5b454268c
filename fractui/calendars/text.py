"""People's text made fit for a calendar file."""

from __future__ import annotations

import unicodedata

_NEWLINES = str.maketrans({"\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def lines(text: str) -> str:
    """``text`` without control characters, lone surrogates and noncharacters, its line ends all newlines.

    icalendar would write the first as they are, which strict readers refuse, and fail on the second. The
    Unicode line ends go because some readers take them for the end of a content line.
    """
    if text.isprintable():
        return text
    unified = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NEWLINES)
    return "".join(ch for ch in unified if ch in "\n\t" or _is_writable(ch))


def one_line(text: str) -> str:
    """The same with all white space folded into single spaces."""
    return " ".join(lines(text).split())


def categories(owner: str, *marks: str) -> list[str]:
    """An event's categories: whose it is, ``fractui``, and what else marks it; each once, none empty."""
    return list(dict.fromkeys(mark for mark in (owner, "fractui", *map(one_line, marks)) if mark))


def _is_writable(ch: str) -> bool:
    if unicodedata.category(ch) in ("Cc", "Cs"):
        return False
    return ch != "\ufeff" and ord(ch) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(ch) <= 0xFDEF
