"""Loading the store lightly leaves nothing behind that could be mistaken for the modules that were passed over."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from fractui.store.light import load_store

load_store()
passed_over = {"inspect", "json", "platform", "typing_extensions", "msgspec.inspect", "msgspec._json_schema"}
print(sorted(passed_over & set(sys.modules)))

import dataclasses, json, inspect, platform
import msgspec, tinydb.storages

class Undocumented:
    number: int = 3

made = dataclasses.dataclass(Undocumented)
print(made.__doc__, dataclasses.inspect is inspect or dataclasses.inspect.signature is inspect.signature)
print(tinydb.storages.json.loads("[1]"), json.loads("[2]"), platform.python_version() != "")
print(msgspec.json.schema(int), msgspec.inspect.type_info(int))
load_store()
"""


def test_what_was_passed_over_is_imported_when_it_is_asked_for() -> None:
    found = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    lines = found.stdout.splitlines()
    assert lines[0] == "[]"
    assert lines[1].startswith("Undocumented(number")
    assert lines[1].endswith("True")
    assert lines[2] == "[1] [2] True"
    assert lines[3].startswith("{'type': 'integer'} IntType(")
