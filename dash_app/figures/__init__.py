"""Charts: plain functions from rows to Plotly figures, one module for each, drawn by traces that need no WebGL and no
outside file. Each has its words beside it for who does not see it: a summary in a sentence, or a table of the same.

Plotly reads some HTML in its texts, so every text of unknown origin is escaped. Grounds are transparent and inks are
mid-tones that stand out on light and dark alike: a change of theme draws nothing again. Shape, outline, pattern or word
says whatever colour says.
"""

from __future__ import annotations

from dash_app.figures.base import CONFIG, FONT
from dash_app.figures.money import amount_words, end_words, streams
from dash_app.figures.spread import coverage, degree_tail, stability
from dash_app.figures.timeline import timeline
from dash_app.figures.waterfall import waterfall
from dash_app.figures.world import country, world

__all__ = [
    "CONFIG", "FONT", "amount_words", "country", "coverage", "degree_tail", "end_words", "stability", "streams",
    "timeline", "waterfall", "world",
]  # fmt: skip
