"""Small pictures as inline SVG: no script, no font, no address, colours by class so that light, dark and print agree.

Every figure has a title for those who cannot see it, and stands beside the same numbers in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from graphsvc.brief import EvidenceLine, NetworkPart
from graphsvc.brief.wording import KINDS
from graphsvc.textsafe import visible, xml_text

_STEPS = {"firm": 1, "fragile": 2, "single-identifier": 3}
_BAR, _SKETCH = 200, 660
_LETTERS = 34
_SHOWN = 9  # actors and identifiers in a sketch; more would be a hairball


def meter(level: str) -> str:
    """Merge risk as one to three filled cells: the fuller, the likelier that strangers were put together."""
    filled = _STEPS.get(level, 0)
    cells = "".join(
        f'<rect class="{"on" if at < filled else "off"}" x="{1 + 15 * at}" y="1" width="12" height="10" rx="2"/>'
        for at in range(3)
    )
    return _svg("meter", 46, 12, f"merge risk: {filled} of 3", cells)


def step(line: EvidenceLine, low: float, high: float) -> str:
    """One step of a waterfall over `low`..`high`: outline, the kind's prior worth; filled, what is left of it."""
    scale = _BAR / ((high - low) or 1.0)
    left, width = (min(line.start, line.start + line.weight) - low) * scale, abs(line.weight) * scale
    prior = max(line.prior, 0.0) * scale
    shapes = (
        f'<line class="axis" x1="{-low * scale:.1f}" y1="0" x2="{-low * scale:.1f}" y2="16"/>'
        f'<rect class="prior" x="{(line.start - low) * scale:.1f}" y="3.5" width="{prior:.1f}" height="9"/>'
        f'<rect class="weight" x="{left:.1f}" y="3.5" width="{max(width, 1.0):.1f}" height="9"/>'
    )
    return _svg("step", _BAR, 16, f"weight {line.weight:.1f}, from {line.start:.1f} on", shapes)


def span(lines: Sequence[EvidenceLine]) -> tuple[float, float]:
    """Lowest and highest value that the steps of a waterfall reach, the priors' outlines included."""
    ends = [0.0]
    for line in lines:
        ends += [line.start, line.start + line.weight, line.start + max(line.prior, 0.0)]
    return min(ends), max(ends)


def sizes(counted: Sequence[tuple[str, int]]) -> str:
    """Histogram of networks by number of records."""
    top = max((count for _, count in counted), default=0) or 1
    wide = _SKETCH / max(len(counted), 1)
    bars = []
    for at, (label, count) in enumerate(counted):
        height, middle = 84 * count / top, wide * (at + 0.5)
        bars.append(
            f'<rect class="weight" x="{wide * at + 14:.1f}" y="{100 - height:.1f}" width="{wide - 28:.1f}" '
            f'height="{height:.1f}"/>'
            f'<text x="{middle:.1f}" y="{95 - height:.1f}" text-anchor="middle">{count:,}</text>'
            f'<text class="soft" x="{middle:.1f}" y="118" text-anchor="middle">{_text(label)}</text>'
        )
    axis = f'<line class="axis" x1="0" y1="100" x2="{_SKETCH}" y2="100"/>'
    return _svg("sizes", _SKETCH, 124, "networks by number of records", axis + "".join(bars))


def sketch(network: NetworkPart) -> str:
    """Actors on the left, what they share on the right, dotted lines between: all of it inferred. '' without links."""
    uses: dict[EvidenceLine, dict[str, float]] = {}
    first = {line.identifier: line for link in network.links.items for line in link.evidence}
    for link in network.links.items:
        for line in link.evidence:
            for label in filter(None, (link.a, link.b)):
                uses.setdefault(first[line.identifier], {})[label] = line.weight
    if not uses:
        return ""
    shared = sorted(uses, key=lambda line: (-max(uses[line].values()), line.identifier))[:_SHOWN]
    actors = sorted({label for line in shared for label in uses[line]}, key=lambda name: (len(name), name))[:_SHOWN]
    height = 34 * max(len(actors), len(shared)) + 8
    level = {label: height * (at + 0.5) / len(actors) for at, label in enumerate(actors)}
    shapes = []
    for at, line in enumerate(shared):
        y = height * (at + 0.5) / len(shared)
        shapes += [
            f'<line class="inference w{_thickness(weight)}" x1="150" y1="{level[label]:.1f}" x2="400" y2="{y:.1f}"/>'
            for label, weight in sorted(uses[line].items())
            if label in level
        ]
        shapes.append(f'<rect class="node" x="400" y="{y - 11:.1f}" width="22" height="22" rx="4"/>')
        shapes.append(f'<text x="430" y="{y + 4:.1f}">{_text(_short(visible(line.caption)))}</text>')
    for label, y in level.items():
        shapes.append(f'<circle class="node" cx="139" cy="{y:.1f}" r="11"/>')
        shapes.append(f'<text x="118" y="{y + 4:.1f}" text-anchor="end">actor {_text(label)}</text>')
    shapes.append(f'<line class="inference w2" x1="150" y1="{height + 10}" x2="190" y2="{height + 10}"/>')
    shapes.append(f'<text class="soft" x="198" y="{height + 14}">inference; the thicker, the more it weighs</text>')
    title = f"{len(actors)} actors and {len(shared)} identifiers they share"
    return _svg("sketch", _SKETCH, height + 22, title, "".join(shapes))


def legend() -> str:
    """Solid, dashed, dotted: the three kinds of statement, in every report."""
    parts = []
    for at, (kind, _, _) in enumerate(KINDS):
        parts.append(f'<line class="{kind} w2" x1="{4 + 200 * at}" y1="10" x2="{64 + 200 * at}" y2="10"/>')
        parts.append(f'<text x="{72 + 200 * at}" y="14">{kind}</text>')
    return _svg("legend", 600, 20, "solid: fact; dashed: assessment; dotted: inference", "".join(parts))


def _short(caption: str) -> str:
    return caption if len(caption) <= _LETTERS else f"{caption[: _LETTERS - 1]}…"


def _thickness(weight: float) -> int:
    return 1 if weight < 1 else 2 if weight < 3 else 3


def _svg(name: str, width: float, height: float, title: str, body: str) -> str:
    box = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    return (
        f'<svg class="{name}" {box} role="img" aria-label={quoteattr(title)}><title>{escape(title)}</title>{body}</svg>'
    )


def _text(text: str) -> str:
    return escape(xml_text(text))
