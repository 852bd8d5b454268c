"""Foreign time as lines: a file in a sentence, the names with whom they mean, the verdicts, and each row."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len

from fractui.core.wording import hm
from fractui.core.zones import local
from fractui.exchange.opening import TITLES
from fractui.services.views.importing import ICS, Gathered, ImportPlan, Judged, NameRow, Verdict
from fractui.ui.lines import EMPTY, Line, Span, cell
from fractui.ui.widgets.columns import Column, chosen, head_line, row_line

GO_ON = "go-on"
"""The item behind the names that goes on."""
BAD = frozenset(Verdict) - {
    Verdict.NEW,
    Verdict.DUPLICATE,
    Verdict.OVERLAP,
    Verdict.LEFT_OUT,
    Verdict.DELETED,
    Verdict.UPDATED,
    Verdict.TAKEN_BACK,
    Verdict.ALL_DAY,
    Verdict.CANCELLED,
    Verdict.DECLINED,
    Verdict.OLDER,
    Verdict.OUTSIDE,
    Verdict.PAST,
}
"""The verdicts that somebody may want to do something about."""

Colors = Mapping[str, str]
"""The clients' colours by code."""


def about_file(file: Gathered) -> str:
    """What a file is, in a line: ``Toggl, 1,204 rows, 2023-01-02 to 2026-11-20``."""
    count = len(file.rows)
    what = "event" if file.format == ICS else "row"
    rows = f"1 {what}" if count == 1 else f"{count:,} {what}s"
    span = "" if file.first is None else f", {file.first} to {file.last}"
    doubt = ", its letters guessed as Windows text" if file.encoding == "cp1252" else ""
    others = ", ".join(f"{count:,} {kind}" for kind, count in file.others)
    others = f", without {others}" if others else ""
    return f"{TITLES[file.format]}, {rows}{span}{others}{doubt}"


def made_words(entries: int, blocks: int, updates: int) -> str:
    """What taking in makes and changes: ``12 entries, 3 blocks, 1 update``."""
    counts = (
        (entries, "entry", "entries"),
        (blocks, "block", "blocks"),
        (updates, "update", "updates"),
    )
    return ", ".join(
        f"1 {one}" if count == 1 else f"{count:,} {many}" for count, one, many in counts if count
    )


# -- names -------------------------------------------------------------------------------------------


def name_lines(names: tuple[NameRow, ...], width: int, colors: Colors) -> list[Line]:
    """A line a name: rows, hours, and whom it means; last the one that goes on."""
    table = name_columns(names, colors)
    fitting = chosen(table, width)
    rows = [row_line(fitting, each, f"name:{place}") for place, each in enumerate(names)]
    open_ones = sum(each.is_open for each in names)
    rest = {0: "every name means somebody", 1: "1 name means nobody yet: its rows are left out"}.get(
        open_ones, f"{open_ones} names mean nobody yet: their rows are left out"
    )
    on = (
        cell("Go on", 8, "accent bold", GO_ON),
        cell(rest, max(0, width - 8), "soon" if open_ones else "dim", GO_ON),
    )
    return [head_line(fitting), *rows, EMPTY, on]


def name_columns(names: tuple[NameRow, ...], colors: Colors) -> list[Column[NameRow]]:
    """The columns of the names' table."""
    longest = max((cell_len(each.name) for each in names), default=0)
    return [
        Column("name in the file", 1, 16, max(16, min(44, longest)), _draw_name, grow=1),
        Column("rows", 4, 7, 7, lambda each, width: (cell(f"{each.rows:,}", width, right=True),), right=True),
        Column(
            "hours", 3, 8, 8, lambda each, width: (cell(hm(each.seconds), width, right=True),), right=True
        ),
        Column("means", 2, 20, 40, lambda each, width: _draw_meant(each, width, colors), grow=2),
    ]


def _draw_name(each: NameRow, width: int) -> Line:
    if not each.name:
        return (cell("(rows that name nobody)", width, "dim"),)
    return (cell(each.name, width, "bold" if each.is_open else ""),)


def _draw_meant(each: NameRow, width: int, colors: Colors) -> Line:
    if each.left_out:
        return (cell("left out", width, "dim"),)
    if each.is_open:
        near = f"nobody, {' or '.join(each.near)}?" if each.near else "nobody yet"
        return (cell(near, width, "soon"),)
    note = " closed: not taken" if each.closed else " remembered" if each.said else ""
    code = Span(each.who, f"bold chip:{colors[each.who]}" if each.who in colors else "bold")
    return (code, cell(note, max(0, width - len(each.who)), "late" if each.closed else "dim"))


# -- verdicts ----------------------------------------------------------------------------------------


def verdict_lines(plan: ImportPlan, width: int) -> list[Line]:
    """A line a verdict with its rows and hours, those that are taken first, and what Enter would do."""
    seconds: dict[Verdict, int] = {}
    for one in plan.rows:
        seconds[one.verdict] = seconds.get(one.verdict, 0) + one.length_s
    counts = plan.counts()
    lines: list[Line] = []
    for verdict in Verdict:
        if counts[verdict]:
            head = (
                cell(verdict.value.capitalize(), 22, verdict_ink(verdict)),
                cell(f"{counts[verdict]:,}", 7, right=True),
                cell(hm(seconds[verdict]), 9, right=True),
            )
            lines.append((*head, cell(f"  {_becomes(verdict, plan)}", max(0, width - 38), "dim")))
    return lines


def verdict_ink(verdict: Verdict) -> str:
    """How a verdict looks: what is taken, what is quietly known, what needs eyes."""
    if verdict in (Verdict.NEW, Verdict.UPDATED, Verdict.TAKEN_BACK):
        return "ok bold"
    if verdict is Verdict.OVERLAP:
        return "soon bold"
    return "late bold" if verdict in BAD else "dim"


def _becomes(verdict: Verdict, plan: ImportPlan) -> str:
    match verdict:
        case Verdict.NEW:
            return f"taken in, {plan.planning:,} of them planned" if plan.planning else "taken in"
        case Verdict.UPDATED:
            return "the calendar has it otherwise now: changed here too"
        case Verdict.TAKEN_BACK:
            return "taken out here too"
        case Verdict.CHANGED:
            return "changed there and here: edit it yourself"
        case Verdict.NO_ZONE:
            return "esc to the file, and say where its clocks hung"
        case Verdict.DUPLICATE:
            return "known already"
        case Verdict.OVERLAP:
            return {
                "refuse": "not taken in: shares time",
                "trim": "its free part is taken in",
                "keep": "taken in, marked",
            }[plan.on_overlap]
        case Verdict.UNMAPPED:
            return "nobody yet: esc to map it"
        case Verdict.CLOSED:
            return "open the client again, or map it elsewhere"
        case _:
            return "not taken in"


# -- rows --------------------------------------------------------------------------------------------


def row_columns(zone: str, colors: Colors) -> list[Column[Judged]]:
    """The columns of the rows' table; times are local to ``zone``."""

    def when(one: Judged, width: int) -> Line:
        return (cell(_when(one, zone), width),)

    def whose(one: Judged, width: int) -> Line:
        return (
            cell(one.who or one.name, width, f"bold chip:{colors[one.who]}" if one.who in colors else ""),
        )

    return [
        Column(
            "row",
            3,
            6,
            6,
            lambda one, width: (cell(f"{one.row.number:,}", width, "dim", right=True),),
            right=True,
        ),
        Column("verdict", 1, 15, 21, _draw_verdict, grow=3),
        Column("when", 2, 22, 22, when),
        Column("length", 5, 6, 6, _draw_length, right=True),
        Column("whose", 4, 8, 24, whose, grow=2),
        Column("what", 6, 12, 80, _draw_words, grow=1),
    ]


def _when(one: Judged, zone: str) -> str:
    if one.begin is None:
        return ""
    if one.row.start is None or one.end is None:
        return str(one.row.day or "")
    begin, end = local(one.begin, zone), local(one.end, zone)
    return f"{begin:%Y-%m-%d %H:%M}-{end:%H:%M}"


def _draw_verdict(one: Judged, width: int) -> Line:
    return (cell(one.verdict.value, width, verdict_ink(one.verdict)),)


def _draw_length(one: Judged, width: int) -> Line:
    return (cell(hm(one.length_s) if one.length_s else "", width, right=True),)


def _draw_words(one: Judged, width: int) -> Line:
    what = one.row.note or one.row.task or one.row.project
    planned = "planned: " if one.makes == "block" and not one.gone else ""
    return (cell(f"{planned}{one.detail or what}", width, "dim"),)
