"""Regions of the map: which candidates lie in a lasso."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from nas_navigator.maps.layout import Coordinates, LayoutMap
from nas_navigator.maps.placement import Placer
from nas_navigator_schemas.jobs import Region
from nas_navigator_schemas.templates import Candidate, Template

Inside = NDArray[np.bool_]
Misses = NDArray[np.float64]
"""By how much points miss a region, in units of the map; 0 inside."""
_FARTHER_THAN_ANY = 4.0
Membership = Callable[[Sequence[Candidate]], tuple[Inside, Misses]]


def in_polygon(xy: Coordinates, polygon: Coordinates) -> Inside:
    """Which points (n, 2) lie in a polygon (corners, 2), by the even-odd rule.

    An edge belongs to the polygon whose inside is to the right of or above it: a point on a shared border of
    two polygons lies in exactly one.
    """
    x, y = xy[:, 0, None], xy[:, 1, None]
    ax, ay = polygon[None, :, 0], polygon[None, :, 1]
    bx, by = np.roll(polygon, -1, axis=0).T[:, None]
    crosses = (ay > y) != (by > y)
    rise = np.where(crosses, by - ay, 1.0)
    return np.asarray((crosses & (x < (bx - ax) * (y - ay) / rise + ax)).sum(axis=1) % 2 == 1)


def distance_to_polygon(xy: Coordinates, polygon: Coordinates) -> Misses:
    """Distance of points (n, 2) to the border of a polygon (corners, 2)."""
    along = np.roll(polygon, -1, axis=0) - polygon
    offset = xy[:, None] - polygon[None]
    length = np.maximum((along**2).sum(axis=1), np.finfo(np.float64).tiny)
    share = np.clip((offset * along).sum(axis=2) / length, 0.0, 1.0)
    nearest: Misses = np.sqrt(((offset - share[..., None] * along) ** 2).sum(axis=2)).min(axis=1)
    return nearest


def membership(layout: LayoutMap, region: Region, template: Template) -> Membership:
    """Places candidates and says which lie in the region, and by how much the others miss it."""
    placer = Placer(layout, template)
    if region.polygon is not None:
        return _by_polygon(placer, np.array(region.polygon, dtype=np.float64))
    return _by_neighbour(placer, region.candidates)


def _by_polygon(placer: Placer, polygon: Coordinates) -> Membership:
    def judge(candidates: Sequence[Candidate]) -> tuple[Inside, Misses]:
        xy = placer.place(candidates)
        inside = in_polygon(xy, polygon)
        return inside, np.where(inside, 0.0, distance_to_polygon(xy, polygon))

    return judge


def _by_neighbour(placer: Placer, members: Sequence[Candidate]) -> Membership:
    """Inside is what lies nearer to a member than to any other point of the map."""
    ids = {candidate.id for candidate in members}
    outside = np.array([candidate.id not in ids for candidate in placer.layout.candidates], dtype=np.bool_)
    own, others = placer.place(members), placer.layout.xy[outside]

    def judge(candidates: Sequence[Candidate]) -> tuple[Inside, Misses]:
        xy = placer.place(candidates)
        excess = _nearest(xy, own) - _nearest(xy, others)
        inside = (excess <= 0) & bool(len(own))
        return inside, np.where(inside, 0.0, np.maximum(excess, 0.0))

    return judge


def _nearest(xy: Coordinates, points: Coordinates) -> Misses:
    if not len(points):
        return np.full(len(xy), _FARTHER_THAN_ANY)
    nearest: Misses = np.sqrt(((xy[:, None] - points[None]) ** 2).sum(axis=2)).min(axis=1)
    return nearest
