"""The domain of a mail address, where that tells whose it is."""

from __future__ import annotations

NOBODYS = frozenset(
    {
        *(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "msn.com",
            "yahoo.com",
            "icloud.com",
        ),
        *(
            "me.com",
            "mac.com",
            "aol.com",
            "gmx.de",
            "gmx.net",
            "web.de",
            "mail.com",
            "proton.me",
            "protonmail.com",
        ),
        *("fastmail.com", "zoho.com", "yandex.ru", "mail.ru", "qq.com", "163.com", "hey.com"),
        *("calendar.google.com", "group.calendar.google.com", "resource.calendar.google.com"),
        *("import.calendar.google.com", "group.v.calendar.google.com", "imip.me.com"),
    }
)
"""Domains that tell nothing: of mail for everybody, and of calendars' own machinery."""


def domain_of(address: str) -> str:
    """The domain of an address that tells whose it is; empty where it does not."""
    domain = address.partition("@")[2].strip().lower()
    return "" if domain in NOBODYS else domain
