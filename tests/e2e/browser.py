"""Chromium as the tests start it: the system's where there is one, else the one that Playwright downloaded."""

import shutil

from playwright.sync_api import Browser, Playwright

# A browser under test talks to the server under test and to nobody else.
_QUIET = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(playwright: Playwright, *more: str) -> Browser:
    """A running browser, with more switches where a test needs them."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return playwright.chromium.launch(executable_path=found, args=[*_QUIET, *more])
