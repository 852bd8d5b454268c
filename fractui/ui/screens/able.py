"""Which actions have something to act on here and now: the footer shows no other."""

from __future__ import annotations

from fractui.services.views.frame import FrameView
from fractui.ui.loading import Shown

DOABLE = ("deliverable:", "priority:", "promise:", "person:", "todo:", "access:", "decision:")
"""How the items begin that ``x`` does something with."""

NEEDS: dict[str, tuple[str, ...]] = {
    "done": DOABLE,
    "gap.fill": ("gap:",),
    "address": ("access:",),
    "document.name": ("deliverable:", "access:"),
    **dict.fromkeys(("priority.up", "priority.down"), ("priority:",)),
    **dict.fromkeys(("entry.split", "entry.join", "entry.give"), ("entry:",)),
    **dict.fromkeys(
        ("board.left", "board.right", "board.waits", "board.after", "document.diff", "response", "document"),
        ("deliverable:",),
    ),
    **dict.fromkeys(
        (
            *("block.skip", "block.move", "block.copy", "block.longer", "block.shorter"),
            *("block.day-after", "block.day-before", "block.later", "block.earlier"),
        ),
        ("block:",),
    ),
}
"""How the selected item begins that an action needs."""

NOT_EDITED = ("gap:", "practice", "free:", "day:")


def able(
    action_id: str, item: str, code: str | None, frame: FrameView, shown: Shown, *, offered: bool
) -> bool:
    """Whether an action does something.

    Args:
        action_id: its id in the registry.
        item: the selected item, empty for none.
        code: the client in focus.
        frame: what runs, who there is, what can be undone.
        shown: the pane and what it is about.
        offered: whether a line is offered for a client that was just left.
    """
    if action_id in NEEDS:
        return item.startswith(NEEDS[action_id])
    running = frame.timer.running
    match action_id:
        case "timer.toggle":
            return running is not None or code is not None or item.startswith("block:")
        case "timer.switch":
            return code is not None and running is not None and running.code != code
        case "undo":
            return bool(frame.undo_label)
        case "note.next":
            return shown.pane == "workspace" or offered
        case "routine":
            return frame.routine is not None
        case "sent":
            return bool(frame.strip)
        case "edit" if shown.pane == "report":
            return item.startswith(("client:", "deliverable:"))
        case "edit" | "delete":
            return bool(item) and not item.startswith(NOT_EDITED)
        case "calendar.zoom-out":
            return shown.zoom != "month"
        case "calendar.zoom-in":
            return shown.zoom != "day"
        case _:
            return True
