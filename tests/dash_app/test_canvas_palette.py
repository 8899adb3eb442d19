"""Kinds stay apart for colour-blind readers, and icons stand out from their nodes.

Simulation: Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB. Distance: CIE76 in CIELAB (D65).
Contrast: WCAG 2.2, 1.4.11 (graphical objects, 3:1).
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import dash_app
from graphsvc.model import NodeKind

SOURCE = (Path(dash_app.__file__).parent / "canvas" / "js" / "palette.js").read_text()
VISION = {
    "usual": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                            [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                              [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                            [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def kinds(theme: str) -> dict[str, str]:
    found = re.findall(r'^ {4}(\w+): \{\s+light: "(#\w{6})",\s+dark: "(#\w{6})"', SOURCE, re.MULTILINE)
    return {kind: {"light": light, "dark": dark}[theme] for kind, light, dark in found}


def tone(theme: str, name: str) -> str:
    block = re.search(rf"^ {{4}}{theme}: \{{(.*?)^ {{4}}\}}", SOURCE, re.MULTILINE | re.DOTALL)
    assert block
    match = re.search(rf'\b{name}: "(#\w{{6}})"', block[1])
    assert match
    return match[1]


def linear(colour: str) -> NDArray[np.float64]:
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    xyz = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(a: str, b: str) -> float:
    bright, dark = sorted((float(TO_XYZ[1] @ linear(colour)) for colour in (a, b)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_kind_of_the_model_has_a_look(theme: str) -> None:
    assert kinds(theme).keys() == {*(kind.value for kind in NodeKind), "other"}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("vision", VISION)
def test_kinds_differ_under_every_kind_of_vision(theme: str, vision: str) -> None:
    seen = {kind: lab(VISION[vision] @ linear(colour)) for kind, colour in kinds(theme).items() if kind != "other"}
    near = min(itertools.combinations(sorted(seen), 2), key=lambda pair: np.linalg.norm(seen[pair[0]] - seen[pair[1]]))
    assert np.linalg.norm(seen[near[0]] - seen[near[1]]) >= 17, near


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_icons_and_nodes_stand_out(theme: str) -> None:
    for kind, colour in kinds(theme).items():
        assert contrast(colour, tone(theme, "icon")) >= 3, kind
        assert contrast(colour, tone(theme, "ground")) >= 3, kind


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "least"), [("ink", 7.0), ("soft", 4.5), ("accent", 4.5), ("hub", 3.0)])
def test_words_and_marks_can_be_read(theme: str, front: str, least: float) -> None:
    assert contrast(tone(theme, front), tone(theme, "ground")) >= least
