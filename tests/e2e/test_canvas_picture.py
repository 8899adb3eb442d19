"""Pictures leave with their marking, legend and time burnt in."""

from __future__ import annotations

import base64
import struct
import xml.etree.ElementTree as ET
import zlib
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.support.canvas_page import Canvas

pytestmark = pytest.mark.browser

BANNER = "TLP:AMBER+STRICT NOT-IMM"
PROPS = {"banner": BANNER}
AMBER = (255, 192, 0)
SVG = "{http://www.w3.org/2000/svg}"


def pixels(uri: str) -> NDArray[np.uint8]:
    """(height, width, 4) of a PNG of 8-bit RGBA or RGB, not interlaced: what browsers write."""
    raw = base64.b64decode(uri.removeprefix("data:image/png;base64,"))
    assert raw[:8] == b"\x89PNG\r\n\x1a\n"
    at, data = 8, b""
    width, height, depth, colour = struct.unpack(">IIBB", raw[16:26])
    assert (depth, colour) in ((8, 6), (8, 2))
    while at < len(raw):
        (length,) = struct.unpack(">I", raw[at : at + 4])
        if raw[at + 4 : at + 8] == b"IDAT":
            data += raw[at + 8 : at + 8 + length]
        at += 12 + length
    step = 4 if colour == 6 else 3
    rows = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + width * step)
    out = np.zeros((height, width * step), np.uint8)
    for y in range(height):
        out[y] = _unfilter(rows[y, 0], rows[y, 1:], out[y - 1] if y else np.zeros(width * step, np.uint8), step)
    return out.reshape(height, width, step)


def _unfilter(kind: int, row: NDArray[np.uint8], above: NDArray[np.uint8], step: int) -> NDArray[np.uint8]:
    """PNG specification, section 9: the five filters, by pixel."""
    if kind == 0:
        return row
    if kind == 2:
        return row + above
    now, up = row.reshape(-1, step).astype(np.int32), above.reshape(-1, step).astype(np.int32)
    if kind == 1:
        return (np.cumsum(now, axis=0) & 255).astype(np.uint8).reshape(-1)
    left, corner = np.zeros(step, np.int32), np.zeros(step, np.int32)
    out = np.empty_like(now)
    for i in range(len(now)):
        if kind == 3:
            left = (now[i] + (left + up[i]) // 2) & 255
        else:
            base = left + up[i] - corner
            a, b, c = abs(base - left), abs(base - up[i]), abs(base - corner)
            guess = np.where((a <= b) & (a <= c), left, np.where(b <= c, up[i], corner))
            left, corner = (now[i] + guess) & 255, up[i]
        out[i] = left
    return out.astype(np.uint8).reshape(-1)


def test_png_carries_banner_drawing_and_legend(canvas: Canvas) -> None:
    image = canvas.picture("png", scale=1)
    found = pixels(image["uri"])
    height, width = found.shape[:2]
    assert (width, height) == (image["width"], image["height"])
    assert height > 600 + 34
    strip = found[:34, :, :3].reshape(-1, 3).astype(int)
    assert (strip[0] == 0).all()
    assert (np.abs(strip - AMBER).sum(axis=1) < 60).sum() > 100
    middle = found[34 : 34 + 600, :, :3]
    assert len(np.unique(middle.reshape(-1, 3), axis=0)) > 50
    foot = found[34 + 602 :, :, :3]
    assert len(np.unique(foot.reshape(-1, 3), axis=0)) > 50
    assert (foot[-1] == 255).all()


def test_picture_of_the_whole_graph_holds_what_is_out_of_view(canvas: Canvas) -> None:
    canvas.command("viewport", zoom=3, pan={"x": 0, "y": 0})
    whole = canvas.picture("png", full=True, scale=1)
    assert whole["width"] > 160 + 420
    before = canvas.engine("[cy.zoom(), cy.pan().x, cy.pan().y]")
    assert before == [3, 0, 0]
    colours = np.unique(pixels(whole["uri"])[:, :, :3].reshape(-1, 3), axis=0).tolist()
    assert [0x3B, 0x1F, 0x96] in colours  # the actor's, 420 units to the right


def texts(svg: str) -> list[str]:
    found = (element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text"))
    return [text.strip("\u2068\u2069") for text in found]


def test_svg_is_well_formed_and_says_the_same(canvas: Canvas) -> None:
    image = canvas.picture("svg", full=True)
    said = texts(image["svg"])
    assert said.count(BANNER) == 1
    assert "Drawn 2026-01-15 12:00 UTC" in said
    assert {"+44 20 7946 0000", "Harbour group", "Protected", "Inference: an algorithm's"} <= set(said)
    root = ET.fromstring(image["svg"])
    dashes = {path.get("stroke-dasharray") for path in root.iter(f"{SVG}path")}
    assert {None, "7 4", "0.1 5"} <= dashes
    assert not list(root.iter(f"{SVG}script"))


def test_labels_can_be_left_out_and_come_back(canvas: Canvas) -> None:
    said = texts(canvas.picture("svg", full=True, labels=False)["svg"])
    assert BANNER in said
    assert not {"+44 20 7946 0000", "Harbour group", "Waitress wanted"} & set(said)
    assert "Harbour group" in texts(canvas.picture("svg", full=True)["svg"])
    assert canvas.engine("cy.nodes('.gc-named').length") > 3


def test_lit_path_stays_lit_and_the_rest_faded(canvas: Canvas) -> None:
    plain = pixels(canvas.picture("png", scale=1)["uri"]).astype(int)
    canvas.set(highlight=["e5"])
    lit = pixels(canvas.picture("png", scale=1)["uri"]).astype(int)
    assert lit.shape == plain.shape

    def ink(found: NDArray[Any], key: str) -> int:
        x, y = (round(value) for value in canvas.where(key))
        box = canvas.page.locator(".gc-surface").bounding_box()
        x, y = x - round(box["x"]), y - round(box["y"]) + 34
        return int((255 - found[y - 12 : y + 12, x - 12 : x + 12, :3]).sum())

    assert ink(lit, "hub") < 0.35 * ink(plain, "hub")
    assert ink(lit, "far") > 0.8 * ink(plain, "far")
