"""A real browser, what its page must not say, and the recorded study in a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.client import StudyClient
from tests.e2e.browser import launch
from tests.e2e.recorded import Recorded, recorded
from tests.e2e.window import Window
from tests.server import Server, start_server

_VIEWPORT = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for a module: while Playwright runs, its event loop does, and other tests could not start theirs."""
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright)
        except Exception as error:
            pytest.fail(f"no browser: install chromium, or run `playwright install chromium` ({error})")
        yield browser
        browser.close()


class Complaints:
    """What a page should never say: errors on its console and rejections that nobody handles."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._forgiven = ["GPU stall"]

    def forgive(self, text: str) -> None:
        """Pass over what contains the text: a browser reports every refused request by itself."""
        self._forgiven.append(text)

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"uncaught: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        forgiven = any(text in message.text for text in self._forgiven)
        if message.type in ("error", "warning") and not forgiven:
            self.heard.append(f"{message.type}: {message.text}")


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    complaints = Complaints()
    yield complaints
    assert complaints.heard == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=_VIEWPORT, color_scheme="light", accept_downloads=True)
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, complaints: Complaints) -> Page:
    page = context.new_page()
    complaints.watch(page)
    return page


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where the pictures of the documentation are kept; the tests make them."""
    folder = Path(__file__).parents[2] / "docs"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """The study that was trained, searched and finished once for all tests: take a copy, never this one."""
    return recorded(tmp_path_factory.mktemp("recorded"))


@pytest.fixture(scope="module")
def studio(recording: Recorded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this module's own with the recorded study."""
    copy = recording.copied_to(tmp_path_factory.mktemp("studio") / "data")
    with start_server(copy.directory) as server:
        yield server


@pytest.fixture
def recorded_study(studio: Server, recording: Recorded) -> Iterator[StudyClient]:
    """The recorded study as a script sees it. What a test does to it, the next test of its module finds done."""
    with StudyClient(studio.url, recording.study) as study:
        study.wait(lambda client: client.seq > 0)
        yield study


@pytest.fixture
def recorded_window(page: Page, studio: Server, recorded_study: StudyClient) -> Window:
    """The recorded study in a window."""
    window = Window(page, f"{studio.url}/?study={recorded_study.id}")
    expect(window.counter).to_contain_text("48 evaluated")
    return window
