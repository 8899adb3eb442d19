from __future__ import annotations

import pytest

from dash_app.desk import Desk
from dash_app.panels.explore import paste
from graphsvc.errors import InputError
from tests.support.site import ids_in, text_of


def test_lines_are_known_unknown_or_ambiguous(desk: Desk) -> None:
    lines = paste.lines_of("\n+44 7700 900100\n  poster1@example.com \nnobody@example.org\nkitchen\nzzz\n\n")
    assert len(lines) == 5
    found = desk.case.paste(lines)
    said = text_of(paste.outcome(found))
    assert "2 lines known" in said
    assert "1 line ambiguous" in said
    assert "2 lines unknown" in said
    assert "read as nobody@example.org; not in any record" in said
    assert "not read as any identifier" in said
    choices = [id_ for id_ in ids_in(paste.outcome(found)) if isinstance(id_, dict)]
    assert len(choices) == 6


def test_too_long_a_list_is_refused_with_numbers() -> None:
    with pytest.raises(InputError, match="2,001 lines"):
        paste.lines_of("x\n" * 2001)
    assert paste.lines_of("x" * 10_000) == ["x" * paste.MAX_LINE]
