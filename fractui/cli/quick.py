"""The short road of ``fractui status``, which prompts and status bars ask every few seconds, and of reports.

Nothing is imported that the answer does not need. Whatever is unusual - another option, damage, a change that is
not yet in its file - is left to the whole command line.
"""

from __future__ import annotations

from fractui.cli.words import plainly
from fractui.core.errors import WrongUsage
from fractui.wiring import Folders, named_zone, now

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from typing import Any

FIELDS = ("code", "name", "elapsed", "note", "category", "today", "week")
"""What a status template may name."""


def answer(
    words: Sequence[str],
    clock: Callable[[], datetime] | None = None,
    environ: Mapping[str, str] | None = None,
) -> int | None:
    """Answer ``fractui status`` or ``report`` and return the exit code; None where it takes the whole road.

    ``clock`` and ``environ`` are the system's by default.

    Raises:
        FractuiError: what the user reads instead of an answer.
    """
    if "status" in words[:3]:
        return _status(words, clock or now, environ)
    if "report" in words[:3]:
        from fractui.cli.quick_report import report

        return report(words, clock or now, environ)
    return None


def _status(
    words: Sequence[str], clock: Callable[[], datetime], environ: Mapping[str, str] | None
) -> int | None:
    given = plainly(words, "status", ("--format",), ("--json",))
    if given is None or given[0]:
        return None
    from fractui.store.glance import glance

    options = given[1]
    root = Folders(options.get("--data"), environ).data
    state = glance(root, clock())
    if state is None or known_zone(root) is None:
        return None
    show(state, state.pop("name", ""), options.get("--format"), as_json="--json" in options)
    return 0 if state["running"] else 1


def known_zone(root: str) -> str | None:
    """The user's home zone as the folder says it; None where only the whole command line can tell.

    UTC may only mean that nothing was said yet, and then it is the system's zone that counts.
    """
    from fractui.store.glance import _zone

    try:
        zone = _zone(root)
    except (OSError, ValueError, AttributeError):
        return None
    return zone if zone != "UTC" or named_zone() in ("", "UTC", "Etc/UTC") else None


def show(state: Mapping[str, Any], name: str, template: str | None, *, as_json: bool) -> None:
    """Print what runs: as JSON, through the template, or in words; with a template nothing when nothing runs.

    ``state`` is as ``fractui status --json`` prints it, ``name`` the running client's.

    Raises:
        WrongUsage: the template names what there is not.
    """
    if template is not None:
        pieces = pieces_of(template)
        if state["running"]:
            values = _values(state, name)
            print("".join(values[piece] if is_field else piece for is_field, piece in pieces))
    elif as_json:
        from fractui.store.quick_json import dumps

        print(dumps(state).replace("\x7f", "\\u007f"))
    else:
        print(_in_words(state, name))


def pieces_of(template: str) -> list[tuple[bool, str]]:
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
            if rest[0] == "}" or not closed or name not in FIELDS:
                raise WrongUsage(_unknown(rest[:30]))
            pieces.append((True, name))
            rest = after
    return pieces


def _unknown(where: str) -> str:
    known = ", ".join(f"{{{name}}}" for name in FIELDS)
    return f"The format cannot be read from “{where}” on: it may hold {known}, and {{{{ or }}}} for a brace."


def _values(state: Mapping[str, Any], name: str) -> dict[str, str]:
    """The fields' values, safe to print."""
    running = state["running"]
    return {
        "code": running["client"] or running["bucket"],
        "name": _safe(name),
        "elapsed": hours_minutes(state["elapsed_s"]),
        "note": _safe(running["note"]),
        "category": running["category"] or "",
        "today": hours_minutes(state["today_s"]),
        "week": hours_minutes(state["week_s"]),
    }


def _in_words(state: Mapping[str, Any], name: str) -> str:
    """The line for a person."""
    sums = f"today {hours_minutes(state['today_s'])}, this week {hours_minutes(state['week_s'])}"
    if not state["running"]:
        return f"Nothing runs; {sums}"
    values = _values(state, name)
    about = "".join(f", {each}" for each in (values["note"], values["category"].replace("_", " ")) if each)
    called = f" ({values['name']})" if values["name"] else ""
    return f"{values['code']}{called} {values['elapsed']}{about}; {sums}"


def _safe(text: str) -> str:
    """People's text without what could act on the terminal; plain ASCII needs no looking up."""
    if text.isascii() and text.isprintable():
        return text
    from fractui.core.text import safe

    return safe(text)


def hours_minutes(seconds: int) -> str:
    """``h:mm`` as ``core.wording.hm`` writes it, which takes twice this command's time to import."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}"
