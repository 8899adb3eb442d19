from __future__ import annotations

from importlib.util import find_spec

import pytest

from graphsvc.bench.linking.peers import PACKAGE, PEERS, installed, left_out
from graphsvc.bench.linking.plain import plain
from graphsvc.registry import resolve


def test_every_peer_is_measured_or_named_as_left_out():
    assert set(PACKAGE) == set(PEERS)
    assert set(installed()) | set(left_out()) == set(PEERS)
    assert not set(installed()) & set(left_out())
    for name, why in left_out().items():
        assert why == f"left out: pip install {PACKAGE[name]}"


@pytest.mark.parametrize("name", sorted(PEERS))
def test_a_peer_labels_every_record_where_its_package_is_here_and_needs_none_to_be_imported(world, name):
    run = resolve(PEERS, name, "peer", "graphsvc.peers")
    if find_spec(PACKAGE[name]):
        view = plain(world.seen.projection)
        assert all(len(labels) == view.records for labels in run(view).values())
    else:
        with pytest.raises(ModuleNotFoundError, match=PACKAGE[name]):
            run(plain(world.seen.projection))
