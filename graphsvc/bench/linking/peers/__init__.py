"""PORT: other people's packages, measured in the same run where the developer has installed them; else named as left
out, with the way to get them. None of them is a dependency, and none is GPL.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec

from graphsvc.bench.linking.baselines import Labels
from graphsvc.bench.linking.plain import Plain
from graphsvc.registry import resolve

Peer = Callable[[Plain], Mapping[str, Labels]]

PEERS: dict[str, str] = {
    "Splink": "graphsvc.bench.linking.peers.splink:splink",
}
PACKAGE = {"Splink": "splink"}


def installed() -> dict[str, Peer]:
    """Name -> baseline, of those whose package is here."""
    return {
        name: resolve(PEERS, name, "peer", "graphsvc.peers") for name in PEERS if find_spec(PACKAGE[name]) is not None
    }


def left_out() -> dict[str, str]:
    """Name -> why it was not measured and how to get it."""
    return {name: f"left out: pip install {package}" for name, package in PACKAGE.items() if find_spec(package) is None}
