"""PORT: negative controls, the ten of the linking design: what a linker must not find, or must lose.

A control takes a number of adverts and a seed, makes its own corpus, and returns findings. Each finding has a bar, and
says whether it was met; one that was not is published, never left out.

    rewire     a degree-preserving rewire leaves no significant cluster
    benign     posters who have nothing to do with each other make no network
    hubs       precision is flat from no switchboards, stock texts and boilerplates to fifty
    safety     independents who share a phone, a screening text, a template or a building are not merged
    times      what only times link vanishes when times are moved
    labels     with permuted labels the weights of links tell nothing apart
    leakage    halves that share no poster, by organisation, time and country, are linked as well as the whole
    adversary  tricks cost recall and not precision; the merge-risk meter fires where a rival's number is planted
    parity     no language, script or country pays more for mistakes
    oracle     the truth scores exactly one
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graphsvc.registry import resolve

CONTROLS: dict[str, str] = {
    "rewire": "graphsvc.bench.linking.controls.chance:rewire",
    "benign": "graphsvc.bench.linking.controls.honest:benign",
    "hubs": "graphsvc.bench.linking.controls.hubs:sweep",
    "safety": "graphsvc.bench.linking.controls.honest:safety",
    "times": "graphsvc.bench.linking.controls.chance:shift",
    "labels": "graphsvc.bench.linking.controls.chance:permute",
    "leakage": "graphsvc.bench.linking.controls.leakage:held_out",
    "adversary": "graphsvc.bench.linking.controls.adversary:attack",
    "parity": "graphsvc.bench.linking.controls.parity:parity",
    "oracle": "graphsvc.bench.linking.controls.honest:oracle",
}

HUBS = 5  # of a control that is not about hubs: its corpora are small


@dataclass(frozen=True, slots=True)
class Finding:
    """`figure`: what was measured. `bar`: what it should be, '' where it is only reported; `met` is then True."""

    figure: str
    value: float
    bar: str = ""
    met: bool = True


Control = Callable[[int, int, str], list[Finding]]


def run(name: str, records: int, seed: int, method: str = "") -> list[Finding]:
    """Findings of one control about a clustering method, the default unless one is named. Raises UnknownName."""
    control: Control = resolve(CONTROLS, name, "negative control", "graphsvc.controls")
    return control(records, seed, method)
