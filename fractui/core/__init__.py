"""The rules and values of a fractional practice: no I/O, no clock, no randomness."""
