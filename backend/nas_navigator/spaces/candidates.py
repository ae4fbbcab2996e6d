"""Candidates and their ids."""

from collections.abc import Iterable
from hashlib import blake2b

from nas_navigator_schemas.templates import Candidate


def candidate_id(paths: Iterable[str]) -> str:
    """A stable id of a set of active paths: 12 hexadecimal digits that no process, platform or order changes."""
    return blake2b("\n".join(sorted(paths)).encode(), digest_size=6).hexdigest()


def make_candidate(paths: Iterable[str]) -> Candidate:
    """The candidate with these active paths."""
    ordered = tuple(sorted(set(paths)))
    return Candidate(id=candidate_id(ordered), paths=ordered)
