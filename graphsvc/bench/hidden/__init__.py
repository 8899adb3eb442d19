"""Invented adverts that hide one number, and sentences of figures that hold none: what extraction is judged by."""
