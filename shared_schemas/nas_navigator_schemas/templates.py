"""The template network, its cells and paths, and the candidates it contains (NAS-Navigator, section 4)."""

from typing import Annotated, Literal

from pydantic import FailFast, Field

from nas_navigator_schemas._base import Count, Frozen, Id, Name

MOST_CELLS, MOST_PATHS = 100, 20_000
"""The largest template."""

ParameterValue = bool | int | float | str
"""A value of an operation's or a template's parameter."""

PathState = Literal["available", "removed", "fixed"]
"""What steering says of a path: free to be chosen, never chosen, or part of every candidate."""


class PerNode(Frozen):
    """A valid mask has between `minimum` and `maximum` active paths into each node (the paper's t1(I1) + t2(I2))."""

    type: Literal["per_node"] = "per_node"
    minimum: int = Field(2, ge=1, le=64)
    maximum: int = Field(2, ge=1, le=64)


class PerEdge(Frozen):
    """A valid mask has exactly one active path on each edge (NAS-Bench-201, and settings cells)."""

    type: Literal["per_edge"] = "per_edge"


Choice = Annotated[PerNode | PerEdge, Field(discriminator="type")]


class WeightSlice(Frozen):
    """Which parameters a path uses: those under `key`, cropped as `slice` says (`{"kernel": 3}`: the central 3x3)."""

    key: Id
    slice: dict[str, int] = {}


class Path(Frozen):
    """One operation on one edge of one cell.

    `source` is `in0`, `in1` … (an input of the cell) or `n0`, `n1` … (an earlier node), `target` a node. `slot` tells
    apart paths that would otherwise be the same, so that a node can read one source twice. `weight` is None where the
    path owns its parameters.
    """

    id: Id
    cell: Id
    source: str = Field(pattern=r"^(in|n)\d{1,3}$")
    target: str = Field(pattern=r"^n\d{1,3}$")
    slot: Count = 0
    operation: Id
    parameters: dict[str, ParameterValue] = {}
    weight: WeightSlice | None = None


class Cell(Frozen):
    """A directed acyclic graph with named inputs and `nodes` nodes.

    `inputs` are ids of earlier cells or names of template inputs. With `adapters` each input is brought to the cell's
    width and size by a 1x1 convolution and normalisation; without, paths read it as it is. A cell that is `tied_to`
    another owns no paths: it uses the other's mask with its own weights. `combine` says what the output is: all nodes
    concatenated, only those that no other active path reads, or the last node alone. `operations` are what a new edge
    of this cell offers. A `settings` cell carries no tensor: one node, no inputs, and one-of-n paths whose parameters
    hold the value.
    """

    id: Id
    kind: Literal["normal", "reduction", "settings"]
    nodes: int = Field(ge=1, le=12)
    inputs: tuple[Id, ...] = Field(max_length=8)
    tied_to: Id | None = None
    combine: Literal["all", "loose_ends", "last"] = "all"
    adapters: bool = True
    choice: Choice = PerNode()
    operations: tuple[Id, ...] = Field(min_length=1, max_length=32)


class TemplateInput(Frozen):
    """A tensor that the network reads. `shape` is (channels, height, width)."""

    name: Id
    shape: tuple[int, int, int]


class TemplateOutput(Frozen):
    """A head of the network: what it predicts, how its error is measured, and which cell it reads (None: the last).

    It is linear in the mean over the image of the ReLU of what it reads; if `normalised`, of that normalised.
    """

    name: Id
    task: Literal["classification"] = "classification"
    loss: Literal["cross_entropy"] = "cross_entropy"
    metric: Literal["accuracy"] = "accuracy"
    classes: int = Field(ge=2, le=100_000)
    reads: Id | None = None
    normalised: bool = False


class TemplateHeader(Frozen):
    """A template without its cells and paths, which are records of their own.

    `channels` is F of the first cell. `next_cell` and `next_path` number the ids to come, so that none is reused.
    """

    id: Id
    name: Name
    inputs: tuple[TemplateInput, ...] = Field(min_length=1, max_length=8)
    outputs: tuple[TemplateOutput, ...] = Field(min_length=1, max_length=8)
    channels: int = Field(ge=1, le=4096)
    next_cell: Count = 0
    next_path: Count = 0


class Template(TemplateHeader):
    """The large network that contains every candidate: cells in order, and their paths in a stable order."""

    cells: tuple[Cell, ...] = Field(min_length=1, max_length=MOST_CELLS)
    paths: Annotated[tuple[Path, ...], Field(max_length=MOST_PATHS), FailFast()]


class TemplateChoice(Frozen):
    """A template of the catalogue, with its parameters."""

    id: Id
    parameters: dict[str, ParameterValue | tuple[ParameterValue, ...]] = {}


class Candidate(Frozen):
    """A network within the template: its active paths, sorted. The id is a stable hash of them."""

    id: Id
    paths: tuple[Id, ...]
