"""Digest access authentication, which some CalDAV servers ask for by default: the password is proved, not sent (RFC 7616)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from urllib.parse import urlsplit

_PART = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_ALGORITHMS = {"MD5": "md5", "SHA-256": "sha256"}
_HASH_NEEDS_SESS = "-SESS"


class Digest:
    """Answers one challenge for as long as the server takes it."""

    def __init__(self, challenge: dict[str, str], user: str, password: str, nonce: Callable[[], str]) -> None:
        self._challenge = challenge
        self._user = user
        self._password = password
        self._nonce = nonce
        self._count = 0

    def header(self, method: str, url: str) -> str:
        """The value of ``Authorization`` for a request."""
        said = self._challenge
        algorithm = said.get("algorithm", "MD5")
        hashed = _hasher(algorithm)
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._count += 1
        count, own = f"{self._count:08x}", self._nonce()
        first = hashed(f"{self._user}:{said['realm']}:{self._password}")
        if algorithm.upper().endswith(_HASH_NEEDS_SESS):
            first = hashed(f"{first}:{said['nonce']}:{own}")
        second = hashed(f"{method}:{path}")
        qop = "auth" if "auth" in re.split(r"[\s,]+", said.get("qop", "")) else ""
        middle = f"{said['nonce']}:{count}:{own}:{qop}" if qop else said["nonce"]
        fields = {
            "username": _quoted(self._user),
            "realm": _quoted(said["realm"]),
            "nonce": _quoted(said["nonce"]),
            "uri": _quoted(path),
            "response": _quoted(hashed(f"{first}:{middle}:{second}")),
            "algorithm": algorithm,
        }
        if "opaque" in said:
            fields["opaque"] = _quoted(said["opaque"])
        if qop:
            fields |= {"qop": qop, "nc": count, "cnonce": _quoted(own)}
        return "Digest " + ", ".join(f"{name}={value}" for name, value in fields.items())


def challenge_of(header: str) -> dict[str, str] | None:
    """The Digest challenge in a ``WWW-Authenticate`` header that can be answered, None where there is none."""
    for said in re.split(r"(?i)(?:^|,)\s*digest\s+", header)[1:]:
        parts = {name.lower(): quoted or plain for name, quoted, plain in _PART.findall(said)}
        algorithm = parts.get("algorithm", "MD5").upper().removesuffix(_HASH_NEEDS_SESS)
        if algorithm in _ALGORITHMS and "nonce" in parts and "realm" in parts:
            return parts
    return None


def _hasher(algorithm: str) -> Callable[[str], str]:
    name = _ALGORITHMS[algorithm.upper().removesuffix(_HASH_NEEDS_SESS)]
    return lambda text: hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
