"""The command line: parse, call one service, print. No rule lives here."""
