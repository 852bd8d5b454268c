"""The workspace's sections about what is owed and to whom: the line left behind, promises, deliverables, blocks, people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from fractui.core.deliverable import Status
from fractui.core.stakes import MARK
from fractui.core.wording import (
    ago,
    clock,
    day_word,
    due_word,
    long_day,
    moment_word,
    short_date,
    status_label,
)
from fractui.core.zones import zone
from fractui.services.views.workspace import BlockRow, DueRow, PersonRow, PromiseRow, WorkspaceView
from fractui.ui.lines import Line, Span, cell, cut, gap, plain, title_rule, width_of
from fractui.ui.widgets.wrapping import wrapped

if TYPE_CHECKING:
    from fractui.ui.widgets.workspace_lines import Setting

ME = "me"
"""The owner of the user's own promises."""
CHANGES = 5
"""So many changes are told, the newest first."""
MARKS = {Status.DRAFT: "○", Status.IN_REVIEW: "●", Status.DELIVERED: "✓"}


def hint(nothing: str, key: str, does: str) -> Line:
    """A quiet line in a section without content: that it is empty, which key begins, what it does."""
    return (Span(f"{nothing} ", "dim"), Span(key, "accent bold"), Span(f" {does}", "dim"))


def left_off_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """The line that was left for next time."""
    item = f"leftoff:{view.code}"
    if not view.left_note:
        key = setting.keys.get("note.next", "i")
        return [
            title_rule("Where you left off", setting.width),
            hint("Nothing yet;", key, "leaves one line for next time"),
        ]
    title = "Where you left off"
    if view.left_at:
        local = view.left_at.astimezone(zone(view.home_zone or view.zone))
        title += f", {moment_word(local, view.today)}"
    texts = wrapped(f"“{view.left_note}”", setting.width, 3)
    return [title_rule(title, setting.width), *((cell(text, setting.width, "", item),) for text in texts)]


def change_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """What has changed since one was on this client last, the newest first; nothing where nothing has."""
    if not view.changes or view.changes_since is None:
        return []
    count = len(view.changes)
    since = moment_word(view.changes_since, view.today)
    lines = [title_rule(f"{count} change{'' if count == 1 else 's'} since {since}", setting.width)]
    shown = view.changes[: CHANGES if count > CHANGES + 1 else count]
    whens = [moment_word(row.at, view.today) for row in shown]
    when = max(cell_len(each) for each in whens)
    lines += [
        (cell(row.text, setting.width - when - 2), gap(2), cell(each, when, "dim", right=True))
        for row, each in zip(shown, whens, strict=True)
    ]
    if len(shown) < count:
        lines.append((Span(f"and {count - len(shown)} more", "dim"),))
    return lines


def promise_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """What was promised: open by day, then what was kept lately."""
    lines = [title_rule("Promised", setting.width)]
    if not view.promises:
        key = setting.keys.get("new", "n")
        return [*lines, hint("Nothing is promised;", key, "adds a promise")]
    when = max(cell_len(_promise_when(row, view.today)[0]) for row in view.promises)
    return [*lines, *(_promise(row, view, when, setting.width) for row in view.promises)]


def _promise(row: PromiseRow, view: WorkspaceView, when: int, width: int) -> Line:
    item = f"promise:{view.code}:{row.id}"
    word, ink = _promise_when(row, view.today)
    owner = "" if row.owner in ("", ME) else cut(row.owner, 16)
    whose = (Span(f"{owner}: ", "dim", item),) if owner else ()
    kept = row.done_on is not None
    return (
        Span("✓ " if kept else "○ ", "ok" if kept else "dim", item),
        *whose,
        cell(row.text, width - 2 - width_of(whose) - 2 - when, "dim" if kept else "", item),
        gap(2, item),
        cell(word, when, ink, item, right=True),
    )


def _promise_when(row: PromiseRow, today: date) -> tuple[str, str]:
    if row.done_on is not None:
        return f"kept {day_word(row.done_on, today)}", "dim"
    return (due_word(row.due, today), _due_ink(row.days)) if row.due else ("", "")


def _due_ink(days: int | None) -> str:
    if days is None or days > 1:
        return ""
    return "late" if days < 0 else "soon"


def due_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """The deliverables that are owed, then those delivered last; in the title how much is read, where that is known (row 003-16)."""
    lines = [title_rule("Due", setting.width, view.read.words)]
    rows = (*view.due, *view.delivered[: setting.most // 2 + 1])
    if not view.due:
        key = setting.keys.get("new", "n")
        lines.append(hint("Nothing is due;", key, "adds a deliverable"))
    if rows:
        whens = max(cell_len(_due_when(row, view.today)) for row in rows)
        version = max(cell_len(f"v{row.version}") for row in rows)
        lines += [_due(row, view, whens, version, setting.width) for row in rows]
    return lines


def _due(row: DueRow, view: WorkspaceView, when: int, version: int, width: int) -> Line:
    item = f"deliverable:{view.code}:{row.id}"
    status = Status(row.status)
    done = status is Status.DELIVERED
    room = width - 2 - 2 - when - 2 - version
    tail = (
        gap(2, item),
        cell(_due_when(row, view.today), when, "dim" if done else _due_ink(row.days), item, right=True),
        gap(2, item),
        cell(f"v{row.version}", version, "dim", item, right=True),
    )
    word = (
        f"to {plain(row.delivered_to)}" if done and row.delivered_to else "" if done else status_label(status)
    )
    side = min(20, max(9, room // 3))
    title = _titled(row, room - side - 2, item, done=done)
    mark = Span(f"{MARKS[status]} ", "ok" if done else "dim", item)
    if row.after:
        # What it comes after stands beside its title, with all the room that this leaves.
        word, ink = _after(row, view.today)
        said = cell(word, room - width_of(title) - 2, ink, item)
    else:
        title = (*title, gap(room - side - 2 - width_of(title), item))
        said = cell(word, side, "dim", item)
    return (mark, *title, gap(2, item), said, *tail)


def _after(row: DueRow, today: date) -> tuple[str, str]:
    """What is to be delivered before it; marked, with its day, where that is due later than the deliverable itself."""
    if row.after_due is None:
        return f"after {plain(row.after)}", "dim"
    return f"! after {plain(row.after)}, due {short_date(row.after_due, today)}", "soon"


def _titled(row: DueRow, width: int, item: str, *, done: bool) -> Line:
    ink = "dim" if done else "bold"
    marks = f"{' ⟳' if row.recurring else ''}{f' {MARK}' if row.high and not done else ''}"
    if not marks:
        return (Span(cut(row.title, width), ink, item),)
    return (Span(cut(row.title, width - len(marks)), ink, item), Span(marks, "dim", item))


def _due_when(row: DueRow, today: date) -> str:
    if row.delivered_on:
        return day_word(row.delivered_on, today)
    return due_word(row.due, today)


def next_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """The blocks that come next, a day named once."""
    lines = [title_rule("Next", setting.width)]
    if not view.next_blocks:
        key = setting.keys.get("new", "n")
        return [*lines, hint("Nothing is planned;", key, "plans a block")]
    before: date | None = None
    for row in view.next_blocks[: setting.most]:
        day = row.start.date()
        lines.append(_block(row, view, "" if day == before else long_day(day), setting.width))
        before = day
    return lines


def _block(row: BlockRow, view: WorkspaceView, day: str, width: int) -> Line:
    item = f"block:{view.code}:{row.block_id}:{row.on.isoformat()}"
    words = ["moved"] if row.moved else []
    if row.zone != (view.home_zone or row.zone):
        words.append(f"{row.zone.rsplit('/', 1)[-1].replace('_', ' ')} time")
    tail = cut(", ".join(words), 24)
    room = width - 10 - 2 - 11 - 2 - (cell_len(tail) + 2 if tail else 0)
    return (
        cell(day, 10, "dim", item),
        gap(2, item),
        Span(f"{clock(row.start)}-{clock(row.end)}", "", item),
        gap(2, item),
        cell(row.title, room, "bold", item),
        *((gap(2, item), Span(tail, "dim", item)) if tail else ()),
    )


def people_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """The people there and when each was last spoken to; a mark where that is longer ago than their rhythm."""
    lines = [title_rule("People", setting.width, "last spoke" if view.people else "")]
    if not view.people:
        key = setting.keys.get("new", "n")
        return [*lines, hint("Nobody yet;", key, "adds a person")]
    name = min(24, max(cell_len(plain(row.name)) for row in view.people))
    when = max(cell_len(ago(row.last_contact, view.today)) for row in view.people)
    return [*lines, *(_person(row, view, name, when, setting.width) for row in view.people)]


def _person(row: PersonRow, view: WorkspaceView, name: int, when: int, width: int) -> Line:
    item = f"person:{view.code}:{row.id}"
    return (
        Span("! " if row.overdue else "  ", "soon bold", item),
        cell(row.name, name, "bold", item),
        gap(2, item),
        cell(row.role or row.group, width - 2 - name - 2 - 2 - when, "dim", item),
        gap(2, item),
        cell(ago(row.last_contact, view.today), when, "soon" if row.overdue else "", item, right=True),
    )
