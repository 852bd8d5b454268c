"""Reading and writing JSON without importing ``json``, which costs three times what a quick command does besides.

What is slow there is only the import of ``re``; the scanner itself is the interpreter's own and can be had alone.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Rules:
    """What the scanner asks for: plain JSON."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    memo: dict[str, str] = {}  # noqa: RUF012 - the scanner's, emptied by itself after each text

    @staticmethod
    def parse_constant(word: str) -> float:
        """Refuse NaN and the infinities, as all our files do."""
        raise ValueError(word)


def loads(data: bytes) -> Any:
    """The JSON value of UTF-8 bytes.

    Raises:
        ValueError: it is not one JSON value.
    """
    text = data.decode().removeprefix("\ufeff")
    try:
        from _json import make_scanner
    except ImportError:
        # Another interpreter: it has the slow way at least.
        from json import loads as slowly

        return slowly(text)
    start = len(text) - len(text.lstrip(" \t\r\n"))
    try:
        value, end = make_scanner(_Rules())(text, start)  # type: ignore[arg-type]  # it only looks for the names
    except StopIteration as error:
        raise ValueError(f"no JSON value at {error.value}") from None
    if text[end:].strip(" \t\r\n"):
        raise ValueError(f"something follows the JSON value at {end}")
    return value


def dumps(value: Any) -> str:
    """The value on one line of ASCII, as ``json.dumps`` writes it; for the few fields of a quick answer.

    Raises:
        TypeError: there is something in it that is not a text, a whole number, a truth, nothing, or a list or dict of these.
    """
    try:
        from _json import encode_basestring_ascii as quoted
    except ImportError:
        from json.encoder import py_encode_basestring_ascii as quoted
    if isinstance(value, str):
        return quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)}: {dumps(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(dumps, value)) + "]"
    raise TypeError(f"{type(value).__name__} is not written in a quick answer")
