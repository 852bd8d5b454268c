"""Documents that lie with one client and are named for another (row 003-03)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fractui.core.errors import FractuiError
from fractui.core.mention import Known, mentioned_in_name
from fractui.core.naming import read_name
from fractui.store.client_files import ClientFiles
from fractui.store.layout import MAIN, Place
from fractui.store.loading import load
from fractui.store.migrations import Migrations


def misplaced(places: Sequence[Place], migrations: Migrations) -> Iterator[tuple[Place, str, str]]:
    """The place, the file's name and the code that it names, of each file that is named for another client.

    Raises:
        StorageTrouble: a folder cannot be listed.
    """
    known = [Known(place.code, _name(place, migrations)) for place in places if place.code is not None]
    names = {each.code: each.name for each in known}
    for place in places:
        others = [each for each in known if each.code != place.code]
        for name in ClientFiles(place.folder).names() if place.code is not None else ():
            parts = read_name(name)
            if parts is not None:
                code = parts.code if parts.code in names and parts.code != place.code else ""
            else:
                mention = mentioned_in_name(name, others, names.get(place.code or "", ""))
                code = mention.code if mention else ""
            if code:
                yield place, name, code


def _name(place: Place, migrations: Migrations) -> str:
    """The client's name as it is stored; empty where it cannot be read, which is a finding of its own."""
    try:
        found = load(place, MAIN, migrations).documents("client").raw()
    except (FractuiError, FileNotFoundError):
        return ""
    return next((str(raw.get("name", "")) for raw in found.values()), "")
