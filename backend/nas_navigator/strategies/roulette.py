"""Selection with chances in proportion to fitness."""

from collections.abc import Sequence

import numpy as np


def spin(fitness: Sequence[float], count: int, rng: np.random.Generator) -> list[int]:
    """`count` distinct indices (as many as there are), drawn by fitness less the worst.

    The worst keeps a chance of a hundredth of the best's, so that two parents can always be drawn.
    """
    values = np.asarray(fitness, dtype=np.float64)
    above = values - values.min()
    chances = above + 0.01 * above.max() if above.max() > 0 else np.ones_like(values)
    drawn = rng.choice(len(values), size=min(count, len(values)), replace=False, p=chances / chances.sum())
    return [int(index) for index in drawn]
