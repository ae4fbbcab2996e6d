"""Which paths a training step trains."""

import numpy as np

from nas_navigator.networks.errors import NetworkError
from nas_navigator.networks.randomness import Purpose, generator
from nas_navigator.spaces.groups import Group
from nas_navigator.spaces.masks import Mask, MaskSpace
from nas_navigator_schemas.configuration import TrainingConfiguration
from nas_navigator_schemas.templates import Candidate


def draw(space: MaskSpace, configuration: TrainingConfiguration, seed: int, step: int) -> Candidate:
    """The paths of a step, from (seed, step) alone; steps count over every epoch that the template ever trained.

    `uniform` is a random valid candidate, `fair` gives each path of a group its turn equally often in a cycle,
    `dropout` is all that is available but a few (NAS-Navigator, section 4.1), a valid candidate no more.
    """
    rng = generator(seed, Purpose.CANDIDATE, step)
    if configuration.sampling == "uniform":
        return space.decode(space.sample(rng))
    if configuration.sampling == "fair":
        return space.decode(_fair(space, seed, step))
    return space.decode(_dropout(space, configuration.path_dropout, rng))


def _fair(space: MaskSpace, seed: int, step: int) -> Mask:
    mask = np.zeros(len(space.template.paths), dtype=np.bool_)
    for number, group in enumerate(space.groups):
        mask[list(group.fixed)] = True
        if group.free:
            mask[_turn(group, number, seed, step)] = True
    return mask


def _turn(group: Group, number: int, seed: int, step: int) -> list[int]:
    """The next few of a shuffled ring: in as many steps as the ring is long, each has as many turns as the others."""
    cycle, turn = divmod(step, len(group.free))
    low, high = group.counts
    count = low + cycle % (high - low + 1) - len(group.fixed)
    ring = generator(seed, Purpose.RING, cycle, number).permutation(group.free)
    return [int(ring[(turn * count + offset) % len(ring)]) for offset in range(count)]


def _dropout(space: MaskSpace, probability: float, rng: np.random.Generator) -> Mask:
    mask: Mask = space.available & (rng.random(len(space.available)) >= probability)
    for group in space.groups:
        mask[list(group.fixed)] = True
        members = [*group.free, *group.fixed]
        if not mask[members].any():
            mask[rng.choice(members)] = True
    return mask


def validation_candidates(space: MaskSpace, seed: int, count: int) -> tuple[Candidate, ...]:
    """Random candidates on which a template's training is validated, the same in every epoch.

    Raises:
        NetworkError: `count` is less than one.
    """
    if count < 1:
        raise NetworkError(f"{count} candidates cannot validate a template; take at least 1")
    rng = generator(seed, Purpose.VALIDATION)
    return tuple(space.decode(space.sample(rng)) for _ in range(count))
