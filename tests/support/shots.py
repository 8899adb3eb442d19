"""Pictures of every scene in every size and scheme, for people to look at: `python -m tests.support.shots`.

They are kept in tests/e2e/references as reviewed: whoever changes the looks takes them anew and looks at the change.
Nothing compares them pixel by pixel, since fonts differ between machines; `tests/e2e/test_access.py` asserts what has
to hold of each.
"""

from __future__ import annotations

import argparse
import base64
import tempfile
from pathlib import Path
from typing import Any

from graphsvc.service import make_demo
from tests.support.browser import launch
from tests.support.scenes import SCENES, SCHEMES, SIZES, look, toured
from tests.support.served import opened, served

REFERENCES = Path(__file__).parents[1] / "e2e" / "references"
QUALITY = 60  # of WebP: text is sharp and a picture takes 20 to 60 kB


def take(folder: Path, names: list[str], *, png: bool = False) -> None:
    """Write the pictures of some scenes; PNG where the viewer shows no WebP."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, launch() as browser, served(_demo(scratch)) as site:
        for name in names:
            site.desk.shelf.fresh()
            with opened(browser, site, storage_state=toured(site.origin)) as screen:
                SCENES[name](screen)
                for width, height in SIZES:
                    for scheme in SCHEMES:
                        look(screen, width, height, scheme)
                        path = folder / f"{name}-{width}-{scheme}.{'png' if png else 'webp'}"
                        path.write_bytes(_picture(screen.page, png))


def _demo(folder: str) -> Path:
    return Path(make_demo(Path(folder)))


def _picture(page: Any, png: bool) -> bytes:
    if png:
        return bytes(page.screenshot())
    session = page.context.new_cdp_session(page)
    try:
        shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    finally:
        session.detach()
    return base64.b64decode(shot["data"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("scenes", nargs="*", default=list(SCENES), metavar="SCENE", help=f"of {', '.join(SCENES)}")
    parser.add_argument("--folder", type=Path, default=REFERENCES)
    parser.add_argument("--png", action="store_true", help="PNG instead of WebP")
    chosen = parser.parse_args()
    take(chosen.folder, chosen.scenes, png=chosen.png)


if __name__ == "__main__":
    main()
