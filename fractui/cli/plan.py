"""A client's weekly plan by kind of work, beside what was tracked (rows 002-12 to 002-14)."""

from __future__ import annotations

from decimal import Decimal

from fractui.cli.grammar import Command, option, switch
from fractui.cli.reading import CODE_AND_PERIOD, code_and_period
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.cli.words import parted
from fractui.core.errors import WrongUsage
from fractui.core.money import parse_number
from fractui.core.plan import (
    PlanKind,
    band_gap,
    kind_label,
    kind_named,
    kind_words,
    reason_label,
    variance_words,
)
from fractui.core.when import parse_duration
from fractui.core.wording import hm
from fractui.services import documents
from fractui.services.views.plan import PlanRow, PlanView, whole_minutes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from typing import Any


def _plan(shell: Shell, given: Namespace) -> None:
    code, period = code_and_period(shell, given)
    if given.set is not None and given.standard:
        raise WrongUsage("A plan is set or goes back to the standard one; write --set or --standard.")
    plans = shell.services.plans
    named = given.since or given.until or parted(given.words)[1]
    if code is None:
        if given.set is not None or given.standard:
            raise WrongUsage("Say whose plan, like fractui plan ACME --set meeting=1,deep=2.")
        _all(shell, given, plans.views(period if named else None))
        return
    if given.set is not None:
        plans.set(code, _minutes(given.set))
    elif given.standard:
        plans.set(code, None)
    view = plans.view(code, period if named else None)
    shell.table(given, Table(("kind", ">planned", ">tracked", ">more or less"), _rows(view)), _json(view), "")
    if not given.json and given.format in (None, "table"):
        for line in _beside(view):
            shell.say(line)


def _all(shell: Shell, given: Namespace, views: Sequence[PlanView]) -> None:
    """Every client's plan in a row."""
    shell.table(
        given,
        Table(
            ("client", "name", ">planned", ">tracked", ">more or less", ">least", ">most", "band"),
            [_client_row(each) for each in views],
        ),
        {"clients": [_json(each) for each in views]},
        "No client has a plan or time in these weeks.",
    )
    if views and not given.json and given.format in (None, "table"):
        shell.say(f"\n{_weeks(views[0])}; by kind of work: fractui plan {views[0].code}")


def _client_row(view: PlanView) -> tuple[str, ...]:
    planned, tracked, more = _row("", PlanRow("", view.planned_s, view.total_s))[1:]
    band = (hm(view.floor_s), hm(view.ceiling_s)) if view.ceiling_s else ("", "")
    return (view.code, view.name, planned, tracked, more, *band, _band_word(view))


def _minutes(text: str) -> dict[str, int]:
    """``meeting=1,deep=1h30`` as minutes by kind; a bare number is hours.

    Raises:
        FieldRefused: a kind or a length cannot be read.
        WrongUsage: something is no pair.
    """
    found: dict[str, int] = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        name, equals, length = (each.strip() for each in part.partition("="))
        if not equals or not length:
            raise WrongUsage(
                f"“{part[:40]}” is no kind with its hours; write pairs like meeting=1,deep=1h30."
            )
        kind = kind_named(name, "set")
        if kind.value in found:
            raise WrongUsage(f"{kind_words(kind).capitalize()} is there twice; write each kind once.")
        found[kind.value] = _length(length)
    return found


def _length(text: str) -> int:
    """Minutes of ``1.5`` (hours), ``1h30`` or ``90m``; 0 is none."""
    if text.replace(".", "", 1).isdecimal() and text.isascii():
        return int(parse_number(text, "set") * Decimal(60))
    return parse_duration(text, "set") // 60


def _rows(view: PlanView) -> list[tuple[str, str, str, str]]:
    rows = [_row(kind_label(row.kind), row) for row in view.rows if row.planned_s or row.actual_s]
    rows += [_row(kind_label(row.kind), row) for row in view.besides]
    return [*rows, _row("all", PlanRow("", view.planned_s, view.total_s))]


def _row(label: str, row: PlanRow) -> tuple[str, str, str, str]:
    planned = hm(row.planned_s) if row.planned_s else ""
    return label, planned, hm(row.actual_s), variance_words(row.shown_variance_s)


def _beside(view: PlanView) -> list[str]:
    """What is to be said of the table: whose and which weeks, the band, what took the flexible time."""
    source = "the standard plan" if view.standard else "the agreed plan"
    lines = [
        "",
        f"{view.code}, {_weeks(view)}: {source if view.planned_s else 'nothing planned'}",
    ]
    if view.ceiling_s:
        lines.append(f"{hm(view.floor_s)} to {hm(view.ceiling_s)} in all: {_band_word(view)}")
    for row in view.flex:
        lines.append(
            f"flexible, {reason_label(row.reason)}: {' '.join(map(hm, row.weeks))} in the last {len(row.weeks)} weeks"
        )
    return lines


def _weeks(view: PlanView) -> str:
    return f"{'week' if view.weeks == 1 else f'{view.weeks} weeks'} from {view.monday}"


def _band_word(view: PlanView) -> str:
    """How all of it lies to the least and the most, empty without a band (row 002-13)."""
    apart = band_gap(whole_minutes(view.total_s), view.floor_s, view.ceiling_s)
    if apart > 0:
        return f"over the ceiling by {hm(apart)}"
    if apart < 0:
        return f"{'under the floor by' if view.finished else 'to the floor'} {hm(-apart)}"
    return "within" if view.ceiling_s else ""


def _json(view: PlanView) -> dict[str, Any]:
    """The plan as a program reads it."""
    return {
        "client": view.code,
        "week_start": documents.day(view.monday),
        "weeks": view.weeks,
        "standard": view.standard,
        "rows": [_json_row(row) for row in (*view.rows, *view.besides)],
        "planned_s": view.planned_s,
        "total_s": view.total_s,
        "floor_s": view.floor_s,
        "ceiling_s": view.ceiling_s,
        "flex": [{"reason": row.reason, "weeks_s": list(row.weeks)} for row in view.flex],
    }


def _json_row(row: PlanRow) -> dict[str, Any]:
    return {
        "kind": row.kind or None,
        "planned_s": row.planned_s,
        "actual_s": row.actual_s,
        "variance_s": row.variance_s,
    }


COMMANDS = {
    "plan": Command(
        _plan,
        (
            *CODE_AND_PERIOD,
            option("--set", "agree on hours a week by kind; kinds left out have none", "KIND=HOURS,..."),
            switch("--standard", "go back to the standard plan"),
        ),
        (
            "plan",
            "plan ACME",
            "plan ACME last-week --json",
            "plan ACME --set meeting=1,one_on_one=2,deep=1h30,async=2,prep=1,flex=2",
        ),
        table=True,
        notes=(
            f"Without a code: every client in a row. Kinds are {', '.join(PlanKind)}.",
            "Whole weeks are shown: those that the period touches, this week without one.",
        ),
    ),
}
"""The commands that this module has."""
