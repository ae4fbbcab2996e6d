"""What every search space can do, whatever its genes are."""

from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from nas_navigator_schemas.templates import Candidate, Template

Genes = TypeVar("Genes")
FloatArray = NDArray[np.float64]


class Space(Protocol, Generic[Genes]):
    """Genes and what can be done with them; `decode` says which network they describe.

    Every method that returns genes returns valid ones: it repairs, it never rejects. `weights` are chances per path
    of `template.paths`, shape (paths,); None is uniform.
    """

    @property
    def template(self) -> Template:
        """What the lego view shows."""
        ...

    def sample(self, rng: np.random.Generator, weights: FloatArray | None = None) -> Genes:
        """Random genes."""
        ...

    def repair(self, genes: Genes, rng: np.random.Generator) -> Genes:
        """The nearest valid genes, ties broken at random."""
        ...

    def mutate(self, genes: Genes, rate: float, rng: np.random.Generator) -> Genes:
        """A copy in which each free choice is replaced by another with probability `rate`."""
        ...

    def crossover(self, first: Genes, second: Genes, drawn: Genes, rng: np.random.Generator) -> Genes:
        """A child: where `drawn` agrees with a parent its choice is kept, elsewhere either parent's."""
        ...

    def decode(self, genes: Genes) -> Candidate:
        """The network that the genes describe: its active paths."""
        ...

    def encode(self, candidate: Candidate) -> Genes:
        """Genes of a candidate, as far as the template still has its paths; perhaps not valid (see `repair`)."""
        ...

    def is_valid(self, genes: Genes) -> bool:
        """Whether the genes obey the template's choices and the steering."""
        ...
