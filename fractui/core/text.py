"""Text from people and files: the one door to show it, and what a field may hold (house rule 13)."""

from __future__ import annotations

import unicodedata

from fractui.core.errors import FieldRefused

MARK = "·"
"""Stands for a character that cannot be seen and may deceive: zero-width, bidirectional control, tag."""

LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands for what no terminal should get: C1 controls, lone surrogates, noncharacters, private characters."""

LINE_LIMIT = 200
NOTE_LIMIT = 65536

_ZWJ = "\u200d"
_VS16 = "\ufe0f"
_KEYCAP = "\u20e3"
_LINE_ENDS = {"\u0085": "␤", "\u2028": "␤", "\u2029": "␤"}

# Marks and letters without a glyph: Python calls them printable, yet nobody sees them.
_HIDDEN = frozenset(
    [chr(code) for code in range(0xFE00, 0xFE10)]
    + [chr(code) for code in range(0xE0100, 0xE01F0)]
    + list("\u034f\u115f\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
)


def safe(text: str, multiline: bool = False) -> str:
    """Return ``text`` as it may be drawn or printed.

    Every shown string of a person or a file goes through here.

    Control characters become their pictures (``␛``), invisible and bidirectional ones ``·``, halves of
    surrogates and private characters ``�``. Emoji keep their joiners. Tabs and line ends become one space
    each; with ``multiline`` line feeds stay.
    """
    if text.isprintable() and (text.isascii() or _HIDDEN.isdisjoint(text)):
        return text
    text = text.replace("\r\n", "\n")
    shown: list[str] = []
    for place, char in enumerate(text):
        if char == "\n":
            shown.append("\n" if multiline else " ")
        elif char == "\t":
            shown.append(" ")
        elif char.isprintable() and char not in _HIDDEN:
            shown.append(char)
        else:
            before = shown[-1] if shown else ""
            after = text[place + 1] if place + 1 < len(text) else ""
            shown.append(_shown(char, before, after))
    return "".join(shown)


def one_line(field: str, text: str, limit: int = LINE_LIMIT, *, required: bool = False) -> str:
    """Return what was typed into a field of one line, stripped and in NFC.

    Raises:
        FieldRefused: a control character or line end, half of a surrogate pair, over ``limit`` characters, or
            empty though ``required``.
    """
    text = _taken(field, text.strip(), limit)
    for char in text:
        if unicodedata.category(char) in {"Cc", "Zl", "Zp"}:
            what = (
                "a line break" if char in "\n\r\u2028\u2029\u0085" else f"the control character {_name(char)}"
            )
            raise FieldRefused(
                field, f"{_label(field)} is one line of text and cannot hold {what}; take it out."
            )
    if required and not text:
        raise FieldRefused(field, f"{_label(field)} is needed.")
    return text


def note(field: str, text: str, limit: int = NOTE_LIMIT) -> str:
    """Return a text of several lines in NFC, with line feeds as its only line ends.

    ``limit`` counts bytes of UTF-8.

    Raises:
        FieldRefused: a control character other than tab and line feed, half of a surrogate pair, or too long.
    """
    text = _taken(field, text.replace("\r\n", "\n").replace("\r", "\n").rstrip(), limit)
    for char in text:
        if char not in "\n\t" and unicodedata.category(char) == "Cc":
            raise FieldRefused(
                field, f"{_label(field)} cannot hold the control character {_name(char)}; take it out."
            )
    size = len(text.encode())
    if size > limit:
        longest = f"{_label(field)} can be at most {limit:,} bytes long"
        raise FieldRefused(field, f"{longest}; this has {size:,}: keep it in a file instead.")
    return text


def letter_name(char: str) -> str:
    """Name one character for a sentence: itself as it may be shown, its code point and its Unicode name."""
    return f"“{safe(char)}” ({_name(char)})"


def _taken(field: str, text: str, limit: int) -> str:
    """Refuse what is far too long before it costs anything, and what is no text at all; return NFC."""
    if len(text) > limit:
        raise FieldRefused(
            field, f"{_label(field)} can be at most {limit:,} characters long; this has {len(text):,}."
        )
    if not text.isascii():
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise FieldRefused(
                field, f"{_label(field)} holds a broken character (half of a pair); type it again."
            )
        text = unicodedata.normalize("NFC", text)
        if len(text) > limit:
            raise FieldRefused(
                field, f"{_label(field)} can be at most {limit:,} characters long; this has {len(text):,}."
            )
    return text


def _shown(char: str, before: str, after: str) -> str:
    """What stands for a character that is not plainly printable, between its two neighbours."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if char in _LINE_ENDS:
        return _LINE_ENDS[char]
    category = unicodedata.category(char)
    if category == "Zs":
        return char
    if char in _HIDDEN or category == "Cf":
        return char if _belongs(char, before, after) else MARK
    if (
        category == "Cn"
        and code & 0xFFFE != 0xFFFE
        and not 0xE0000 <= code <= 0xE0FFF
        and not 0xFDD0 <= code <= 0xFDEF
    ):
        return char  # newer than our Unicode tables, e.g. this year's emoji
    return MARK if 0xE0000 <= code <= 0xE0FFF else LOST


def _belongs(char: str, before: str, after: str) -> bool:
    """Whether an invisible character shapes its neighbours.

    A joiner in an emoji, a variant of a symbol or an ideograph.
    """
    if char == _ZWJ:
        return (_is_emoji(before) or before == _VS16) and _is_emoji(after)
    if char == _VS16:
        return _is_emoji(before) or (before != "" and before in "0123456789#*" and after == _KEYCAP)
    if char == "\ufe0e":
        return _is_emoji(before)
    if "\U000e0100" <= char <= "\U000e01ef" or "\ufe00" <= char <= "\ufe0d":
        return before != "" and "\u3400" <= before <= "\U0003ffff" and unicodedata.category(before) == "Lo"
    return False


def _is_emoji(char: str) -> bool:
    """Whether ``char`` can take part in an emoji: a pictograph, a symbol or a skin tone."""
    return char != "" and (
        "\U0001f000" <= char <= "\U0001faff"
        or (not char.isascii() and unicodedata.category(char) in {"So", "Sm"})
    )


def _name(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, 'without a name')}".replace(" without a name", "")


def _label(field: str) -> str:
    """A field's name as a sentence begins with it: ``next_note`` is ``Next note``."""
    words = field.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
