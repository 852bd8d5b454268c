"""The short road of ``fractui status``: a status bar or a prompt asks it every few seconds.

Nothing is imported that the answer does not need. Whatever is unusual - another option, damage, a change that is
not yet in its file - is left to the whole command line.
"""

from __future__ import annotations

from fractui.core.errors import WrongUsage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

FIELDS = ("code", "name", "elapsed", "note", "category", "today", "week")
"""What a status template may name."""


def answer(words: Sequence[str]) -> int | None:
    """Answer ``fractui status`` and return its exit code; None where that takes the whole command line.

    Raises:
        WrongUsage: the template names what there is not.
    """
    given = _read(words)
    if given is None:
        return None
    data, template, as_json = given
    from fractui.store.glance import glance
    from fractui.wiring import Folders, now

    state = glance(Folders(data).data, now())
    if state is None:
        return None
    show(state, state.pop("name", ""), template, as_json=as_json)
    return 0 if state["running"] else 1


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
        from fractui.cli.shell import as_json as dumped

        print(dumped(state))
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


def _read(words: Sequence[str]) -> tuple[str | None, str | None, bool] | None:
    """Data folder, template, and whether JSON is wanted; None where the words are more than that."""
    data = template = None
    as_json = seen = False
    rest = iter(words)
    for each in rest:
        if each == "status" and not seen:
            seen = True
        elif each == "--json" and seen:
            as_json = True
        elif each == "--data" or (each == "--format" and seen):
            value = next(rest, None)
            if not value or value.startswith("-"):
                return None
            data, template = (value, template) if each == "--data" else (data, value)
        else:
            return None
    return (data, template, as_json) if seen else None


def _values(state: Mapping[str, Any], name: str) -> dict[str, str]:
    """The fields' values, safe to print."""
    running = state["running"]
    return {
        "code": running["client"] or running["bucket"],
        "name": _safe(name),
        "elapsed": _hm(state["elapsed_s"]),
        "note": _safe(running["note"]),
        "category": running["category"] or "",
        "today": _hm(state["today_s"]),
        "week": _hm(state["week_s"]),
    }


def _in_words(state: Mapping[str, Any], name: str) -> str:
    """The line for a person."""
    sums = f"today {_hm(state['today_s'])}, this week {_hm(state['week_s'])}"
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


def _hm(seconds: int) -> str:
    """``h:mm`` as ``core.wording.hm`` writes it, which takes twice this command's time to import."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}"
