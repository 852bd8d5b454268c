"""The short road of ``fractui status``, which prompts and status bars ask every few seconds, and of reports.

Nothing is imported that the answer does not need. Whatever is unusual - another option, damage, a change that is
not yet in its file - is left to the whole command line.
"""

from __future__ import annotations

from fractui.cli.words import plainly
from fractui.folders import Folders, named_zone
from fractui.wiring import now

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from typing import Any

READERS = ("tmux", "zsh", "pango")
"""Who may read a status line again, and needs its text escaped; ``fractui.cli.status_line`` knows how."""


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
    if words[:1] == ["--codes"]:
        from fractui.cli.candidates import codes_at_once

        return 0 if codes_at_once(words, environ) else None
    return None


def _status(
    words: Sequence[str], clock: Callable[[], datetime], environ: Mapping[str, str] | None
) -> int | None:
    given = plainly(words, "status", ("--format", "--idle", "--for"), ("--json",))
    if given is None or given[0] or given[1].get("--for", READERS[0]) not in READERS:
        return None
    from fractui.store.glance import glance

    options = given[1]
    root = Folders(options.get("--data"), environ).data
    state = glance(root, clock())
    if state is None or known_zone(root) is None:
        return None
    show(
        state,
        options.get("--format"),
        idle=options.get("--idle"),
        reader=options.get("--for"),
        as_json="--json" in options,
    )
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


def show(
    state: Mapping[str, Any],
    template: str | None,
    *,
    idle: str | None = None,
    reader: str | None = None,
    as_json: bool = False,
) -> None:
    """Print what runs: as JSON, through the template, or in words.

    ``state`` is as ``fractui status --json`` prints it, with the running client's ``name`` and ``color``. With a template nothing
    is printed when nothing runs, or what ``idle`` says; ``reader`` is one of ``READERS``.

    Raises:
        WrongUsage: a template names what there is not.
    """
    if template is not None:
        from fractui.cli.status_line import filled

        line = filled(template, idle, reader, state)
        if line is not None:
            print(line)
    elif as_json:
        from fractui.store.quick_json import dumps

        told = {name: value for name, value in state.items() if name not in ("name", "color")}
        print(dumps(told).replace("\x7f", "\\u007f"))
    elif idle is not None or reader is not None:
        from fractui.core.errors import WrongUsage

        raise WrongUsage("--idle and --for go with --format, like --format '{code} {elapsed}'.")
    else:
        print(_in_words(state))


def _in_words(state: Mapping[str, Any]) -> str:
    """The line for a person."""
    sums = f"today {hours_minutes(state['today_s'])}, this week {hours_minutes(state['week_s'])}"
    running = state["running"]
    if not running:
        return f"Nothing runs; {sums}"
    name, note = printable(state.get("name", "")), printable(running["note"])
    kind = (running["category"] or "").replace("_", " ")
    about = "".join(f", {each}" for each in (note, kind) if each)
    called = f" ({name})" if name else ""
    return (
        f"{running['client'] or running['bucket']}{called} {hours_minutes(state['elapsed_s'])}{about}; {sums}"
    )


def printable(text: str) -> str:
    """People's text without what could act on the terminal; plain ASCII needs no looking up."""
    if text.isascii() and text.isprintable():
        return text
    from fractui.core.text import safe

    return safe(text)


def hours_minutes(seconds: int) -> str:
    """``h:mm`` as ``core.wording.hm`` writes it, which takes twice this command's time to import."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}"
