"""The cell template: normal and reduction cells of B nodes with six operations an edge (NAS-Navigator, section 4)."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from nas_navigator.spaces.errors import SpaceError
from nas_navigator.spaces.operations import OPERATIONS, USUAL, operation
from nas_navigator.spaces.structure import default_inputs, sources_of_node
from nas_navigator.spaces.templates.parameters import parsed
from nas_navigator_schemas._base import Frozen
from nas_navigator_schemas.catalogue import DatasetEntry
from nas_navigator_schemas.configuration import ADVANCED
from nas_navigator_schemas.templates import Cell, Path, PerNode, Template

ID = "cells"
Kind = Literal["normal", "reduction"]


class CellsParameters(Frozen):
    """What the template can be asked for; the defaults are those of the page."""

    cells: Annotated[tuple[Kind, ...], Field(min_length=1, max_length=60)] = Field(
        ("normal", "reduction", "normal"),
        description="Kinds of the cells in order; a reduction cell halves height and width and doubles the channels.",
    )
    nodes: int = Field(4, ge=1, le=12, description="Nodes of each cell.")
    channels: int | None = Field(
        None, ge=1, le=512, description="Channels of the first cell; empty: 8 for digits, 16 otherwise."
    )
    operations: Annotated[tuple[str, ...], Field(min_length=1, max_length=32)] = Field(
        USUAL,
        description="Operations on offer on each edge.",
        json_schema_extra={"items": {"type": "string", "enum": list(OPERATIONS)}, "uniqueItems": True},
    )
    inputs_per_node: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]] = Field(
        (2, 2), description="Fewest and most active paths into a node.", json_schema_extra=ADVANCED
    )
    tie: Literal["none", "by_kind"] | None = Field(
        None,
        description="Whether cells of a kind share one mask; empty: none up to 4 cells, by kind above.",
        json_schema_extra=ADVANCED,
    )


NAME = "Cells"
DESCRIPTION = "A row of normal and reduction cells; in each, every node reads two of the values before it."


def schema() -> dict[str, Any]:
    """The parameters as a JSON Schema."""
    return CellsParameters.model_json_schema()


def fits(dataset: DatasetEntry) -> bool:
    """Whether the template can read the data set: images."""
    return len(dataset.input.shape) == 3


def build(parameters: Mapping[str, Any], dataset: DatasetEntry) -> Template:
    """The template with these parameters for a data set.

    Raises:
        SpaceError: a parameter is not known or not allowed.
    """
    chosen = _parse(parameters)
    kinds = chosen.cells
    tie = chosen.tie or ("by_kind" if len(kinds) > 4 else "none")
    cells = _cells(kinds, chosen, dataset.input.name, tie == "by_kind")
    paths = tuple(_paths(cells))
    return Template(
        id=ID,
        name="".join(kind[0].upper() for kind in kinds),
        inputs=(dataset.input,),
        outputs=(dataset.output,),
        channels=chosen.channels or (8 if dataset.id == "digits" else 16),
        next_cell=len(cells),
        next_path=len(paths),
        cells=cells,
        paths=paths,
    )


def _parse(parameters: Mapping[str, Any]) -> CellsParameters:
    chosen = parsed(CellsParameters, parameters)
    for identifier in chosen.operations:
        operation(identifier)
    if len(set(chosen.operations)) < len(chosen.operations):
        raise SpaceError("'operations' names an operation twice; name each once", "operations")
    low, high = chosen.inputs_per_node
    if low > high:
        raise SpaceError(
            f"'inputs_per_node' is [{low}, {high}]; the minimum must not exceed the maximum", "inputs_per_node"
        )
    return chosen


def _cells(kinds: Sequence[Kind], chosen: CellsParameters, image: str, tie: bool) -> tuple[Cell, ...]:
    order = tuple(f"c{position}" for position in range(len(kinds)))
    low, high = chosen.inputs_per_node
    return tuple(
        Cell(
            id=order[position],
            kind=kind,
            nodes=chosen.nodes,
            inputs=default_inputs(order, position, image),
            tied_to=_pattern(kinds, position) if tie else None,
            choice=PerNode(minimum=low, maximum=high),
            operations=chosen.operations,
        )
        for position, kind in enumerate(kinds)
    )


def _pattern(kinds: Sequence[Kind], position: int) -> str | None:
    first = kinds.index(kinds[position])
    return None if first == position else f"c{first}"


def _paths(cells: Sequence[Cell]) -> list[Path]:
    paths: list[Path] = []
    for cell in cells:
        if cell.tied_to is None:
            paths += full_cell_paths(cell, len(paths))
    return paths


def full_cell_paths(cell: Cell, first_id: int) -> list[Path]:
    """Every operation of the cell on every edge, node by node, with ids from `p{first_id}` on."""
    edges = [(source, f"n{node}") for node in range(cell.nodes) for source in sources_of_node(cell, node)]
    combinations = [(source, target, name) for source, target in edges for name in cell.operations]
    return [
        Path(
            id=f"p{first_id + index}",
            cell=cell.id,
            source=source,
            target=target,
            operation=name,
            parameters=operation(name).defaults(),
        )
        for index, (source, target, name) in enumerate(combinations)
    ]
