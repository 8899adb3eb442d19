"""Labels are hostile text: shown as text, never as markup, with what cannot be seen made visible."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canvas_page import Canvas, edge, node, shown

pytestmark = pytest.mark.browser

SCRIPT = "<script>alert(1)</script>"
PAYLOADS = (
    SCRIPT, "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)>", "<body onload=alert(1)>", "<a href='javascript:alert(1)'>x</a>",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)",
    '"><script>alert(1)</script>', "'><script>alert(1)</script>", "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>", "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>",
    "--><script>alert(1)</script>", "]]><script>alert(1)</script>", "<!--<img src=x onerror=alert(1)>-->",
    "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)>", "<audio src=x onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>", "<marquee onstart=alert(1)>", "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>", "<form><button formaction=javascript:alert(1)>x",
    "<math><mtext><script>alert(1)", "<link rel=stylesheet href=//evil.example/x.css>", "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0>", "<style>@import '//evil.example/x.css'</style>",
    "url(//evil.example/x.png)", "expression(alert(1))",
    "';alert(1);//", '";alert(1);//', "`${alert(1)}`", "{{constructor.constructor('alert(1)')()}}", "${7*7}", "#{7*7}",
    "\\u003cscript\\u003ealert(1)", "%3Cscript%3Ealert(1)%3C/script%3E", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr\u0000ipt>alert(1)</script>", "<scr\u200bipt>", "\u202e<script>alert(1)</script>", "\ufeff<script>", "\u0000",
    "\u0007\u001b[31mred", "a\nb\r\nc\td", "\u2028alert(1)\u2029", "\u2066\u202e\u2067gnol\u2069",
    "\U000e0041\U000e0042", "e" + "\u0301" * 400, "\U0001f469\u200d\U0001f4bb", "x" * 100_000,
    "\u0645\u0637\u0644\u0648\u0628 +44 20 7946 0000", "__proto__", "constructor",
    "node[kind = 'phone']", "data(symbol)",
)  # fmt: skip


def test_sixty_payloads_are_shown_as_text_everywhere(browser: Any) -> None:
    assert len(PAYLOADS) >= 60
    kinds = ("ad", "phone", "url", "actor")
    nodes = {f"n{i}": node(70.0 * (i % 10), 70.0 * (i // 10), kinds[i % 4], text) for i, text in enumerate(PAYLOADS)}
    edges = {
        f"e{i}": edge(f"n{i}", f"n{i + 1}", type=text, label=text, count=2) for i, text in enumerate(PAYLOADS[:-1])
    }
    legend = [{"symbol": "phone", "label": SCRIPT}]
    with shown(
        browser, nodes, edges, banner=SCRIPT, legend=legend, ariaLabel=SCRIPT, words={"mark.hub": SCRIPT}
    ) as canvas:
        scripts = canvas.page.evaluate("document.querySelectorAll('script').length")
        canvas.page.locator(".gc-surface").focus()
        for i in range(len(PAYLOADS)):
            canvas.page.evaluate(
                "(key) => dash_clientside.set_props('g', {command: {op: 'focus', ids: [key]}})", f"n{i}"
            )
        for key in ("n0", "n1", "n11"):
            canvas.page.mouse.move(5, 5)
            canvas.page.mouse.move(*canvas.where(key))
            canvas.page.locator(".gc-tip").wait_for(state="visible")
        canvas.set(highlight=["e0", "e1", "n5"])
        svg = canvas.picture("svg", full=True)["svg"]
        canvas.picture("png", full=True)
        assert canvas.page.evaluate("document.querySelectorAll('script').length") == scripts
        marked = (
            "document.querySelectorAll('.graph-canvas :is(img:not([alt=\"\"]), iframe, svg, a, form, object)').length"
        )
        assert canvas.page.evaluate(marked) == 0
        assert SCRIPT not in svg
        assert "onerror=alert(1)>" not in svg
        canvas.assert_quiet()


@pytest.fixture(scope="module")
def canvas(browser: Any) -> Iterator[Canvas]:
    with shown(browser, {"n": node(0, 0)}) as canvas:
        yield canvas


def visible(canvas: Canvas, text: str) -> str:
    return str(canvas.page.evaluate("(text) => dash_app.canvas.visible(JSON.parse(text))", json.dumps(text)))


def shorten(canvas: Canvas, text: str, longest: int, middle: bool) -> str:
    call = "([text, longest, middle]) => dash_app.canvas.shorten(text, longest, middle)"
    return str(canvas.page.evaluate(call, [text, longest, middle]))


@pytest.mark.parametrize(("raw", "seen"), [
    ("plain", "plain"),
    ("a\u202eb", "a‹RLO›b"),
    ("a\u2067b\u2069", "a‹RLI›b‹PDI›"),
    ("a\u200bb\ufeff", "a‹ZWSP›b‹BOM›"),
    ("a\u00adb", "a‹SHY›b"),
    ("tab\there\n", "tab␉here␊"),
    ("nul\u0000 del\u007f c1\u0085", "nul␀ del␡ c1‹U+0085›"),
    ("x\u200dy", "x‹ZWJ›y"),
    ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
    ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
    ("\U000e0041", "‹U+E0041›"),
    ("\ue000", "‹U+E000›"),
    ("\ud800", "‹U+D800›"),
    ("\u3164\u2800", "‹FILL›‹BLANK›"),
    ("e" + "\u0301" * 9, "e" + "\u0301" * 3 + "‹+6›"),
])  # fmt: skip
def test_what_cannot_be_seen_is_made_visible(canvas: Canvas, raw: str, seen: str) -> None:
    assert visible(canvas, raw) == seen


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(), max_size=80))
def test_visible_text_hides_nothing_and_stays_as_it_is(canvas: Canvas, raw: str) -> None:
    seen = visible(canvas, raw)
    assert visible(canvas, seen) == seen
    hidden = [c for c in seen if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or 0x202A <= ord(c) <= 0x202E]
    assert hidden == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.integers(4, 40), st.booleans())
def test_short_text_is_short_and_long_text_keeps_its_ends(canvas: Canvas, raw: str, longest: int, middle: bool) -> None:
    text = visible(canvas, raw)
    short = shorten(canvas, text, longest, middle)
    count = "(text) => [...new Intl.Segmenter().segment(text)].length"
    assert canvas.page.evaluate(count, short) <= longest
    if short != text:
        assert "…" in short
        head, _, tail = short.partition("…")
        assert text.startswith(head.rstrip())
        assert text.endswith(tail) or not middle


def test_identifiers_keep_head_and_tail(canvas: Canvas) -> None:
    wallet = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
    assert shorten(canvas, wallet, 16, True) == "bc1qw508d6…8f3t4"
    assert shorten(canvas, "Waitress wanted, housing included", 16, False) == "Waitress wanted…"


def test_ten_megabytes_of_label_cost_no_time_to_speak_of(canvas: Canvas) -> None:
    call = "() => dash_app.canvas.visible('\\u202e'.repeat(1e7)).length"
    assert canvas.page.evaluate(call) < 10_000
