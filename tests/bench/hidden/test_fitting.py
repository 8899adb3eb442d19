"""The weights of evidence: what the fit says of rows, and that the file in use is one it wrote."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from graphsvc.bench.hidden.adverts import DEVELOPMENT, Case, framed
from graphsvc.bench.hidden.fitting import LEAST, Row, document, fit, rows


def test_the_fit_tells_what_announces_from_what_does_not() -> None:
    found = [Row(f"a{at}", "national", ("call:beside", "zero"), True) for at in range(20)]
    found += [Row(f"b{at}", "national", ("left:label1", "zero"), False) for at in range(20)]
    weights = fit(found)
    assert weights["call:beside"] > 0 > weights["left:label1"]
    assert abs(weights["zero"]) < abs(weights["call:beside"])


def test_a_row_weighs_the_same_however_often_it_is_drawn() -> None:
    once = [Row("a", "national", ("zero",), True), Row("b", "national", (), False)]
    often = [once[0]] * 9 + [once[1]]
    assert {name: round(weight, 6) for name, weight in fit(once).items()} == {
        name: round(weight, 6) for name, weight in fit(often).items()
    }


def test_nouns_of_the_lists_are_left_out_of_account() -> None:
    case = Case("negative", "en", "GB", "Docket {n}", "Docket 07400123633")
    (row,) = rows([case])
    assert not row.right
    assert {"form:bare", "left:label1", "right:end led"} <= set(row.seen)


def test_every_row_is_drawn() -> None:
    cases = list(framed(1, 1, DEVELOPMENT))
    assert {case.name for case in cases} >= {"plain", "international", "leet"}
    assert len({(case.language, case.row) for case in cases}) * 3 == len(cases)


def test_the_file_in_use_is_of_this_form() -> None:
    text = files("graphsvc.identifiers.phones").joinpath("evidence.toml").read_text("utf-8")
    written = tomllib.loads(document({"bias": 0.5}, [Row("a", "national", ("zero",), True)]))
    used = tomllib.loads(text)
    assert used.keys() == written.keys()
    assert used["least"] == LEAST
    assert "fitting" in text
