"""Other programs' files: read into rows that the services judge and take in.

``opening.open_file`` and ``opening.sniff`` are the two doors; ``keys.import_key`` names a row for good.
"""
