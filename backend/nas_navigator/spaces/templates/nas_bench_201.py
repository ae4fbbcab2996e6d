"""NAS-Bench-201 (Dong and Yang, 2020): one cell of four nodes and six edges, with one of five operations on each edge.

Stem, N cells, a residual block, N cells of twice the width, a residual block, N cells of four times the width, and a
head of the normalised last cell. All N cells have the same mask, each its own weights. A residual block is a reduction
cell of whose edges each has one operation only.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field

from nas_navigator.spaces.operations import NONE
from nas_navigator.spaces.templates.cells import full_cell_paths
from nas_navigator.spaces.templates.parameters import parsed
from nas_navigator_schemas._base import Frozen
from nas_navigator_schemas.catalogue import DatasetEntry
from nas_navigator_schemas.templates import Cell, Path, PerEdge, Template

ID = "nas_bench_201"
NAME = "NAS-Bench-201"
DESCRIPTION = "One cell of four nodes, repeated, with one of five operations on each of its six edges; residual blocks."

OPERATIONS = (NONE, "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "plain_avg_pool_3x3")
"""What can stand on an edge, in the order of the benchmark."""
NODES = 3
"""Of the cell; the benchmark counts its input as a fourth."""
STAGES = 3
_RESIDUAL = (("in0", "n0", "nor_conv_3x3"), ("in0", "n1", "pooled_conv_1x1"), ("n0", "n1", "nor_conv_3x3"))


class NasBench201Parameters(Frozen):
    """What the template can be asked for; 5 cells and 16 channels are the benchmark's."""

    depth: int | None = Field(
        None, ge=1, le=20, description="Cells in each of the three stages; empty: 1 for digits, 5 otherwise."
    )
    channels: int | None = Field(
        None, ge=1, le=512, description="Channels of the first stage; empty: 8 for digits, 16 otherwise."
    )


def schema() -> dict[str, Any]:
    """The parameters as a JSON Schema."""
    return NasBench201Parameters.model_json_schema()


def fits(dataset: DatasetEntry) -> bool:
    """Whether the template can read the data set: images."""
    return len(dataset.input.shape) == 3


def build(parameters: Mapping[str, Any], dataset: DatasetEntry) -> Template:
    """The template with these parameters for a data set.

    Raises:
        SpaceError: a parameter is not known or not allowed.
    """
    chosen = parsed(NasBench201Parameters, parameters)
    small = dataset.id == "digits"
    depth = chosen.depth or (1 if small else 5)
    cells = tuple(_cells(depth, dataset.input.name))
    first_block = next(cell for cell in cells if cell.kind == "reduction")
    paths = full_cell_paths(cells[0], 0)
    paths += _residual_paths(first_block, len(paths))
    return Template(
        id=ID,
        name=f"NAS-Bench-201, {STAGES} x {depth} cells",
        inputs=(dataset.input,),
        outputs=(dataset.output.model_copy(update={"normalised": True}),),
        channels=chosen.channels or (8 if small else 16),
        next_cell=len(cells),
        next_path=len(paths),
        cells=cells,
        paths=tuple(paths),
    )


def _cells(depth: int, image: str) -> Iterator[Cell]:
    """Stages of `depth` cells, with a residual block before each but the first."""
    reads = image
    owners: dict[bool, str] = {}
    for position in range(STAGES * depth + STAGES - 1):
        identifier = f"c{position}"
        block = position % (depth + 1) == depth
        owner = owners.setdefault(block, identifier)
        yield Cell(
            id=identifier,
            kind="reduction" if block else "normal",
            nodes=2 if block else NODES,
            inputs=(reads,),
            tied_to=None if owner == identifier else owner,
            combine="last",
            adapters=False,
            choice=PerEdge(),
            operations=("nor_conv_3x3", "pooled_conv_1x1") if block else OPERATIONS,
        )
        reads = identifier


def _residual_paths(cell: Cell, first_id: int) -> list[Path]:
    return [
        Path(id=f"p{first_id + index}", cell=cell.id, source=source, target=target, operation=operation)
        for index, (source, target, operation) in enumerate(_RESIDUAL)
    ]
