"""How fractui keeps its data: portals, journal, transactions, undo; the only TinyDB in the program."""
