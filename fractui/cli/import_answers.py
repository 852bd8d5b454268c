"""What became of every row of a foreign file, for a program and for a person."""

from __future__ import annotations

from typing import Any

from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.entry import bucket_named
from fractui.core.wording import hm
from fractui.services import documents
from fractui.services.importing.turning import line_of
from fractui.services.views.importing import ICS, REFUSE, ImportPlan, Judged, NameRow, Taken, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

SHOWN = 10
"""How many rejected rows, and names, a person sees."""

REASON_LENGTH = 160
"""Letters of a row's reason that a person sees: all of what fractui says itself, a part of what a file says at length."""


# -- for programs ------------------------------------------------------------------------------------


def answer(shell: Shell, given: Namespace, plan: ImportPlan, taken: Taken) -> None:
    """Say what became of every row, in words or as JSON."""
    if given.json:
        shell.give(_json(plan, taken, dry_run=given.dry_run))
    else:
        _say(shell, plan, taken, dry_run=given.dry_run)


def _json(plan: ImportPlan, taken: Taken, *, dry_run: bool) -> dict[str, Any]:
    counts = plan.counts()
    found: dict[str, Any] = {
        "format": plan.file.format,
        "file": plan.file.source,
        "zone": plan.file.zone,
        "new": counts[Verdict.NEW],
        "duplicate": counts[Verdict.DUPLICATE],
        "overlap": counts[Verdict.OVERLAP],
        "rejected": sum(1 for _ in plan.rejected()),
        "taken": taken.entries,
        "dry_run": bool(dry_run),
        "names": [_name(each) for each in plan.names],
        "rows": [_row(each) for each in plan.rows],
    }
    if plan.file.format == ICS:
        found |= {"updated": counts[Verdict.UPDATED], "planned": taken.blocks, "changed": taken.updated}
        found["other"] = dict(plan.file.others)
        for row, one in zip(found["rows"], plan.rows, strict=True):
            row |= {"uid": dict(one.row.extra).get("uid", ""), "as": one.makes or None}
    return found


def _name(row: NameRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "rows": row.rows,
        "duration_s": row.seconds,
        "who": row.who or None,
        "near": list(row.near),
        "left_out": row.left_out,
    }


def _row(one: Judged) -> dict[str, Any]:
    return {
        "number": one.row.number,
        "verdict": one.verdict.value,
        "detail": one.detail,
        "name": one.name,
        "client": None if bucket_named(one.who) else one.who or None,
        "bucket": one.who if bucket_named(one.who) else None,
        "start": documents.instant(one.row.start),
        "end": documents.instant(one.row.end),
        "day": documents.day(one.row.day),
        "duration_s": one.length_s,
        "note": one.row.note,
        "entries": len(one.pieces),
    }


# -- for people --------------------------------------------------------------------------------------


def _say(shell: Shell, plan: ImportPlan, taken: Taken, *, dry_run: bool) -> None:
    from fractui.exchange.opening import TITLES

    file = plan.file
    what = "events" if file.format == ICS else "rows"
    span = f", {file.first} to {file.last}" if file.first else ""
    shell.say(f"{TITLES[file.format]}, {_rows(len(file.rows), what)}{span}, clocks of {file.zone}\n")
    print(Table(("verdict", ">rows", ">hours"), _counts(plan)).render("table"))
    _say_taken_back(shell, plan)
    _say_rejected(shell, plan)
    _say_names(shell, plan)
    if plan.on_overlap == REFUSE and plan.counts()[Verdict.OVERLAP]:
        shell.say(
            "\nRows that share time are left out; --on-overlap trim takes what is free of them, keep marks them."
        )
    _say_others(shell, plan)
    if dry_run:
        shell.say(f"\nwould take in {_made(plan.taking, plan.planning, plan.updating)}; nothing was changed")
    elif taken.entries or taken.blocks or taken.updated:
        made = _made(taken.entries, taken.blocks, taken.updated)
        shell.say(f"\ntook in {made}; fractui undo takes them back")
    elif not plan.unmapped:
        shell.say("\nnothing to take in")


def _rows(count: int, what: str = "rows") -> str:
    return f"1 {what[:-1]}" if count == 1 else f"{count:,} {what}"


def _made(entries: int, blocks: int, updated: int) -> str:
    """What was made, in words: entries always, blocks and updates where there are any."""
    parts = (
        ["1 entry" if entries == 1 else f"{entries:,} entries"] if entries or not (blocks or updated) else []
    )
    if blocks:
        parts.append("1 planned block" if blocks == 1 else f"{blocks:,} planned blocks")
    if updated:
        parts.append("1 update" if updated == 1 else f"{updated:,} updates")
    return ", ".join(parts)


def _say_others(shell: Shell, plan: ImportPlan) -> None:
    """What a calendar has beside events, and how to answer what it leaves open."""
    if plan.file.others:
        counts = ", ".join(f"{count:,} {kind}" for kind, count in plan.file.others)
        shell.say(f"\nThe file also has {counts}, which are no events and are left out.")
    if plan.counts()[Verdict.NO_ZONE]:
        shell.say(
            "\nSome events name no zone that is known; say where their clocks hung: --zone Europe/Berlin"
        )


def _counts(plan: ImportPlan) -> list[tuple[str, str, str]]:
    seconds: dict[Verdict, int] = {}
    for one in plan.rows:
        seconds[one.verdict] = seconds.get(one.verdict, 0) + one.length_s
    counts = plan.counts()
    return [(each.value, f"{counts[each]:,}", hm(seconds[each])) for each in Verdict if counts[each]]


def _say_taken_back(shell: Shell, plan: ImportPlan) -> None:
    """The entries and blocks that go, each with when it is and why: nothing is taken out unseen."""
    rows = [each for each in plan.rows if each.verdict is Verdict.TAKEN_BACK]
    if not rows:
        return
    shown = [(_when(shell, each), each.who, line_of(each.row.note, 40), each.detail) for each in rows[:SHOWN]]
    print(f"\n{Table(('when', 'whose', 'what', 'why it goes'), shown).render('table')}")
    if len(rows) > SHOWN:
        shell.say(f"and {len(rows) - SHOWN:,} more; --json lists every row")


def _when(shell: Shell, one: Judged) -> str:
    return "" if one.begin is None else f"{shell.local(one.begin):%Y-%m-%d %H:%M}"


def _say_rejected(shell: Shell, plan: ImportPlan) -> None:
    """The first rows that cannot be taken, each with its reason; unmapped ones are told by their names."""
    rows = [each for each in plan.rejected() if each.verdict is not Verdict.UNMAPPED]
    if not rows:
        return
    shown = [
        (f"{each.row.number:,}", each.verdict.value, line_of(each.detail, REASON_LENGTH))
        for each in rows[:SHOWN]
    ]
    print(f"\n{Table(('>row', 'verdict', 'why'), shown).render('table')}")
    if len(rows) > SHOWN:
        shell.say(f"and {len(rows) - SHOWN:,} more; --json lists every row")


def _say_names(shell: Shell, plan: ImportPlan) -> None:
    """The words to add for each name that means nobody yet."""
    from shlex import quote

    if not plan.unmapped:
        return
    shell.say(
        "\nSay whom these names mean: a client's code, one of your own buckets, or - to leave their rows out."
    )
    for each in plan.unmapped[:SHOWN]:
        looks = f", looks like {' or '.join(each.near)}" if each.near else ""
        looks = looks if each.name else ", which name nobody"
        words = quote(f"{each.name}={each.near[0] if each.near else 'CODE'}")
        shell.say(f"  --map {words}   {_rows(each.rows)}, {hm(each.seconds)}{looks}")
    if len(plan.unmapped) > SHOWN:
        shell.say(f"  and {len(plan.unmapped) - SHOWN:,} more")
