"""From the shapes of older schemas to today's: a table of steps, each of one document."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from fractui.core.errors import Damaged
from fractui.store.codec import Raw
from fractui.store.layout import SCHEMA
from fractui.store.line import Change, Line

Step = Callable[[str, Raw], Raw]
"""Given the table and a document of one schema, the document of the next."""


class Migrations(msgspec.Struct, frozen=True):
    """The schema that this program writes and the steps that lead to it, by the schema that each starts from.

    Schema 1 is the first, so there is no step yet.
    """

    target: int = SCHEMA
    steps: Mapping[int, Step] = msgspec.field(default_factory=dict)

    def document(self, table: str, raw: Raw, schema: int, where: str) -> Raw:
        """A document of an older schema in today's shape; ``where`` names its file.

        Raises:
            Damaged: no step leads on from that schema.
        """
        while schema < self.target:
            step = self.steps.get(schema)
            if step is None:
                raise Damaged(f"{where}: there is no way from schema {schema}; restore a backup.")
            raw = step(table, raw)
            schema += 1
        return raw

    def line(self, line: Line, where: str) -> Line:
        """A journal line with its documents in today's shape.

        Raises:
            TooNew: a newer fractui wrote it.
            Damaged: no step leads on from its schema.
        """
        schema = line.head.schema
        if schema == self.target:
            return line
        self.check(schema, "a newer one", where)
        changes = tuple(
            Change(
                change.file,
                change.table,
                change.id,
                change.before and self.document(change.table, change.before, schema, where),
                change.after and self.document(change.table, change.after, schema, where),
            )
            for change in line.changes
        )
        return Line(line.head, changes)

    def check(self, schema: int, writer: str, where: str) -> None:
        """See that a file is not of a newer schema.

        Raises:
            TooNew: it is; it names the version that wrote it.
        """
        if schema > self.target:
            raise TooNew(
                f"{where}: fractui {writer} wrote it with schema {schema}; "
                f"this one reads up to schema {self.target}: use the newer fractui."
            )


class TooNew(Damaged):
    """A newer fractui wrote the file; its bytes stay as they are."""
