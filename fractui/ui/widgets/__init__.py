"""Widgets that show one view each and post what the user wants."""
