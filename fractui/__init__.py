"""The operating system of a fractional executive, in a terminal."""

__version__ = "0.1.0"
