"""Every random number of a network's life comes from a seed and the place where it is needed."""

from enum import IntEnum

import numpy as np


class Purpose(IntEnum):
    """What random numbers are for, so that no two uses share a stream."""

    ORDER = 0
    CANDIDATE = 1
    RING = 2
    VALIDATION = 3
    AUGMENTATION = 4


def generator(seed: int, purpose: Purpose, *place: int) -> np.random.Generator:
    """The generator of a purpose at a place (epoch, step …); any integer is a seed."""
    return np.random.default_rng([seed & (2**63 - 1), int(purpose), *place])
