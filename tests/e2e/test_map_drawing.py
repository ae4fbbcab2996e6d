"""What the map has the graphics card draw: where the dots are while they move, and that nothing is left behind."""

import pytest
from playwright.sync_api import Page, expect

from tests.client import StudyClient
from tests.e2e.window import Window
from tests.server import Server

pytestmark = pytest.mark.browser

SLOWER = 5
"""The page's clock goes so many times slower, so that a slow machine too draws in the middle of a move."""

WATCH = """
(slower) => {
  const gl = WebGL2RenderingContext.prototype;
  const wrap = (of, name, around) => {
    const plain = of[name];
    of[name] = function (...given) { return around(plain, this, given); };
  };
  const began = performance.now();
  const slow = (time) => began + (time - began) / slower;
  wrap(performance, "now", (plain, it, given) => slow(plain.apply(it, given)));
  wrap(window, "requestAnimationFrame", (plain, it, [run]) => plain.call(it, (time) => run(slow(time))));
  window.alive = { Buffer: 0, VertexArray: 0, Program: 0, Shader: 0 };
  for (const kind of Object.keys(window.alive)) {
    wrap(gl, `create${kind}`, (plain, it, given) => { window.alive[kind]++; return plain.apply(it, given); });
    wrap(gl, `delete${kind}`, (plain, it, given) => { window.alive[kind]--; return plain.apply(it, given); });
  }
  window.placed = [];
  const [locations, buffers] = [new Map(), new Map()];
  let bound = null;
  wrap(gl, "getAttribLocation", (plain, it, given) => {
    const at = plain.apply(it, given);
    locations.set(at, given[1]);
    return at;
  });
  wrap(gl, "bindBuffer", (plain, it, given) => { bound = given[1]; return plain.apply(it, given); });
  wrap(gl, "vertexAttribPointer", (plain, it, given) => {
    buffers.set(bound, locations.get(given[0]));
    return plain.apply(it, given);
  });
  wrap(gl, "bufferData", (plain, it, given) => {
    if (buffers.get(bound) === "x") window.placed.push(Array.from(given[1]));
    return plain.apply(it, given);
  });
}
"""
"""Counts what there is on the graphics card and keeps every list of places, along the x axis, that it was given."""


@pytest.fixture
def watched(page: Page, studio: Server, recorded_study: StudyClient) -> Window:
    page.add_init_script(f"({WATCH})({SLOWER})")
    window = Window(page, f"{studio.url}/?study={recorded_study.id}")
    page.wait_for_function("placed.length > 0")
    return window


def _xs(study: StudyClient) -> list[float]:
    return [point["x"] for point in study.records["points"].values()]


def _laid_anew(window: Window, study: StudyClient) -> tuple[list[float], list[list[float]], list[float]]:
    """Where the dots were before a new layout, everywhere that they were drawn on the way, where they are after."""
    version, before = study.study["layout"]["version"], _xs(study)
    window.page.evaluate("placed.length = 0")
    window.view("Search space").get_by_role("button", name="More tools of the map").click()
    window.page.get_by_role("menuitem", name="Re-layout").click()
    study.wait(lambda c: c.study["layout"]["version"] > version, seconds=120)
    after = _xs(study)
    window.page.wait_for_function("after => placed.at(-1)?.every((x, i) => Math.abs(x - after[i]) < 1e-6)", arg=after)
    return before, window.page.evaluate("placed"), after


def test_dots_move_from_their_old_places_to_the_new_ones(watched: Window, recorded_study: StudyClient) -> None:
    before, places, after = _laid_anew(watched, recorded_study)
    far = max(range(len(before)), key=lambda dot: abs(after[dot] - before[dot]))
    way = after[far] - before[far]
    assert abs(way) > 1e-3, "the new layout moves no dot"
    shares = [(place[far] - before[far]) / way for place in places]
    assert shares == pytest.approx(sorted(shares), abs=1e-3)
    assert shares[0] == pytest.approx(0, abs=1e-3)
    assert any(0.01 < share < 0.99 for share in shares)
    assert shares[-1] == pytest.approx(1, abs=1e-3)


def test_with_reduced_motion_dots_jump(watched: Window, recorded_study: StudyClient) -> None:
    watched.page.emulate_media(reduced_motion="reduce")
    _, places, after = _laid_anew(watched, recorded_study)
    assert [place == pytest.approx(after, abs=1e-6) for place in places] == [True]


def test_a_map_that_is_left_leaves_nothing_on_the_graphics_card(watched: Window) -> None:
    page = watched.page
    assert page.evaluate("alive.Buffer > 0 && alive.Program > 0")
    watched.bar.get_by_role("link", name="NAS-Navigator").click()
    expect(page.get_by_role("heading", name="Studies")).to_be_visible()
    assert set(page.evaluate("Object.values(alive)")) == {0}
