"""The documents of the told practice that went out, or are ready to: no blank of their template is left in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fractui.core.blanks import ITALICS, NOTE
from fractui.core.template import FIELD

_MUCH_SPACE = re.compile(r"\n{3,}")

SAID = "as agreed"
"""What stands where a template asks for a few words."""
EMPTY = "Nothing has changed here since the last one."
"""What a section says that was blank as a whole."""


def filled_out(text: str) -> str:
    """A filled template as somebody has finished it: its notes and hints gone, its blanks said."""
    text = FIELD.sub("the leadership team", NOTE.sub("", text))
    lines = [ITALICS.sub(SAID, line) for line in text.split("\n") if not _is_blank(line)]
    for leave_out in (_is_empty_table, _is_empty_list):
        lines = [line for place, line in enumerate(lines) if not leave_out(lines, place)]
    return _MUCH_SPACE.sub("\n\n", "\n".join(_with_words(lines))).rstrip() + "\n"


def _is_blank(line: str) -> bool:
    """Whether a line is nothing but a blank: in italics as a whole, or a row of a table half of whose cells are."""
    if ITALICS.fullmatch(line.strip()):
        return True
    cells = [cell.strip() for cell in line.split("|")[1:-1]]
    return bool(cells) and 2 * sum(bool(ITALICS.search(cell)) for cell in cells) >= len(cells)


def _is_empty_table(lines: list[str], place: int) -> bool:
    """Whether a line is one of the two of a table's head below which no row is left."""
    for head in (place, place - 1):
        two = lines[head : head + 2] if head >= 0 else []
        if len(two) == 2 and two[0].startswith("|") and two[1].startswith(("|--", "|:-")):
            return not "".join(lines[head + 2 : head + 3]).startswith("|")
    return False


def _is_empty_list(lines: list[str], place: int) -> bool:
    """Whether a line announces a list of which nothing is left."""
    return lines[place].rstrip("*").endswith(":") and not _following(lines, place).startswith(("-", "1", "|"))


def _with_words(lines: list[str]) -> Iterator[str]:
    """The lines, with a sentence in each section that has lost all of its own."""
    for place, line in enumerate(lines):
        yield line
        following = _following(lines, place)
        deeper = f"{line.split(' ')[0]}#"
        if (
            line.startswith("##")
            and (not following or following.startswith("#"))
            and not following.startswith(deeper)
        ):
            yield f"\n{EMPTY}"


def _following(lines: list[str], place: int) -> str:
    """The next line that says something, empty for none."""
    return next((each for each in lines[place + 1 :] if each.strip()), "")
