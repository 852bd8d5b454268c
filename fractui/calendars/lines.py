r"""Components as the bytes of a calendar file.

The result is icalendar's own, byte by byte, but for what it would get wrong: it takes the letter N behind a backslash of a
person's text for a line end, so that ``C:\New`` would lose its name. And it looks at every character of every line to fold
it, which is most of what a file of thousands of events costs.
"""

from __future__ import annotations

from collections.abc import Iterable

from icalendar import Component, vCategory, vText

_MOST = 74
"""Bytes of a line without its end: one fewer than are allowed, as icalendar has it."""
_ESCAPES = (92, 94)
"""A backslash and a caret, which belong to the character after them."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": "\\n"})


def content(component: Component) -> bytes:
    """The component with CRLF line ends, folded lines, properties in the order of adding."""
    return b"".join(_line(name, value) for name, value in component.property_items(sorted=False))


def value_of(text: str) -> str:
    """A text as the value of a property."""
    return text.replace("\r\n", "\n").translate(_ESCAPED)


def listed(texts: Iterable[str]) -> str:
    """Several texts as the value of one property."""
    return ",".join(map(value_of, texts))


def folded(line: str) -> bytes:
    """A content line with its CRLF, folded between characters where it is long; an escape stays with what it escapes."""
    data = line.encode()
    if len(data) <= _MOST:
        return data + b"\r\n"
    parts: list[bytes] = []
    start = 0
    while len(data) - start > _MOST:
        end = start + _MOST
        while data[end] & 0xC0 == 0x80:
            end -= 1
        if data[end - 1] in _ESCAPES and end - 1 > start:
            end -= 1
        parts.append(data[start:end])
        start = end
    parts.append(data[start:])
    return b"\r\n ".join(parts) + b"\r\n"


def _line(name: str, value: object) -> bytes:
    params = getattr(value, "params", None)
    named = f"{name};{_text(params.to_ical(sorted=False))}" if params else name
    return folded(f"{named}:{_written(value)}")


def _written(value: object) -> str:
    if isinstance(value, vText):
        return value_of(str(value))
    if isinstance(value, vCategory):
        return listed(map(str, value.cats))
    return _text(value.to_ical() if hasattr(value, "to_ical") else value)


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
