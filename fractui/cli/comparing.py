"""A document beside the template that it was written from."""

from __future__ import annotations

from fractui.cli.grammar import Command, word
from fractui.cli.phrases import day
from fractui.cli.shell import Shell
from fractui.core.difference import SKIP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable
    from typing import Any

    from fractui.core.difference import DiffLine
    from fractui.services.views.library import TemplateDiff


def _diff(shell: Shell, given: Namespace) -> None:
    found = shell.services.library.difference("", given.id)
    if given.json:
        shell.give(_as_json(found))
        return
    if found.lines:
        shell.say(f"--- {found.template} v{found.against}")
        shell.say(f"+++ {found.name}")
        _say(shell, found.lines)
    else:
        shell.say(f"{found.name} stands as {found.template} v{found.against} wrote it.")
    for sentence in found.sentences:
        shell.say(sentence)
    if found.changes or found.news:
        shell.say("")
    for each in found.changes:
        shell.say(f"v{each.version}  {day(shell, each.on)}  {each.note}")
    if found.news:
        shell.say(f"--- {found.template} v{found.against}")
        shell.say(f"+++ {found.template} v{found.newest}")
        _say(shell, found.news)


def _say(shell: Shell, lines: Iterable[DiffLine]) -> None:
    for each in lines:
        shell.say(f"@@ {each.text} @@" if each.sign == SKIP else f"{each.sign}{each.text}")


def _as_json(found: TemplateDiff) -> dict[str, Any]:
    return {
        "id": found.id,
        "client": found.code,
        "file": found.name,
        "template": found.slug,
        "written_from": found.written_from,
        "against": found.against,
        "newest": found.newest,
        "lines": [{"sign": each.sign, "text": each.text} for each in found.lines],
        "changelog": [
            {"version": each.version, "on": each.on.isoformat(), "note": each.note} for each in found.changes
        ],
        "news": [{"sign": each.sign, "text": each.text} for each in found.news],
    }


COMMANDS = {
    "template diff": Command(
        _diff,
        (word("id", "the deliverable whose document it is", "ID"),),
        ("template diff 3f9a",),
        notes=(
            "Lines with - are the template's and gone from the document, those with + are the document's own; what stands in",
            "the template's fields is no difference. Where the template was changed since, what changed follows.",
        ),
    ),
}
"""The commands that this module has."""
