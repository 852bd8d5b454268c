"""Dialogs that ask for one thing and check each field as it is left."""
