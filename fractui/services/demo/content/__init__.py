"""The stories of the made-up practice: ten clients, and the practice's own time."""

from __future__ import annotations

from fractui.services.demo.content.acme import ACME
from fractui.services.demo.content.beta import BETA
from fractui.services.demo.content.cyan import CYAN
from fractui.services.demo.content.delt import DELT
from fractui.services.demo.content.echo import ECHO
from fractui.services.demo.content.fern import FERN
from fractui.services.demo.content.grid import GRID
from fractui.services.demo.content.halo import HALO
from fractui.services.demo.content.iris import IRIS
from fractui.services.demo.content.juno import JUNO
from fractui.services.demo.content.own import OWN

STORIES = (ACME, BETA, CYAN, DELT, ECHO, FERN, GRID, HALO, IRIS, JUNO)
"""The clients in the order of joining a smaller practice; the first three are row 002-02's sample."""

__all__ = ["OWN", "STORIES"]
