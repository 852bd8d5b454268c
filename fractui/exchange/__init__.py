"""Other programs' files: read into rows that the services judge and take in."""
