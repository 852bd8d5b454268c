"""The fields of a priority, a decision, an access, an item of a checklist and of time off, and what their texts mean to the service."""

from __future__ import annotations

from typing import Any

from fractui.core.access import AccessScope, Direction, Grant
from fractui.core.address import check_address, host_of
from fractui.core.checklist import LISTS, SECTIONS, ChecklistItem
from fractui.core.decision import Decision
from fractui.core.leave import Leave
from fractui.core.priority import Priority
from fractui.core.quick_owners import Owed
from fractui.core.text import safe
from fractui.core.when import parse_date
from fractui.ui.dialogs import checks
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.people_forms import owner_and_day
from fractui.ui.dialogs.row_fields import owed_named
from fractui.ui.dialogs.setting import Setting, written_day

SCOPES = tuple(str(scope.value) for scope in AccessScope)
WAYS = ("me", "client")
"""Who is let in."""


def _day(setting: Setting, values: Values, name: str) -> Any:
    text = values[name].strip()
    return parse_date(text, setting.today, name) if text else None


# -- priorities ----------------------------------------------------------------------------------


def priority_fields(
    setting: Setting, old: Priority | None, code: str, owed: tuple[Owed, ...]
) -> tuple[Field, ...]:
    """The fields of a priority of the client with ``code``, which may be about one of ``owed``."""
    about = next((each.title for each in owed if old is not None and each.id == old.deliverable), "")

    def named(text: str) -> str:
        owed_named(text, code, owed)
        return ""

    fields = (
        Field(
            "text",
            "What matters",
            old.text if old else "",
            "close the month in five days",
            checks.required("text", "what matters"),
        ),
        Field(
            "deliverable",
            "About what is owed",
            about,
            "its title, or nothing",
            checks.optional(named),
            tuple(safe(each.title) for each in owed),
        ),
    )
    if old is None:
        return fields
    days = (
        Field("since", "Since", written_day(old.since), "today", checks.day("since", setting.today)),
        Field(
            "done_on",
            "Done on",
            written_day(old.done_on),
            "empty while it matters",
            checks.optional(checks.day("done_on", setting.today)),
        ),
    )
    return (*fields, *days)


def priority_values(setting: Setting, values: Values, code: str, owed: tuple[Owed, ...]) -> dict[str, Any]:
    """The form's texts as the service takes them."""
    meant: dict[str, Any] = {
        "text": values["text"],
        "deliverable": owed_named(values["deliverable"], code, owed),
    }
    if "since" in values:
        meant["since"] = parse_date(values["since"], setting.today, "since")
        meant["done_on"] = _day(setting, values, "done_on")
    return meant


# -- decisions -----------------------------------------------------------------------------------


def decision_fields(setting: Setting, old: Decision | None) -> tuple[Field, ...]:
    """The fields of a decision."""
    on = old.on if old else setting.today
    return (
        Field(
            "text",
            "Decided",
            old.text if old else "",
            "hire a controller",
            checks.required("text", "what was decided"),
        ),
        Field("on", "On", written_day(on), "today, 2026-11-20", checks.day("on", setting.today)),
        Field("owner", "By", old.owner if old else "me", "me, the board", checks.line("owner")),
        Field(
            "outcome",
            "What came of it",
            old.outcome if old else "",
            "empty while it is open",
            checks.line("outcome"),
        ),
    )


def decision_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as the service takes them."""
    return {
        "text": values["text"],
        "on": parse_date(values["on"], setting.today, "on"),
        "owner": values["owner"].strip() or "me",
        "outcome": values["outcome"],
    }


# -- accesses ------------------------------------------------------------------------------------


def access_fields(setting: Setting, old: Grant | None) -> tuple[Field, ...]:
    """The fields of an access; the secret itself has no field (it stays in the password manager)."""
    inward = old is None or old.direction is Direction.CLIENT_GIVES_ME
    since = old.granted_on if old else setting.today
    return (
        Field(
            "system",
            "System",
            old.system if old else "",
            "Xero",
            checks.required("system", "the system's name"),
        ),
        Field(
            "direction",
            "Who is let in",
            "me" if inward else "client",
            "me, or client where you let them in",
            checks.one_of("direction", WAYS),
            WAYS,
        ),
        Field("scope", "Scope", old.scope if old else "read", "", checks.one_of("scope", SCOPES), SCOPES),
        Field(
            "granted_to",
            "Who may enter",
            old.granted_to if old else "",
            "Lena Hoff",
            checks.line("granted_to"),
        ),
        Field(
            "url",
            "Address",
            old.url if old else "",
            "https://go.xero.com; o opens it",
            checks.optional(lambda text: host_of(check_address("url", text))),
        ),
        Field("account", "Account", old.account if old else "", "you@acme.example", checks.line("account")),
        Field(
            "granted_on",
            "Since",
            written_day(since),
            "today",
            checks.optional(checks.day("granted_on", setting.today)),
        ),
        Field(
            "expires_on",
            "Until",
            written_day(old.expires_on) if old else "",
            "2027-03-31; empty for no end",
            checks.optional(checks.due_day("expires_on", setting.today)),
        ),
        Field(
            "secret_ref",
            "Where the secret is",
            old.secret_ref if old else "",
            "its place in the password manager; never the secret",
            checks.line("secret_ref"),
        ),
        Field("owner", "Whose login", old.owner if old else "", "Lena's; the agency's", checks.line("owner")),
        Field("notes", "Notes", old.notes if old else "", "", checks.line("notes")),
    )


def access_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as the service takes them."""
    inward = checks.pick("direction", values["direction"], WAYS) == "me"
    return {
        "system": values["system"],
        "direction": Direction.CLIENT_GIVES_ME if inward else Direction.I_GIVE_CLIENT,
        "scope": checks.pick("scope", values["scope"], SCOPES),
        "granted_to": values["granted_to"],
        "url": values["url"],
        "owner": values["owner"],
        "account": values["account"],
        "granted_on": _day(setting, values, "granted_on"),
        "expires_on": _day(setting, values, "expires_on"),
        "secret_ref": values["secret_ref"],
        "notes": values["notes"],
    }


# -- checklists ----------------------------------------------------------------------------------


def todo_fields(setting: Setting, old: ChecklistItem | None) -> tuple[Field, ...]:
    """The fields of an item of a checklist."""
    skipped = Field(
        "skipped",
        "Left out because",
        old.skipped if old else "",
        "the reason; empty to do it",
        checks.line("skipped"),
    )
    return (
        Field(
            "text",
            "To do",
            old.text if old else "",
            "meet the agency",
            checks.required("text", "what is to be done"),
        ),
        Field(
            "section",
            "Section",
            old.section if old else "setup",
            "",
            checks.one_of("section", SECTIONS),
            SECTIONS,
        ),
        Field(
            "list",
            "List",
            old.list if old else "",
            "onboarding until that is done, then custom",
            checks.optional(checks.one_of("list", LISTS)),
            LISTS,
        ),
        *owner_and_day(setting, old),
        *((skipped,) if old else ()),
    )


def todo_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as the service takes them."""
    return {
        "text": values["text"],
        "section": checks.pick("section", values["section"], SECTIONS),
        **({"list": checks.pick("list", values["list"], LISTS)} if values["list"].strip() else {}),
        "owner": values["owner"].strip() or "me",
        "due_on": _day(setting, values, "due_on"),
        **({"skipped": values["skipped"]} if "skipped" in values else {}),
    }


# -- time off ------------------------------------------------------------------------------------


def leave_fields(setting: Setting, old: Leave | None) -> tuple[Field, ...]:
    """The fields of time off (row 002-30)."""
    return (
        Field(
            "first",
            "First day off",
            written_day(old.first) if old else "",
            "2026-12-24",
            checks.day("first", setting.today),
        ),
        Field(
            "last",
            "Last day off",
            written_day(old.last) if old else "",
            "the same day if left empty",
            checks.optional(checks.day("last", setting.today)),
        ),
        Field("name", "Called", old.name if old else "", "Christmas", checks.line("name")),
        Field(
            "cover", "Who covers", old.cover if old else "", "Maria, for urgent things", checks.line("cover")
        ),
    )


def leave_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as the service takes them."""
    first = parse_date(values["first"], setting.today, "first")
    return {
        "first": first,
        "last": _day(setting, values, "last") or first,
        "name": values["name"],
        "cover": values["cover"],
    }
