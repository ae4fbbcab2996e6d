"""The reference that sparse execution is held against: everything is computed, and what is inactive times zero."""

from collections.abc import Mapping

from torch import Tensor

from nas_navigator.networks.blueprint import Blueprint
from nas_navigator.networks.execution import compute
from nas_navigator.networks.program import Program, Step, active_paths, compile_program
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
        self._nodes = self._node_steps()

    def forward(self, inputs: Inputs, candidate: Candidate) -> dict[str, Tensor]:
        """The logits (N, classes) of each output."""
        given = named_inputs(self._supernet.template, inputs)
        chosen, loose = set(candidate.paths), self._loose(candidate)
        values: dict[int, Tensor] = {}
        for index, step in enumerate(self._program.steps):
            values[index] = self._value(step, values, given, chosen, loose)
            for value in self._program.releases[index]:
                del values[value]
        return {name: values[step] for name, step in self._program.outputs[0].items()}

    def _value(
        self,
        step: Step,
        values: Mapping[int, Tensor],
        given: Mapping[str, Tensor],
        chosen: set[str],
        loose: Mapping[int, float],
    ) -> Tensor:
        if step.kind == "input":
            return given[step.subject[0]]
        reads = [values[value] for value in step.reads]
        if step.kind == "join":
            reads = [
                read * loose.get(self._node_behind(value), 1.0) for value, read in zip(step.reads, reads, strict=True)
            ]
        value = compute(step, reads, self._blueprint, self._supernet.weights, "batch")
        return value * float(step.subject[1] in chosen) if step.kind == "path" else value

    def _node_behind(self, value: int) -> int:
        """The step that what a reader joins begins with: before the ReLU, and the normalisation if there is one."""
        while self._program.steps[value].kind in ("rectify", "norm"):
            (value,) = self._program.steps[value].reads
        return value

    def _node_steps(self) -> dict[tuple[str, str], int]:
        """The step of each node, by cell and node: the sum of its paths, or the only one."""
        steps: dict[tuple[str, str], int] = {}
        for index, step in enumerate(self._program.steps):
            if step.kind == "path":
                cell, path = step.subject
                steps[cell, self._blueprint.paths[cell, path].path.target] = index
        for index, step in enumerate(self._program.steps):
            if step.kind == "sum":
                cell, path = self._program.steps[step.reads[0]].subject
                steps[cell, self._blueprint.paths[cell, path].path.target] = index
        return steps

    def _loose(self, candidate: Candidate) -> dict[int, float]:
        """For each node's step, 1 where the candidate's cell puts it out and 0 where another node reads it."""
        blueprint = self._supernet.blueprint
        active = active_paths(blueprint, candidate)
        put_out = {(cell, node) for cell in active for node in blueprint.loose_nodes(cell, active[cell])}
        return {step: float(place in put_out) for place, step in self._nodes.items()}


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
