"""What lies in a lasso, and children that are made to."""

import numpy as np
import pytest

from nas_navigator.datasets import catalogue
from nas_navigator.maps.layout import LayoutMap
from nas_navigator.maps.placement import place
from nas_navigator.maps.projection import fit
from nas_navigator.maps.regions import distance_to_polygon, in_polygon, membership
from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.spaces.templates import cells
from nas_navigator.strategies import registry
from nas_navigator.strategies.base import AskRequest, RegionFocus, Scored, Start
from nas_navigator_schemas.jobs import Region
from nas_navigator_schemas.templates import Candidate

TEMPLATE = cells.build({}, catalogue.entries()[0])
SPACE = MaskSpace(TEMPLATE)
SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
ARROW = np.array([[0.0, 0.0], [2.0, 2.0], [0.0, 4.0], [1.0, 2.0]])


def networks(count: int, seed: int) -> list[Candidate]:
    rng = np.random.default_rng(seed)
    return [SPACE.decode(SPACE.sample(rng)) for _ in range(count)]


@pytest.fixture(scope="module")
def layout() -> LayoutMap:
    return fit(TEMPLATE, networks(300, 0), 0)


@pytest.mark.parametrize(
    ("polygon", "point", "inside"),
    [
        (SQUARE, (0.5, 0.5), True),
        (SQUARE, (1.5, 0.5), False),
        (SQUARE, (-0.5, 0.0), False),
        (ARROW, (1.5, 2.0), True),
        (ARROW, (0.5, 2.0), False),
        (ARROW, (0.5, 0.7), True),
    ],
)
def test_points_in_polygons(polygon: np.ndarray, point: tuple[float, float], inside: bool) -> None:
    assert in_polygon(np.array([point]), polygon).tolist() == [inside]
    assert in_polygon(np.array([point]), polygon[::-1]).tolist() == [inside]


def test_a_point_on_a_shared_border_is_in_exactly_one_of_two_polygons() -> None:
    right, above = SQUARE + np.array([1, 0]), SQUARE + np.array([0, 1])
    for point, neighbour in (((1.0, 0.5), right), ((0.5, 1.0), above), ((1.0, 0.25), right)):
        at = np.array([point])
        assert in_polygon(at, SQUARE).sum() + in_polygon(at, neighbour).sum() == 1


def test_the_distance_to_a_polygon_is_to_its_nearest_edge_or_corner() -> None:
    points = np.array([[2.0, 0.5], [2.0, 2.0], [0.5, -3.0], [1.0, 1.0]])
    np.testing.assert_allclose(distance_to_polygon(points, SQUARE), [1.0, 2**0.5, 3.0, 0.0])


def test_a_region_without_a_polygon_holds_what_lies_nearest_to_its_members(layout: LayoutMap) -> None:
    members = tuple(item for item, (x, _) in zip(layout.candidates, layout.xy, strict=True) if x > 0)
    judge = membership(layout, Region(candidates=members, polygon=None, weight=1.0), TEMPLATE)
    inside, miss = judge(layout.candidates)
    assert inside.tolist() == [x > 0 for x, _ in layout.xy]
    new = networks(60, 3)
    inside, miss = judge(new)
    xy = place(layout, new, TEMPLATE)
    nearest = np.linalg.norm(xy[:, None] - layout.xy[None], axis=2).argmin(axis=1)
    assert inside.tolist() == [layout.xy[index, 0] > 0 for index in nearest]
    assert ((miss == 0) == inside).all()


def test_a_region_with_neither_polygon_nor_members_holds_nothing(layout: LayoutMap) -> None:
    inside, miss = membership(layout, Region(candidates=(), polygon=None, weight=1.0), TEMPLATE)(networks(3, 1))
    assert not inside.any()
    assert np.isfinite(miss).all()


def test_members_that_are_not_on_the_map_are_placed_first(layout: LayoutMap) -> None:
    new = networks(3, 8)
    inside, _ = membership(layout, Region(candidates=tuple(new), polygon=None, weight=1.0), TEMPLATE)(new)
    assert inside.all()


@pytest.mark.parametrize("strategy", registry.STRATEGIES)
@pytest.mark.parametrize(("corner", "share"), [(0, 0.02), (1, 0.1)])
def test_of_forty_children_95_percent_lie_in_the_lasso(
    layout: LayoutMap, strategy: str, corner: int, share: float
) -> None:
    polygon = lasso(layout, layout.candidates[corner], share)
    members = tuple(item for item, hit in zip(layout.candidates, in_polygon(layout.xy, polygon), strict=True) if hit)
    region = Region(candidates=members, polygon=tuple(map(tuple, polygon.tolist())), weight=1.0)
    focus = RegionFocus(1.0, members, membership(layout, region, TEMPLATE))
    chosen = registry.get(strategy)
    state = chosen.initial(SPACE, {}, Start(sample=layout.candidates))
    children: list[Candidate] = []
    for iteration in range(5):
        known = frozenset(item.id for item in children)
        state, batch = chosen.ask(state, SPACE, AskRequest(3, iteration, known=known, region=focus))
        children += [item.candidate for item in batch.proposals]
        state = chosen.tell(state, [Scored(candidate=item.candidate, fitness=0.5) for item in batch.proposals])
    assert len({item.id for item in children}) == 40
    again = np.concatenate([place(layout, [item], TEMPLATE) for item in children])
    assert in_polygon(again, polygon).mean() >= 0.95


def lasso(layout: LayoutMap, middle: Candidate, share: float) -> np.ndarray:
    """A round polygon about a candidate that holds a share of the points."""
    centre = layout.xy[layout.candidates.index(middle)]
    radius = np.quantile(np.linalg.norm(layout.xy - centre, axis=1), share)
    turn = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    return centre + radius * np.stack([np.cos(turn), np.sin(turn)], axis=1)
