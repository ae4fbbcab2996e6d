"""Filling a batch: drafts are drawn until each place has a candidate that is new, allowed and well placed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from nas_navigator.spaces.masks import Mask, MaskSpace
from nas_navigator.strategies.base import AskRequest, Proposal, Proposals, RegionFocus
from nas_navigator_schemas.records import Origin
from nas_navigator_schemas.templates import Candidate

TRIES = 200
"""How often a child is drawn before fewer are proposed, or the nearest miss of a region is taken."""
PLACED_TOGETHER = 20
"""Drafts that are placed at a time; placing many costs little more than placing one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mask that may become a proposal; `parents` are candidate ids."""

    mask: Mask
    origin: Origin
    parents: tuple[str, ...] = ()


Drafts = Callable[[], Iterator[Draft]]
"""A fresh stream of drafts for one place, from the likeliest to the most desperate; endless or not."""


@dataclass(slots=True)
class _Batch:
    """The batch while it is being filled; lives within one call."""

    space: MaskSpace
    request: AskRequest
    taken: set[str]
    proposals: list[Proposal] = field(default_factory=list)
    stock: list[Proposal] = field(default_factory=list)
    refusals: int = 0
    misses: int = 0

    def is_new(self, candidate: Candidate) -> bool:
        return candidate.id not in self.taken and self.request.feasible(candidate)

    def add(self, proposal: Proposal) -> None:
        self.taken.add(proposal.candidate.id)
        self.proposals.append(proposal)

    def to_proposal(self, draft: Draft) -> Proposal:
        return Proposal(candidate=self.space.decode(draft.mask), origin=draft.origin, parents=draft.parents)


def fill(
    space: MaskSpace,
    request: AskRequest,
    opening: Sequence[Proposal],
    places: Sequence[bool],
    free: Drafts,
    focused: Drafts,
) -> Proposals:
    """`opening`, and a child for each of `places` (True: it must lie in the region) from its stream."""
    batch = _Batch(space, request, taken=set(request.known))
    for proposal in opening:
        batch.add(proposal)
    for in_region in places:
        found = in_region and request.region is not None and _fill_in_region(batch, request.region, focused)
        if not found and not _fill_anywhere(batch, free):
            break
        batch.misses += int(in_region and not found)
    return Proposals(
        proposals=tuple(batch.proposals),
        refusals=batch.refusals,
        misses=batch.misses,
        exhausted=not batch.proposals,
    )


def _fill_anywhere(batch: _Batch, drafts: Drafts) -> bool:
    for draft in islice(drafts(), TRIES):
        proposal = batch.to_proposal(draft)
        if batch.is_new(proposal.candidate):
            batch.add(proposal)
            return True
    return False


def _fill_in_region(batch: _Batch, region: RegionFocus, drafts: Drafts) -> bool:
    """Add a child inside the region, or the nearest miss; False where no draft was new."""
    if _add_from_stock(batch):
        return True
    nearest: tuple[float, Proposal] | None = None
    stream = islice(drafts(), TRIES)
    while drawn := list(islice(stream, PLACED_TOGETHER)):
        fresh = _distinct(batch, drawn)
        inside, miss = region.inside([proposal.candidate for proposal in fresh])
        batch.stock += [proposal for proposal, hit in zip(fresh, inside, strict=True) if hit]
        batch.refusals += len(fresh) - int(inside.sum())
        if _add_from_stock(batch):
            return True
        best = min(zip(miss.tolist(), fresh, strict=True), key=lambda pair: pair[0], default=None)
        nearest = best if nearest is None or (best is not None and best[0] < nearest[0]) else nearest
    if nearest is None:
        return False
    batch.add(nearest[1])
    batch.misses += 1
    return True


def _add_from_stock(batch: _Batch) -> bool:
    while batch.stock:
        proposal = batch.stock.pop(0)
        if proposal.candidate.id not in batch.taken:
            batch.add(proposal)
            return True
    return False


def _distinct(batch: _Batch, drafts: Sequence[Draft]) -> list[Proposal]:
    proposals = {proposal.candidate.id: proposal for proposal in map(batch.to_proposal, drafts)}
    return [proposal for proposal in proposals.values() if batch.is_new(proposal.candidate)]
