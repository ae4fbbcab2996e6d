"""Fitting a map: t-SNE of edit distances, on up to 2,000 candidates, from where they lay before."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sklearn.manifold import TSNE, trustworthiness
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from nas_navigator.maps.clusters import groups_of, names_of
from nas_navigator.maps.distance import Distances, is_exact, pairwise
from nas_navigator.maps.graphs import graphs_of
from nas_navigator.maps.layout import DIGITS, Coordinates, LayoutMap, path_table
from nas_navigator.maps.placement import NEIGHBOURS, Placer
from nas_navigator_schemas.templates import Candidate, Template

MOST_FITTED = 2_000
PERPLEXITY = 40
"""Measured on 150 and 300 random candidates: with 50 neighbours are kept better by 0.01, but a map that 10 more join
moves by 0.09 (median) in place of 0.03; with 20 neighbours are kept worse by 0.03 and it moves no less."""
_FEWEST_FOR_TSNE = 5
_HALF_WIDTH = 0.9
"""Of the map that is taken: the margin leaves room for what is placed at the rim."""


def fit(
    template: Template,
    candidates: Sequence[Candidate],
    seed: int,
    previous: LayoutMap | None = None,
    version: int = 1,
) -> LayoutMap:
    """A map of the candidates; the same arguments give the same map.

    Where `previous` is given, its points start where they lie there and the map is turned, mirrored and moved
    so that they end as near to that as they can. Of more than 2,000 candidates 2,000 are fitted and the
    others placed.

    Raises:
        MapError: a candidate has a path that neither the template nor the previous map knows.
    """
    distinct = list({candidate.id: candidate for candidate in candidates}.values())
    rng = np.random.default_rng(seed)
    fitted, rest = _divide(distinct, rng)
    table = path_table(distinct, previous.paths if previous else (), template.paths)
    graphs = graphs_of(table, template)
    distance = pairwise(graphs, graphs.encode(fitted)) if graphs.cells else _nothing(len(fitted))
    before = Placer(previous, template).place(fitted) if previous and previous.fitted else None
    raw = _project(distance, rng, before * previous.spread if previous and before is not None else None)
    xy, spread = _scale(raw, before, _known(fitted, previous))
    groups = groups_of(distance)
    layout = LayoutMap(
        version=version,
        candidates=tuple(fitted),
        xy=xy,
        fitted=len(fitted),
        paths=table,
        spread=spread,
        trustworthiness=_trust(distance, xy),
        exact=is_exact(graphs),
        groups=groups,
        group_names=names_of(groups, fitted, template),
    )
    return _with_placed(layout, rest, template)


def _divide(candidates: list[Candidate], rng: np.random.Generator) -> tuple[list[Candidate], list[Candidate]]:
    if len(candidates) <= MOST_FITTED:
        return candidates, []
    chosen = set(rng.choice(len(candidates), MOST_FITTED, replace=False).tolist())
    fitted = [candidate for index, candidate in enumerate(candidates) if index in chosen]
    return fitted, [candidate for index, candidate in enumerate(candidates) if index not in chosen]


def _nothing(count: int) -> Distances:
    return np.zeros((count, count), dtype=np.float32)


def _project(distance: Distances, rng: np.random.Generator, start: Coordinates | None) -> Coordinates:
    """Coordinates in units of the projection, shape (candidates, 2)."""
    count = len(distance)
    if count < _FEWEST_FOR_TSNE or not distance.any():
        return _classical(distance)
    model = TSNE(
        metric="precomputed",
        perplexity=min(PERPLEXITY, (count - 1) / 3),
        init="random" if start is None else start.astype(np.float32),
        # A map that starts from another must not be pulled together first: its points should hardly move.
        early_exaggeration=12.0 if start is None else 1.0,
        max_iter=1000 if start is None else 500,
        random_state=int(rng.integers(2**31)),
    )
    # With more threads the sums are rounded in another order, and the same seed would give another map.
    with threadpool_limits(limits=1):
        return np.asarray(model.fit_transform(distance), dtype=np.float64)


def _classical(distance: Distances) -> Coordinates:
    """Classical scaling, for the few points that t-SNE cannot take."""
    count = len(distance)
    centring = np.eye(count) - np.full((count, count), 1 / max(1, count))
    values, vectors = np.linalg.eigh(-0.5 * centring @ (distance.astype(np.float64) ** 2) @ centring)
    largest = np.argsort(values)[::-1][:2]
    xy = np.zeros((count, 2), dtype=np.float64)
    xy[:, : len(largest)] = vectors[:, largest] * np.sqrt(np.maximum(values[largest], 0.0))
    return xy


def _known(fitted: Sequence[Candidate], previous: LayoutMap | None) -> NDArray[np.bool_]:
    laid = {candidate.id for candidate in previous.candidates} if previous else set()
    return np.array([candidate.id in laid for candidate in fitted], dtype=np.bool_)


def _scale(raw: Coordinates, before: Coordinates | None, known: NDArray[np.bool_]) -> tuple[Coordinates, float]:
    """Coordinates of the map, and how many units of the projection make one of it."""
    if before is not None and known.sum() >= 3:
        turned = _procrustes(raw, raw[known], before[known])
        if turned is not None:
            raw, scale = turned
            if np.abs(raw).max() <= 1.0:
                return np.round(raw, DIGITS), 1 / scale
            centred, half = _centre(raw)
            return np.round(centred / half * _HALF_WIDTH, DIGITS), half / (_HALF_WIDTH * scale)
    centred, half = _centre(raw)
    return np.round(centred / half * _HALF_WIDTH, DIGITS), half / _HALF_WIDTH


def _centre(raw: Coordinates) -> tuple[Coordinates, float]:
    if not len(raw):
        return raw, 1.0
    low, high = raw.min(axis=0), raw.max(axis=0)
    return raw - (low + high) / 2, float((high - low).max()) / 2 or 1.0


def _procrustes(raw: Coordinates, moved: Coordinates, target: Coordinates) -> tuple[Coordinates, float] | None:
    """All points, turned, mirrored, scaled and shifted to bring `moved` nearest to `target`; the scale."""
    from_centre, to_centre = moved.mean(axis=0), target.mean(axis=0)
    left, strength, right = np.linalg.svd((moved - from_centre).T @ (target - to_centre))
    size = float(((moved - from_centre) ** 2).sum())
    if size == 0 or strength.sum() == 0:
        return None
    scale = float(strength.sum()) / size
    return (raw - from_centre) @ (left @ right) * scale + to_centre, scale


def _trust(distance: Distances, xy: Coordinates) -> float | None:
    if len(xy) <= 2 * NEIGHBOURS:
        return None
    return round(float(trustworthiness(distance, xy, n_neighbors=NEIGHBOURS, metric="precomputed")), DIGITS)


def _with_placed(layout: LayoutMap, rest: Sequence[Candidate], template: Template) -> LayoutMap:
    if not rest:
        return layout
    xy, groups = Placer(layout, template).locate(rest)
    return replace(
        layout,
        candidates=(*layout.candidates, *rest),
        xy=np.concatenate([layout.xy, xy]),
        groups=np.concatenate([layout.groups, groups]),
    )
