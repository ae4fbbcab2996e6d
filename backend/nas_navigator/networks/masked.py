"""The reference that sparse execution is held against: everything is computed, and what is inactive times zero."""

from collections.abc import Mapping

from torch import Tensor

from nas_navigator.networks.blueprint import Blueprint
from nas_navigator.networks.execution import compute
from nas_navigator.networks.program import Program, active_paths, compile_program
from nas_navigator.networks.steps import Step
from nas_navigator.networks.supernet import Inputs, Supernet, named_inputs
from nas_navigator.spaces.candidates import make_candidate
from nas_navigator_schemas.templates import Candidate, Template


class MaskedNetwork:
    """A supernet that runs every path of its template and multiplies by a candidate's mask."""

    def __init__(self, supernet: Supernet) -> None:
        self._supernet = supernet
        # With loose ends a node that all paths read would not be put out, so that the whole is compiled without.
        self._blueprint = _with_all_nodes(supernet)
        self._program: Program = compile_program(self._blueprint, (whole(supernet.template),))

    def forward(self, inputs: Inputs, candidate: Candidate) -> dict[str, Tensor]:
        """The logits (N, classes) of each output."""
        given = named_inputs(self._supernet.template, inputs)
        chosen, loose = set(candidate.paths), self._loose(candidate)
        values: dict[int, Tensor] = {}
        for index, released in zip(self._program.order, self._program.releases, strict=True):
            values[index] = self._value(self._program.steps[index], values, given, chosen, loose)
            for value in released:
                del values[value]
        return {name: values[step] for name, step in self._program.outputs[0].items()}

    def _value(
        self,
        step: Step,
        values: Mapping[int, Tensor],
        given: Mapping[str, Tensor],
        chosen: set[str],
        loose: Mapping[tuple[str, str], float],
    ) -> Tensor:
        if step.kind == "input":
            return given[step.subject[0]]
        reads = [values[value] for value in step.reads]
        value = compute(step, reads, self._blueprint, self._supernet.weights, "batch")
        match step.kind:
            case "path":
                return value * float(step.subject[1] in chosen)
            case "column":
                return value * loose.get((step.subject[2], step.subject[3]), 1.0)
            case _:
                return value

    def _loose(self, candidate: Candidate) -> dict[tuple[str, str], float]:
        """For each node of each cell, 1 where the candidate's cell puts it out and 0 where another node reads it."""
        blueprint = self._supernet.blueprint
        active = active_paths(blueprint, candidate)
        put_out = {(cell, node) for cell in active for node in blueprint.loose_nodes(cell, active[cell])}
        nodes = [(cell, f"n{node}") for cell in active for node in range(blueprint.cells[cell].nodes)]
        return {place: float(place in put_out) for place in nodes}


def whole(template: Template) -> Candidate:
    """Every path of a template at once."""
    return make_candidate(path.id for path in template.paths)


def _with_all_nodes(supernet: Supernet) -> Blueprint:
    cells = tuple(
        cell.model_copy(update={"combine": "all"}) if cell.combine == "loose_ends" else cell
        for cell in supernet.template.cells
    )
    return Blueprint(supernet.template.model_copy(update={"cells": cells}))


def largest_difference(one: Mapping[str, Tensor], other: Mapping[str, Tensor]) -> float:
    """The largest absolute difference of two networks' logits."""
    return max(float((one[name] - other[name]).detach().abs().max()) for name in one)
