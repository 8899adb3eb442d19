import pytest

from graphsvc.bench.templates import run
from graphsvc.bench.templates.planted import plant


def test_every_figure_is_taken(monkeypatch):
    monkeypatch.setattr(run, "plant", lambda count, each, seed, **how: plant(min(count, 20), each, seed, **how))
    rows = {row["figure"]: row for row in run.templates(quick=True)["rows"]}
    assert rows["planted templates"]["f1"] >= 0.99
    assert all(rows[f"in {script}"]["f1"] >= 0.98 for script in run.SCRIPTS)
    assert rows["a tenth assigned to an index of the rest"]["ari"] >= 0.98
    assert rows["real job adverts, near copies"]["ari"] >= 0.98
    assert {"datasketch", "rensa"} <= rows.keys()


def test_a_peer_that_is_not_installed_is_said_to_be_missing(monkeypatch):
    def missing(sets):
        raise ImportError

    monkeypatch.setattr(run, "plant", lambda count, each, seed, **how: plant(5, 4, seed, **how))
    monkeypatch.setattr(run, "PEERS", {"absent": missing})
    rows = {row["figure"]: row["value"] for row in run.templates(quick=True)["rows"]}
    assert rows["absent"] == "not installed"


@pytest.mark.parametrize(
    "texts, wanted", [([], []), (["come and see us here", "", "come and see us here"], [0, -2, 0])]
)
def test_labels(texts, wanted):
    assert run.labels(texts) == wanted
