"""A JSON file of another program, parsed as a whole, with a sentence where it breaks off."""

from __future__ import annotations

import json

from fractui.core.errors import Refused
from fractui.exchange.foreign import ForeignFile

LARGEST = 128 * 1024 * 1024
"""Bytes of the largest JSON file: about half a million entries, parsed all at once."""


def parsed(file: ForeignFile, text: str | None = None) -> object:
    """What the file holds; ``text`` is its text where that was read already.

    Raises:
        Refused: it is no JSON, breaks off, is nested beyond reason or too large.
    """
    whole = file.text(LARGEST) if text is None else text
    try:
        return json.loads(whole)
    except json.JSONDecodeError as error:
        raise Refused(_broken(file.name, whole, error)) from None
    except RecursionError:
        raise Refused(f"{file.name} is nested far too deeply for a list of time entries.") from None
    except ValueError:
        raise Refused(
            f"{file.name} has a number of thousands of digits; it is damaged: export it again."
        ) from None


def words(content: object) -> str:
    """A text of the document, stripped and without halves of characters; empty where there is none."""
    if not isinstance(content, str):
        return ""
    if content.isascii():
        return content.strip()
    return content.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def word_list(content: object) -> tuple[str, ...]:
    """The texts of a list, each once; what is none is left out."""
    if not isinstance(content, list):
        return ()
    return tuple(dict.fromkeys(word for each in content if (word := words(each))))


def _broken(name: str, whole: str, error: json.JSONDecodeError) -> str:
    place = f"line {error.lineno:,}, column {error.colno:,}"
    if not whole[error.pos :].strip() or error.msg.startswith("Unterminated string"):
        return f"{name} breaks off: its JSON ends unfinished in {place}; export it again."
    return f"{name} is damaged: its JSON cannot be read from {place} on; export it again."
