"""The dashboard: the only Textual in the program."""
