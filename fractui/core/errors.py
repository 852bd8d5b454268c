"""The one error family: each error carries the sentence that the user reads, and is named by what happened."""

from __future__ import annotations


class FractuiError(Exception):
    """Something that the user can cause or should know; its text is one sentence that says what to do.

    ``exit_code`` is what the command line ends with: 1 refused, 2 wrong usage, 3 damaged or unreachable data.
    """

    exit_code = 1

    @property
    def sentence(self) -> str:
        """The sentence as it may be shown, in a toast or on stderr; what it quotes of people is safe."""
        from fractui.core.text import safe

        return safe(str(self))


class Refused(FractuiError):  # noqa: N818
    """A rule forbids the change; nothing was changed."""


class FieldRefused(Refused):
    """A value typed into one field cannot be taken; ``field`` names it so that a dialog can point there."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class Stale(Refused):
    """The document has changed since it was read; the change was not merged."""


class NotFound(Refused):
    """Nothing has that code or id, or an abbreviated id fits ``several``."""

    def __init__(self, sentence: str, *, several: bool = False) -> None:
        super().__init__(sentence)
        self.several = several


class WrongUsage(FractuiError):  # noqa: N818
    """The command line's words do not fit its grammar."""

    exit_code = 2


class Damaged(FractuiError):  # noqa: N818
    """A document cannot be read as it stands; nothing is written over it."""

    exit_code = 3


class StorageTrouble(FractuiError):  # noqa: N818
    """The disk refused: full, read-only, no permission, a link where a file should be.

    Nothing was acknowledged.
    """

    exit_code = 3
