"""Tables for people, Markdown and spreadsheets: the same cells, each safe where it is going to be read."""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

FORMULA_STARTS = "=+-@\t\r\uff1d\uff0b\uff0d\uff20"
"""What a spreadsheet takes for the beginning of a formula, full-width forms included (OWASP ASVS 1.2.10)."""


class Table:
    """Columns and rows of text; a column whose title begins with ``>`` holds figures and is aligned right."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        from fractui.core.text import safe

        self.titles = [title.removeprefix(">") for title in columns]
        self.right = [title.startswith(">") for title in columns]
        self.rows = [[safe(cell) for cell in row] for row in rows]

    def render(self, form: str) -> str:
        """The table as ``table``, ``markdown`` or ``csv``, without a line break at its end."""
        if form == "csv":
            return self._csv()
        if form == "markdown":
            from fractui.core.markdown import as_markdown

            return self._tabulated("github", [[as_markdown(cell) for cell in row] for row in self.rows])
        return self._tabulated("simple", self.rows)

    def _tabulated(self, form: str, rows: list[list[str]]) -> str:
        module = _tabulate(wide=not all(cell.isascii() for row in rows for cell in row))
        text: str = module.tabulate(
            rows,
            headers=self.titles,
            tablefmt=form,
            colalign=["right" if right else "left" for right in self.right] if rows else None,
            disable_numparse=True,
            preserve_whitespace=True,
        )
        return "\n".join(line.rstrip() for line in text.split("\n"))

    def _csv(self) -> str:
        lines = [self.titles]
        for row in self.rows:
            lines.append(
                [cell if right else _inert(cell) for cell, right in zip(row, self.right, strict=True)]
            )
        return "\n".join(",".join(_quoted(cell) for cell in line) for line in lines)


def _inert(cell: str) -> str:
    """Text that no spreadsheet computes: an apostrophe goes before what would begin a formula."""
    return f"'{cell}" if cell.startswith(tuple(FORMULA_STARTS)) else cell


def _quoted(cell: str) -> str:
    """A CSV field (RFC 4180), quoted where it must be."""
    if any(mark in cell for mark in ',"\r\n') or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _tabulate(*, wide: bool) -> Any:
    """The tabulate module, imported without what takes three quarters of its import and is not needed.

    tabulate asks ``importlib.metadata`` for its own version (40 ms with all that it pulls in) and ``wcwidth``
    for the width of each text (25 ms), which for ASCII is its length. Measured: 82 ms become 33, or 57 with
    ``wide``. Where ``dataclasses`` was not needed so far, it is not for this either (8 ms).
    """
    module = sys.modules.get("tabulate")
    if module is None:
        module = _imported_lightly(hide_widths=not wide)
    if wide and module.wcwidth is None:
        import wcwidth

        vars(module).update(wcwidth=wcwidth, WIDE_CHARS_MODE=True)
    return module


def _imported_lightly(*, hide_widths: bool) -> ModuleType:
    """Import tabulate while stand-ins take the places of the modules that it could do without."""
    metadata, dataclasses = ModuleType("importlib.metadata"), ModuleType("dataclasses")
    vars(metadata).update(version=lambda _name: "", PackageNotFoundError=LookupError)
    # Our rows are tuples.
    vars(dataclasses).update(is_dataclass=lambda _row: False)
    hidden: dict[str, Any] = {each.__name__: each for each in (metadata, dataclasses)}
    hidden = {name: module for name, module in hidden.items() if name not in sys.modules}
    if hide_widths and "wcwidth" not in sys.modules:
        hidden["wcwidth"] = None
    sys.modules.update(hidden)
    try:
        import tabulate
    finally:
        for name in hidden:
            del sys.modules[name]
    return tabulate
