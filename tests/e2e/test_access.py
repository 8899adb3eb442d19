"""Every scene, in every size and scheme: no grave finding of axe-core, and a layout that holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import audit
from tests.support.browser import watched
from tests.support.scenes import SCENES, SCHEMES, SIZES, look, toured
from tests.support.served import Screen, Served, copied, served

pytestmark = pytest.mark.browser

# Of axe-core 4.14.1, axe.min.js, as published on the npm registry. A new version changes this line and PROVENANCE.
VENDORED = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
AUDITED = (SIZES[0][0], SIZES[-1][0])  # widths, what is between them changes no colour and no name
CANVAS = 0.4  # of the window's height at least, where the canvas is shown


@pytest.fixture(scope="module")
def town(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(copied(demo, tmp_path_factory.mktemp("town"))) as running:
        yield running


def test_axe_is_the_published_file() -> None:
    assert hashlib.sha256(audit.AXE.read_bytes()).hexdigest() == VENDORED
    told = (audit.AXE.parent / "PROVENANCE.md").read_text("utf-8")
    assert VENDORED in told
    assert "Mozilla Public License" in (audit.AXE.parent / "LICENSE.txt").read_text("utf-8")


@pytest.mark.parametrize("scene", SCENES)
def test_nothing_grave_and_nothing_out_of_place(browser: Any, town: Served, scene: str) -> None:
    town.desk.shelf.fresh()
    with watched(browser, storage_state=toured(town.origin)) as seen:
        seen.page.context.add_init_script(path=audit.AXE)
        screen = Screen(seen, town)
        seen.page.goto(town.link())
        seen.page.locator("#search").wait_for(state="attached")
        screen.idle()
        SCENES[scene](screen)
        for number, (width, height) in enumerate(SIZES):
            # Back and forth, so that each size has both schemes and the scheme changes once for each size.
            for scheme in SCHEMES[:: 1 if number % 2 == 0 else -1]:
                look(screen, width, height, scheme)
                found = audit.layout(seen.page)
                assert found.pop("canvas") >= CANVAS, (width, scheme)
                assert {name: told for name, told in found.items() if told} == {}, (width, scheme)
                if width in AUDITED:
                    assert audit.grave(seen.page) == [], (width, scheme)
        screen.assert_quiet()
