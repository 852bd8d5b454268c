"""Reading JSON that may have been damaged or written by something else: strictly, naming the place."""

from __future__ import annotations

import json
import re
from typing import Any

from fractui.core.errors import Damaged

MAX_DEPTH = 32
"""How deep a file may nest; ours nest six deep."""
MAX_INT = 2**53
"""Beyond this, other readers of JSON round."""

_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode_text(name: str, data: bytes) -> str:
    """The text of a file in UTF-8, with or without a byte order mark.

    Raises:
        Damaged: it is empty, NUL bytes, or in another encoding, which is named.
    """
    if not data:
        raise Damaged(f"{name}: the file is empty; run fractui doctor.")
    if not data.strip(b"\0"):
        raise Damaged(f"{name}: the file holds nothing but NUL bytes; run fractui doctor.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Damaged(f"{name}: the file is in UTF-16, not UTF-8; run fractui doctor.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Damaged(
            f"{name}: byte {error.start} is not UTF-8 (perhaps Latin-1); run fractui doctor."
        ) from error


def loads(name: str, data: bytes) -> Any:
    """The JSON value of a file's bytes, refusing all that JSON leaves open to mistakes.

    Duplicate keys, NaN and infinities, whole numbers beyond 2^53, nesting over 32, lone surrogates and anything after the value are
    damage (reliability promise 9).

    Raises:
        Damaged: with the file's name and the place in it.
    """
    text = decode_text(name, data)
    _check_depth(name, text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=lambda pairs: _unique(name, pairs),
            parse_constant=lambda word: _refuse(name, f"{word} is not a number"),
            parse_int=lambda word: _whole(name, word),
            parse_float=lambda word: _finite(name, word),
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Damaged(f"{name}: {error.msg.lower()} at {place}; run fractui doctor.") from error
    if "\\u" in text:
        _check_surrogates(name, value)
    return value


def _refuse(name: str, what: str) -> Any:
    raise Damaged(f"{name}: {what}; run fractui doctor.")


def _check_depth(name: str, text: str) -> None:
    depth = 0
    for match in _BRACKETS.finditer(text):
        sign = match.group()
        if sign in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                _refuse(name, f"it nests deeper than {MAX_DEPTH} at character {match.start()}")
        elif sign in "]}":
            depth -= 1


def _unique(name: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        _refuse(name, f"the key {twice[:80]!r} stands twice in one object")
    return found


def _whole(name: str, word: str) -> int:
    if len(word) > 17 or abs(int(word)) > MAX_INT:
        _refuse(name, f"the number {word[:40]} is beyond 2^53")
    return int(word)


def _finite(name: str, word: str) -> float:
    number = float(word)
    if number in (float("inf"), float("-inf")):
        _refuse(name, f"the number {word[:40]} is too large")
    return number


def _check_surrogates(name: str, value: Any) -> None:
    if isinstance(value, str):
        if _SURROGATE.search(value):
            _refuse(name, "a text holds half a character (a lone surrogate)")
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_surrogates(name, key)
            _check_surrogates(name, item)
    elif isinstance(value, list):
        for item in value:
            _check_surrogates(name, item)
