"""What ``fractui status --format`` prints for a prompt or a status bar: a template's fields, safe where they are going to be shown.

Light on purpose: it is asked every few seconds.
"""

from __future__ import annotations

from fractui.cli.quick import hours_minutes, printable
from fractui.core.errors import WrongUsage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    State = Mapping[str, Any]

FIELDS: dict[str, Callable[[State], str]] = {
    "code": lambda state: state["running"]["client"] or state["running"]["bucket"],
    "name": lambda state: state.get("name", ""),
    "client": lambda state: state["running"]["client"] or "",
    "bucket": lambda state: state["running"]["bucket"] or "",
    "note": lambda state: state["running"]["note"],
    "category": lambda state: state["running"]["category"] or "",
    "color": lambda state: state.get("color", ""),
    "since": lambda state: _since(state["running"]),
    "elapsed": lambda state: hours_minutes(state["elapsed_s"]),
    "elapsed_s": lambda state: str(state["elapsed_s"]),
    "today": lambda state: hours_minutes(state["today_s"]),
    "today_s": lambda state: str(state["today_s"]),
    "week": lambda state: hours_minutes(state["week_s"]),
    "week_s": lambda state: str(state["week_s"]),
}
"""What a template may name, and how each is read from what ``fractui.store.glance`` tells; ``_s`` are whole seconds."""

IDLE_FIELDS = ("today", "today_s", "week", "week_s")
"""What there is to tell while nothing runs."""

ESCAPES: dict[str, tuple[tuple[str, str], ...]] = {
    "tmux": (("#", "##"),),
    "zsh": (("%", "%%"),),
    "pango": (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")),
}
"""What means something to those who read the answer again: a client's note must not become a format, a colour or a command there.

tmux expands ``#{...}``, ``#[...]`` and ``#(...)`` in what a status line's command prints, zsh ``%`` in a prompt with PROMPT_SUBST; waybar
and i3status read Pango's markup.
"""


def filled(template: str, idle: str | None, reader: str | None, state: State) -> str | None:
    """The line to print; None where nothing runs and ``idle`` does not say what stands for that.

    ``reader`` is one of ``ESCAPES``, None for those who show the line as it is.

    Raises:
        WrongUsage: one of the two templates names what there is not.
    """
    busy = pieces_of(template, tuple(FIELDS))
    still = None if idle is None else pieces_of(idle, IDLE_FIELDS)
    pieces = busy if state["running"] else still
    if pieces is None:
        return None
    rules = ESCAPES[reader] if reader else ()
    return "".join(_escaped(FIELDS[text](state), rules) if is_field else text for is_field, text in pieces)


def _escaped(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    text = printable(text)
    for mark, plain in rules:
        text = text.replace(mark, plain)
    return text


def _since(running: Mapping[str, Any]) -> str:
    """When it was started, on the clock of the entry's zone."""
    from datetime import datetime

    from fractui.store.totals import zone_of

    return datetime.fromisoformat(running["start"]).astimezone(zone_of(running["zone"])).strftime("%H:%M")


def pieces_of(template: str, fields: tuple[str, ...]) -> list[tuple[bool, str]]:
    """A template's pieces in order: whether each is a field's name, and its text; ``{{`` and ``}}`` are braces.

    Raises:
        WrongUsage: a field is unknown or a brace stands alone.
    """
    pieces: list[tuple[bool, str]] = []
    rest = template
    while rest:
        brace = min((place for place in (rest.find("{"), rest.find("}")) if place >= 0), default=len(rest))
        if brace:
            pieces.append((False, rest[:brace]))
        rest = rest[brace:]
        if rest[:2] in ("{{", "}}"):
            pieces.append((False, rest[0]))
            rest = rest[2:]
        elif rest:
            name, closed, after = rest[1:].partition("}")
            if rest[0] == "}" or not closed or name not in fields:
                raise WrongUsage(_unknown(rest[:30], fields))
            pieces.append((True, name))
            rest = after
    return pieces


def _unknown(where: str, fields: tuple[str, ...]) -> str:
    known = ", ".join(f"{{{name}}}" for name in fields)
    return f"The format cannot be read from “{where}” on: it may hold {known}, and {{{{ or }}}} for a brace."
