"""How a population is divided among workers."""

from collections.abc import Sequence
from itertools import pairwise

from nas_navigator_schemas.templates import Candidate


def divided(candidates: Sequence[Candidate], parts: int) -> list[Sequence[Candidate]]:
    """The candidates in order, in at most so many parts whose sizes differ by one at most."""
    count = min(parts, len(candidates))
    bounds = [len(candidates) * number // count for number in range(count + 1)]
    return [candidates[first:last] for first, last in pairwise(bounds)]
