"""The library of templates."""

from __future__ import annotations

from typing import Any

from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.phrases import day
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.client import Function
from fractui.core.errors import FieldRefused, FractuiError, Refused
from fractui.core.stakes import Stakes, usual_stakes
from fractui.core.text import NOTE_LIMIT, safe
from fractui.core.wording import days_of, function_label
from fractui.services.views.library import Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from fractui.core.template import Template
    from fractui.services.views.library import LibraryRow

SEATS = tuple(each.value for each in Function if each is not Function.OTHER)
RULES = ("week", "month", "quarter")
STAKES = tuple(each.value for each in Stakes)
NAME = word("name", "which template: its name, like cfo-monthly-report, or the beginning of it", "NAME")

ORIGINS = {Origin.SHIPPED: "", Origin.CHANGED: "changed", Origin.OWN: "your own"}


def seats_label(functions: tuple[Function, ...]) -> str:
    """For which seats a template is: ``CFO``, ``CFO, COO``, ``all``."""
    return ", ".join(function_label(each) for each in functions) or "all"


def _list(shell: Shell, given: Namespace) -> None:
    seat = Function(given.function) if given.function else None
    found = shell.services.library.list(seat, archived=given.all)
    rows = [
        (
            row.template.slug,
            seats_label(row.template.functions),
            row.template.type,
            row.template.every or "once",
            str(row.template.version),
            "put away" if row.template.archived else ORIGINS[row.origin],
            str(row.documents),
            str(row.clients),
        )
        for row in found
    ]
    shell.table(
        given,
        Table(("name", "for", "type", "every", ">v", "origin", ">documents", ">clients"), rows),
        {"templates": [_as_json(row) for row in found]},
        "No template fits; fractui template list shows them all.",
    )


def _as_json(row: LibraryRow) -> dict[str, Any]:
    template = row.template
    return {
        "id": template.id,
        "name": template.slug,
        "title": template.name,
        "type": template.type,
        "functions": [each.value for each in template.functions],
        "every": template.every,
        "lead_days": template.lead_days,
        "stakes": template.stakes.value,
        "version": template.version,
        "origin": row.origin.value,
        "archived": template.archived,
        "documents": row.documents,
        "clients": row.clients,
    }


def _whole_json(row: LibraryRow) -> dict[str, Any]:
    from fractui.core.template import fields_of

    return {
        **_as_json(row),
        "fields": list(fields_of(row.template.body)),
        "changelog": [
            {"version": each.version, "on": each.on.isoformat(), "note": each.note}
            for each in row.template.changelog
        ],
        "body": row.template.body,
    }


def _show(shell: Shell, given: Namespace) -> None:
    row = shell.services.library.show(given.name)
    template = row.template
    if given.json:
        shell.give(_whole_json(row))
        return
    if not given.body:
        lead = f", begun {days_of(template.lead_days)} before it is due" if template.lead_days else ""
        lead += ", high stakes" if template.stakes is Stakes.HIGH else ""
        origin = ORIGINS[row.origin] or "as it came with fractui"
        shell.say(
            f"{template.name}, v{template.version}, {origin}{', put away' if template.archived else ''}"
        )
        shell.say(
            f"{template.type} for {seats_label(template.functions)}, every {template.every or 'once'}{lead}".replace(
                "every once", "once"
            )
        )
        shell.say(f"made from it: {_count(row.documents, 'document')} for {_count(row.clients, 'client')}")
        for each in template.changelog:
            shell.say(f"  v{each.version}  {day(shell, each.on)}  {each.note}")
        shell.say("")
    shell.say(template.body)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _edit(shell: Shell, given: Namespace) -> None:
    old = shell.services.library.show(given.name).template
    if given.stakes and not given.file:
        new = shell.services.library.edit(
            old.id, rev=old.rev, note=given.note or "", stakes=Stakes(given.stakes)
        )
    elif given.file:
        new = _kept(shell, old, _text_of(given.file), given.note, given.stakes)
    else:
        new = _edited(shell, old, given.note)
    _tell(shell, given, new, "unchanged" if new.version == old.version else "changed")


def _edited(shell: Shell, old: Template, note: str | None) -> Template:
    """What is left of a template after the user's editor; where that cannot be kept, it is said where it lies."""
    from fractui.services.editor import Draft, run_editor

    draft = Draft(old.body + "\n", f"{old.slug}.md")
    try:
        run_editor(draft.path)
        new = _kept(shell, old, draft.text(), note)
    except FractuiError as error:
        raise draft.refusal(error) from error
    draft.discard()
    return new


def _kept(shell: Shell, old: Template, body: str, note: str | None, stakes: str | None = None) -> Template:
    weight = Stakes(stakes) if stakes else old.stakes
    return shell.services.library.edit(old.id, rev=old.rev, note=note or "", body=body, stakes=weight)


def _text_of(path: str) -> str:
    """A template's text from a file.

    Raises:
        Refused: it is no file, far too large, or no UTF-8 text.
    """
    import os
    from pathlib import Path

    file = Path(os.path.expanduser(path))  # noqa: PTH111 - of nobody's home it makes no error
    if not file.is_file():
        raise Refused(f"There is no file {safe(path)}; check its name.")
    try:
        with file.open("rb") as opened:
            return opened.read(4 * NOTE_LIMIT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{safe(path)} is no UTF-8 text; a template is Markdown.") from error


def _tell(shell: Shell, given: Namespace, template: Template, did: str) -> None:
    if given.json:
        shell.give(_whole_json(shell.services.library.show(template.id)))
        return
    shell.say(f"{did} {template.name}, v{template.version} ({template.slug})")
    unknown = _unknown(template)
    if unknown:
        shell.warn(f"{unknown[0]} is no field and stays as it is; see fractui template edit --help.")


def _unknown(template: Template) -> list[str]:
    from fractui.core.template import fields_of
    from fractui.services.library.filling import FIELDS

    return [f"{{{{{each}}}}}" for each in fields_of(template.body) if each not in FIELDS]


def _reset(shell: Shell, given: Namespace) -> None:
    _tell(shell, given, shell.services.library.reset(given.name), "as it came with fractui again:")


def _archive(shell: Shell, given: Namespace) -> None:
    put = shell.services.library.archive(given.name, archived=not given.back)
    _tell(shell, given, put, "taken out again:" if given.back else "put away")


def _add(shell: Shell, given: Namespace) -> None:
    if given.lead is not None and given.lead < 0:
        raise FieldRefused("lead", "The lead time is a number of days, 0 or more.")
    made = shell.services.library.add(
        given.name,
        given.type,
        _text_of(given.file),
        functions=tuple(Function(each) for each in given.function.split(",")) if given.function else (),
        every=given.every,
        lead_days=given.lead or 0,
        stakes=Stakes(given.stakes) if given.stakes else usual_stakes(given.type),
    )
    _tell(shell, given, made, "added")


def _field_notes() -> tuple[str, ...]:
    return (
        "In a template, {{client.name}}, {{period}}, {{delivered}} and the like stand for what is so when a document is",
        "written; the README lists them all. A field without a value stays as it is. Documents that were made before",
        "are not touched.",
    )


COMMANDS = {
    "template list": Command(
        _list,
        (
            option("--function", "what this seat is offered", choices=SEATS),
            switch("--all", "those that were put away too"),
        ),
        ("template list", "template list --function cfo"),
        table=True,
    ),
    "template show": Command(
        _show,
        (NAME, switch("--body", "its text alone")),
        ("template show cfo-monthly-report", "template show weekly-update --body > mine.md"),
    ),
    "template edit": Command(
        _edit,
        (
            NAME,
            option("--file", "take its text from here instead of your $EDITOR", "FILE", kind="file"),
            option("--stakes", "what hangs on such a document, without opening its text", choices=STAKES),
            option("--note", "what you changed, for its changelog", "TEXT"),
        ),
        ("template edit board-pack", "template edit board-pack --file mine.md --note 'risks first'"),
        notes=_field_notes(),
    ),
    "template reset": Command(_reset, (NAME,), ("template reset board-pack",)),
    "template archive": Command(
        _archive, (NAME, switch("--back", "take it out again")), ("template archive raci",)
    ),
    "template add": Command(
        _add,
        (
            word("name", "what it is called", "NAME"),
            word("file", "its text, as Markdown", "FILE", kind="file"),
            option(
                "--type", "its documents' type as in file names, like MonthlyReport", "TYPE", required=True
            ),
            option("--function", "only for this seat, or these", choices=SEATS, several=True),
            option("--every", "sent each week, month or quarter", choices=RULES),
            option("--lead", "days before it is due on which its work begins", "DAYS", number=True),
            option("--stakes", "what hangs on such a document", choices=STAKES),
        ),
        ("template add 'Covenant memo' memo.md --type CovenantMemo --function cfo --every quarter",),
        notes=_field_notes(),
    ),
}
"""The commands that this module has."""
