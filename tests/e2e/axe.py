"""What axe-core finds wrong with a page, by the rules of WCAG 2.2 AA and its own of good practice."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_FILE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# A brick shows two or three letters as a picture of its operation; its name says the operation in full.
_NOT_MEANT = ("label-content-name-mismatch",)

_STILL = """() => document.getAnimations().every(
    (each) => each.playState !== "running" || each.effect.getComputedTiming().iterations === Infinity
)"""


@cache
def _source() -> str:
    return _FILE.read_text()


def violations(page: Page, *, menu: bool = False) -> list[str]:
    """One line for each rule that is broken: how bad, which, how often, and the first element that breaks it.

    `menu`: one is open. It stands at the end of the document, outside of every landmark, and belongs to its button.
    """
    unmeant = (*_NOT_MEANT, "region") if menu else _NOT_MEANT
    page.evaluate(_source())
    # A colour on its way to another has a contrast that nobody reads.
    page.wait_for_function(_STILL)
    options = {
        "runOnly": {"type": "tag", "values": list(_TAGS)},
        "rules": {rule: {"enabled": False} for rule in unmeant},
        "resultTypes": ["violations"],
    }
    result: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{found['impact']} {found['id']} ({len(found['nodes'])}): {found['nodes'][0]['target']} "
        f"{found['nodes'][0]['html'][:200]} - {' '.join(str(found['nodes'][0]['failureSummary']).split())[:300]}"
        for found in result["violations"]
    ]
