"""Writing a deliverable's document from its template."""

from __future__ import annotations

from typing import Any

from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.shell import Shell
from fractui.core.errors import FractuiError, Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace


def _write(shell: Shell, given: Namespace) -> None:
    library = shell.services.library
    paper = library.paper("", given.id)
    answer: dict[str, Any]
    if paper.name and given.edit and paper.delivered:
        raise Refused(
            f"v{paper.version} of {paper.title} is delivered and stays as it was sent; "
            f"read it with: fractui deliverable open {paper.id[:8]}"
        )
    if paper.name and given.edit and paper.name.endswith(".md"):
        shell.warn(f"v{paper.version} of {paper.title} has its document already: {paper.name}")
        path, answer = paper.path, {"path": paper.path, "file": paper.name, "template": None, "left": []}
        line = f"edited {paper.path}"
    else:
        made = library.write(paper.code, paper.id, given.template or "", names=given.names or "")
        path = made.path
        answer = {
            "path": made.path,
            "file": made.name,
            "template": {"name": made.template.slug, "version": made.template.version},
            "left": list(made.left),
        }
        line = f"wrote {made.path} from {made.template.name} v{made.template.version}"
        if made.left:
            line += f"; to fill in: {', '.join(made.left)}"
    if given.edit:
        from fractui.services.editor import run_editor

        try:
            run_editor(path)
        except FractuiError as error:
            raise Refused(f"{error.sentence} The document is {path}") from error
        warning = shell.services.filing.warning(paper.id)
        if warning:
            shell.warn(warning)
    if given.json:
        shell.give({"id": paper.id, "client": paper.code, **answer})
    else:
        shell.say(line)


COMMANDS = {
    "deliverable write": Command(
        _write,
        (
            word("id", "which deliverable", "ID"),
            switch("--edit", "open it in your $EDITOR"),
            option("--template", "another template than the one for its type", "NAME"),
            option("--names", "the other client whom the template may name", "CODE"),
        ),
        ("deliverable write 3f9a --edit",),
    ),
}
"""The commands that this module has."""
