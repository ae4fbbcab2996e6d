"""The window as a person uses it: by roles and names, and by where things are on the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

SECOND = 1000.0
Point = tuple[float, float]


@dataclass(frozen=True)
class Transform:
    """How map coordinates become pixels of the page."""

    left: float
    top: float
    origin_x: float
    origin_y: float
    scale: float

    def pixel(self, point: dict[str, Any]) -> Point:
        return (
            self.left + self.origin_x + self.scale * point["x"],
            self.top + self.origin_y - self.scale * point["y"],
        )


def expect_nothing_sticks_out(box: Locator) -> None:
    """All that a box holds lies within it."""
    beyond = box.evaluate(
        """box => {
            const edge = box.getBoundingClientRect();
            const outside = (part) => part.width > 0 && (part.right > edge.right + 1 || part.left < edge.left - 1);
            const parts = [...box.querySelectorAll("*")].filter((each) => outside(each.getBoundingClientRect()));
            return parts.map((each) => each.outerHTML);
        }"""
    )
    assert beyond == []


class Window:
    """A page that shows a study; `within` is how many milliseconds its records may take to come."""

    def __init__(self, page: Page, address: str, within: float = 30 * SECOND) -> None:
        self.page, self._within = page, within
        self.open(address)

    def open(self, address: str) -> None:
        self.page.goto(address)
        self._wait_until_live()

    def reload(self) -> None:
        self.page.reload()
        self._wait_until_live()

    def _wait_until_live(self) -> None:
        """Before that a click or a key meets a page without records, and most of it says why it cannot be used."""
        expect(self.bar.get_by_role("status", name="Connection")).to_have_text("live", timeout=self._within)

    def view(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    @property
    def bar(self) -> Locator:
        return self.page.get_by_role("banner")

    @property
    def counter(self) -> Locator:
        return self.page.get_by_role("status", name="Iteration", exact=True)

    def press(self, button: str) -> None:
        """Press a button of the menu bar."""
        self.bar.get_by_role("button", name=button, exact=True).click()

    def wait_for_button(self, button: str, seconds: float) -> None:
        """Wait until a button of the menu bar can be pressed: what runs has ended."""
        locator = self.bar.get_by_role("button", name=button, exact=True)
        expect(locator).not_to_have_attribute("aria-disabled", "true", timeout=seconds * SECOND)

    def bricks(self, condition: str = "") -> Locator:
        return self.view("Lego view").locator(f"button.path{condition}")

    def path_ids(self, condition: str = "") -> set[str]:
        """Ids of the opened cell's bricks, of those that match a condition such as `[data-lit]`."""
        bricks = self.bricks(condition).evaluate_all("all => all.map(each => each.dataset.path)")
        return set(bricks)

    def map_transform(self) -> Transform:
        """Where the map is now. The element says it: see `PointMap`."""
        canvas = self.view("Search space").locator("[data-points]")
        box = canvas.bounding_box()
        assert box is not None
        numbers = {
            name: float(canvas.get_attribute(f"data-{name}") or "nan") for name in ("origin-x", "origin-y", "scale")
        }
        return Transform(box["x"], box["y"], numbers["origin-x"], numbers["origin-y"], numbers["scale"])

    def hover_dot(self, point: dict[str, Any]) -> None:
        x, y = self.map_transform().pixel(point)
        self.page.mouse.move(x - 3, y - 3)
        self.page.mouse.move(x, y)

    def lasso(self, corners: Sequence[Point]) -> None:
        """Draw a lasso through pixels of the page with Shift held."""
        self.page.keyboard.down("Shift")
        self.drag(corners)
        self.page.keyboard.up("Shift")

    def drag(self, corners: Sequence[Point]) -> None:
        self.page.mouse.move(*corners[0])
        self.page.mouse.down()
        for corner in corners[1:]:
            self.page.mouse.move(*corner, steps=6)
        self.page.mouse.up()

    @property
    def paths_plot(self) -> Locator:
        """The drawing of candidate information: to the keyboard a list of dots."""
        return self.view("Candidate information").get_by_role("listbox", name="Paths")

    def path_place(self, frequency: float, height: float) -> Point:
        """Where a path of this frequency and score (or advantage in points) is drawn, in pixels of the page."""
        box = self.paths_plot.bounding_box()
        assert box is not None
        low_x, high_x, low_y, high_y = self._numbers("data-domain")
        left, right, top, bottom = self._numbers("data-frame")
        x = left + (frequency - low_x) / (high_x - low_x) * (right - left)
        y = bottom - (height - low_y) / (high_y - low_y) * (bottom - top)
        return box["x"] + x, box["y"] + y

    def _numbers(self, attribute: str) -> list[float]:
        return [float(word) for word in (self.paths_plot.get_attribute(attribute) or "").split()]


def holds_its_words(window: Window) -> None:
    """Whether all that the counter says is in sight, at the usual size and on a smaller screen."""
    for width in (1280, 1440):
        window.page.set_viewport_size({"width": width, "height": 900})
        # The bar gives up its less needed parts when the page has heard of its new width.
        expect(window.counter.get_by_role("button")).to_be_visible()
        window.page.wait_for_function(
            """() => {
                const words = document.querySelector("[role=status][aria-label=Iteration] button");
                const parts = words === null ? [] : [words, ...words.children];
                return parts.length > 1 && parts.every((part) => part.scrollWidth <= part.clientWidth);
            }"""
        )
