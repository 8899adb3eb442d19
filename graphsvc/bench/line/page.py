"""The measurement as one HTML file that needs no network: time, memory and speed by size, peers, and the bars.

Plotly's own script is in the file (about 5 MB). Text is escaped; nothing in it comes from a case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from plotly import graph_objects as go
from plotly.offline import get_plotlyjs

STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1b2430 }
table { border-collapse: collapse }
td, th { padding: .25rem .75rem; border-bottom: 1px solid #d6dde6; text-align: left }
"""
MEASURES = (("wall", "seconds", 1.0), ("peak", "peak memory, MB", 1e6), ("rows_per_second", "adverts a second", 1.0))


def page(found: Mapping[str, Any]) -> str:
    """`found`: what `graphsvc.bench.run` gives; a part that was not run has no plot."""
    parts = {part["name"]: part for part in found["parts"]}
    title = f"graphsvc bench: {found['machine']['summary']}"
    body = [f"<h1>{escape(title)}</h1>"]
    for number, figure in enumerate(_figures(parts)):
        body.append(figure.to_html(full_html=False, include_plotlyjs=False, div_id=f"plot-{number}"))
    for part in found["parts"]:
        rows = [(row["figure"], row["value"], row.get("bar", "")) for row in part["rows"]]
        body.append(f"<h2>{escape(part['name'])}: {escape(part['size'])}</h2>{_table(('', 'measured', 'bar'), rows)}")
    body.append(_table(("machine", ""), [(name, str(value)) for name, value in found["machine"].items()]))
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style><script>{get_plotlyjs()}</script></head><body>{''.join(body)}</body></html>\n"
    )


def _figures(parts: Mapping[str, Any]) -> Iterator[go.Figure]:
    if line := parts.get("line"):
        for name, label, unit in MEASURES:
            yield _by_size(line["stages"], name, label, unit)
        beside = [peer for peer in line["peers"] if "ratio" in peer]
        if beside:
            bars = go.Bar(
                x=[f"{peer['stage']}<br>{peer['peer']}" for peer in beside], y=[peer["ratio"] for peer in beside]
            )
            yield _figure([bars], "times as fast as a peer on the same data", "times", log=True)
    if store := parts.get("store"):
        timed = [row for row in store["rows"] if "p95" in row]
        bars = [
            go.Bar(name=name, y=[row["figure"] for row in timed], x=[row[name] for row in timed], orientation="h")
            for name in ("p50", "p95", "p99")
        ]
        figure = _figure(bars, f"answers of the store, milliseconds ({store['size']})", "")
        figure.update_xaxes(type="log")
        figure.update_yaxes(autorange="reversed", automargin=True)
        yield figure.update_layout(height=300 + 40 * len(timed))


def _by_size(stages: Sequence[Mapping[str, Any]], name: str, label: str, unit: float) -> go.Figure:
    lines: dict[str, tuple[list[int], list[float]]] = {}
    for stage in stages:
        sizes, values = lines.setdefault(stage["name"], ([], []))
        sizes.append(stage["size"])
        values.append(stage[name] / unit)
    drawn = [go.Scatter(x=x, y=y, name=of, mode="lines+markers") for of, (x, y) in lines.items() if of != "new"]
    figure = _figure(drawn, f"{label}, by size", label, log=True)
    return figure.update_xaxes(type="log", title="adverts")


def _figure(traces: Sequence[Any], title: str, label: str, *, log: bool = False) -> go.Figure:
    figure = go.Figure(traces)
    return figure.update_layout(title=title).update_yaxes(title=label, type="log" if log else None)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"
