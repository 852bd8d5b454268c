"""The templates that come with fractui: Markdown under a TOML header, in a folder for each seat."""

# pathlib alone takes as long to import as reading all of them.
# ruff: noqa: PTH100, PTH118, PTH120, PTH123

from __future__ import annotations

import os
import tomllib

from fractui.core.client import Function
from fractui.core.stakes import Stakes
from fractui.core.template import Template, check_template

FENCE = "+++\n"
ALL = "all"
"""The folder of what every seat sends."""
FOLDERS = (*(each.value for each in Function if each is not Function.OTHER), ALL)


def shipped() -> tuple[Template, ...]:
    """Every shipped template, by seat and name; read anew each time, for nobody needs them twice in a run."""
    here = os.path.dirname(os.path.abspath(__file__))
    found = []
    for folder in FOLDERS:
        with os.scandir(os.path.join(here, folder)) as files:
            names = sorted(each.name for each in files if each.name.endswith(".md"))
        for name in names:
            with open(os.path.join(here, folder, name), encoding="utf-8") as file:
                found.append(parse(file.read(), () if folder == ALL else (Function(folder),)))
    return tuple(found)


def parse(text: str, functions: tuple[Function, ...]) -> Template:
    """The template that a file of the library holds.

    Raises:
        FieldRefused: a word of its header cannot be taken.
    """
    _, header, body = text.split(FENCE, 2)
    words = tomllib.loads(header)
    words["stakes"] = Stakes(words.get("stakes", Stakes.NORMAL))
    return check_template(Template(functions=functions, body=body.lstrip("\n"), **words))
