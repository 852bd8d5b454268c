"""Whole screens of the dashboard."""
