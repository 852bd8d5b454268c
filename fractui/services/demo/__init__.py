"""The demo: a made-up practice, lifelike and the same for the same seed (row 000-38)."""

from fractui.services.demo.builder import Built, build

__all__ = ["Built", "build"]
