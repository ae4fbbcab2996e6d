"""Groups of candidates that are alike: agglomerative clustering of edit distances, named by what stands out.

Random candidates have no groups, yet a cluster algorithm finds some; what the search breeds has, yet lies among a
random sample. So the tree of average linkage is cut into 2, 3 … 40 parts, a part counts as a group if it is large
enough and holds together by itself (its own mean silhouette), and the cut whose groups have the largest sum of
silhouettes is taken; candidates outside of groups are in none. Measured, and the limits chosen, on families of 50 to
150 mutants (rates 0.15 and 0.2), alone and among 50 to 300 random candidates, of three templates: 167 of 168 families
found. By the mean silhouette of 2 to 12 whole parts, a quarter of them were missed. Of 192 random samples alone, 8 had
a group, all of them of templates with one or two small cells.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import cut_tree, linkage
from scipy.spatial.distance import squareform

from nas_navigator.maps.distance import Distances
from nas_navigator.spaces.groupings import grouping
from nas_navigator.spaces.incidence import incidence
from nas_navigator.spaces.sets import difference
from nas_navigator_schemas.templates import Candidate, Template

Labels = NDArray[np.int64]
"""The group of each candidate, from 0, -1 for none; shape (candidates,)."""
Silhouettes = NDArray[np.float64]
"""How much nearer each candidate is to its own part than to the next, in [-1, 1]; shape (candidates,)."""
MOST_PARTS = 40
MOST_GROUPS = 12
FEWEST_MEMBERS, LEAST_SHARE = 8, 0.03
LEAST_SILHOUETTE = 0.2


def groups_of(distance: Distances) -> Labels:
    """The groups, largest first; the same distances give the same groups."""
    labels = np.full(len(distance), -1, dtype=np.int64)
    if len(distance) >= 2 * FEWEST_MEMBERS and distance.any():
        best = max(map(_groups, _cuts(distance)), key=lambda found: found[0])
        for number, members in enumerate(sorted(best[1], key=len, reverse=True)[:MOST_GROUPS]):
            labels[members] = number
    return labels


def _cuts(distance: Distances) -> Iterator[tuple[Labels, Silhouettes]]:
    """The tree cut into 2 parts and more: the part of each candidate and its silhouette."""
    tree = linkage(squareform(distance.astype(np.float64), checks=False), "average")
    parts = range(2, min(MOST_PARTS, len(distance) - 1) + 1)
    for labels in cut_tree(tree, list(parts)).T:
        yield labels, silhouettes(distance, labels)


def silhouettes(distance: Distances, labels: Labels) -> Silhouettes:
    """As scikit-learn's `silhouette_samples`, which takes ten times as long for thousands of candidates."""
    of_part = np.equal.outer(labels, np.arange(labels.max() + 1)).astype(np.float32)
    sizes, own = of_part.sum(axis=0), (np.arange(len(labels)), labels)
    sums = (distance @ of_part).astype(np.float64)
    within = sums[own] / np.maximum(sizes[labels] - 1, 1)
    others = sums / sizes
    others[own] = np.inf
    nearest = others.min(axis=1)
    far = np.maximum(np.maximum(within, nearest), np.finfo(np.float64).tiny)
    return np.where(sizes[labels] > 1, (nearest - within) / far, 0.0)


def _groups(cut: tuple[Labels, Silhouettes]) -> tuple[float, list[NDArray[np.intp]]]:
    """The parts of a cut that hold together, and the sum of their silhouettes."""
    labels, silhouette = cut
    fewest = max(FEWEST_MEMBERS, LEAST_SHARE * len(labels))
    parts = [np.flatnonzero(labels == part) for part in range(int(labels.max()) + 1)]
    kept = [part for part in parts if len(part) >= fewest and silhouette[part].mean() >= LEAST_SILHOUETTE]
    return sum(float(silhouette[part].sum()) for part in kept), kept


def names_of(labels: Labels, candidates: Sequence[Candidate], template: Template) -> tuple[str, ...]:
    """A name for each group, no two the same, by the operations that it has oftener than the other candidates."""
    taken: list[str] = []
    for group in range(int(labels.max(initial=-1)) + 1):
        taken.append(_unused(_outstanding(labels == group, candidates, template), taken))
    return tuple(taken)


def _outstanding(inside: NDArray[np.bool_], candidates: Sequence[Candidate], template: Template) -> list[str]:
    """Operations in a cell, the most over-represented first."""
    paths = incidence([candidate.paths for candidate in candidates], (path.id for path in template.paths))
    offered = np.ones(len(template.paths), dtype=np.bool_)
    members = grouping(
        template.paths, template.cells, "operation_in_cell", offered, paths.sums(inside), int(inside.sum())
    )
    more = difference(members.members(paths), inside)
    return [members.label(index) for index in np.argsort(-more, kind="stable").tolist() if more[index] > 0]


def _unused(operations: Sequence[str], taken: Iterable[str]) -> str:
    for count in range(1, len(operations) + 1):
        name = f"mostly {' and '.join(operations[:count])}"
        if name not in taken:
            return name
    return f"group {len(list(taken)) + 1}"
