"""Linking against planted truth."""
