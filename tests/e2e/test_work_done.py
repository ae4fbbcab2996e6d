"""How much the page does for what happens, counted and not timed: the milliseconds are for `tests/bench`."""

import pytest
from playwright.sync_api import Page, expect

from tests.client import StudyClient
from tests.e2e.window import Window
from tests.server import Server

pytestmark = pytest.mark.browser

COUNTED = """
window.draws = 0;
const drawn = WebGL2RenderingContext.prototype.drawElements;
WebGL2RenderingContext.prototype.drawElements = function (...given) {
  window.draws += 1;
  return drawn.apply(this, given);
};
"""


@pytest.fixture
def window(page: Page, studio: Server, recorded_study: StudyClient) -> Window:
    """The recorded study in a window that counts how often its map is drawn."""
    page.add_init_script(COUNTED)
    window = Window(page, f"{studio.url}/?study={recorded_study.id}")
    expect(window.counter).to_contain_text("48 evaluated")
    return window


def draws(window: Window) -> int:
    """How often the map was drawn until now, with what is under way done."""
    window.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return int(window.page.evaluate("() => window.draws"))


def test_a_hovered_brick_draws_the_map_once(window: Window) -> None:
    window.page.mouse.move(2, 2)
    before = draws(window)
    window.bricks().nth(1).hover()
    assert draws(window) - before == 1


def test_an_epoch_does_not_draw_the_map_again(window: Window, recorded_study: StudyClient) -> None:
    window.page.mouse.move(2, 2)
    recorded_study.command("start_training", epochs=4)
    window.page.get_by_role("progressbar", name="training").wait_for()
    before, epochs = draws(window), len(recorded_study.records["epochs"])
    recorded_study.wait(lambda client: len(client.records["epochs"]) >= epochs + 2, 120)
    assert draws(window) == before
    recorded_study.command("stop")
    recorded_study.wait_idle()
