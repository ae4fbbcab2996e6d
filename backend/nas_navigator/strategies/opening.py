"""The first proposals of a search: known networks that have no evaluation under the current weights."""

from collections.abc import Iterable, Sequence

import numpy as np

from nas_navigator.spaces.masks import MaskSpace
from nas_navigator.strategies.base import AskRequest, Proposal, Scored
from nas_navigator_schemas.templates import Candidate


def places(request: AskRequest, count: int, rng: np.random.Generator) -> list[bool]:
    """Which of `count` children must lie in the region: each with the focus's weight as probability."""
    weight = request.region.weight if request.region else 0.0
    return [bool(draw < weight) for draw in rng.random(count)]


def again(
    earlier: Sequence[Scored],
    size: int,
    done: Iterable[str],
    space: MaskSpace,
    request: AskRequest,
    rng: np.random.Generator,
) -> list[Proposal]:
    """The best `size` under earlier weights, repaired to the template and steering of now, less `done`."""
    seen = set(done)
    proposals: list[Proposal] = []
    for scored in sorted(earlier, key=lambda item: (-item.fitness, item.candidate.id))[:size]:
        present = space.contains(scored.candidate)
        mended = scored.candidate if present else space.decode(space.repair(space.encode(scored.candidate), rng))
        if mended.id in seen or not request.feasible(mended):
            continue
        seen.add(mended.id)
        proposals.append(
            Proposal(candidate=mended, origin="initial", parents=() if present else (scored.candidate.id,))
        )
    return proposals


def from_sample(
    sample: Sequence[Candidate],
    done: Iterable[str],
    wanted: Sequence[bool],
    space: MaskSpace,
    request: AskRequest,
    rng: np.random.Generator,
) -> tuple[list[Proposal], list[bool]]:
    """Networks of the map's sample for the places `wanted` (True: in the region), and the places left."""
    seen = {*done, *request.known}
    shuffled = [sample[index] for index in rng.permutation(len(sample))]
    pool = [item for item in shuffled if item.id not in seen and space.contains(item) and request.feasible(item)]
    inside = _inside(pool, any(wanted), request)
    chosen: list[Proposal] = []
    left: list[bool] = []
    for in_region in wanted:
        fitting = next((item for item in pool if not in_region or item.id in inside), None)
        if fitting is None:
            left.append(in_region)
        else:
            pool.remove(fitting)
            chosen.append(Proposal(candidate=fitting, origin="initial"))
    return chosen, left


def _inside(pool: Sequence[Candidate], needed: bool, request: AskRequest) -> set[str]:
    if not (needed and pool and request.region):
        return set()
    inside, _ = request.region.inside(pool)
    return {item.id for item, hit in zip(pool, inside, strict=True) if hit}
