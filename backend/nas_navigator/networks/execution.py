"""Running a program: each value is made when its turn comes and dropped after its last reader."""

from collections.abc import Mapping, Sequence

import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor

from nas_navigator.networks.blueprint import Blueprint, PathPart, Weight
from nas_navigator.networks.normalisation import Statistics, normalise
from nas_navigator.networks.program import Program
from nas_navigator.networks.steps import Step

Weights = Mapping[str, Tensor]


def execute(
    program: Program,
    blueprint: Blueprint,
    weights: Weights,
    inputs: Mapping[str, Tensor],
    statistics: Statistics = "batch",
) -> list[dict[str, Tensor]]:
    """The logits (N, classes) of each output, for each candidate of the program.

    Args:
        inputs: by template input, (N, C, H, W).
        statistics: whose mean and variance normalisation uses.
    """
    values: dict[int, Tensor] = {}
    for index, released in zip(program.order, program.releases, strict=True):
        step = program.steps[index]
        reads = [values[value] for value in step.reads]
        if step.kind == "input":
            values[index] = inputs[step.subject[0]]
        elif _may_overwrite(program, step, released):
            values[index] = reads[0].add_(reads[1])
        else:
            values[index] = compute(step, reads, blueprint, weights, statistics)
        del reads
        for value in released:
            del values[value]
    return [{name: values[step] for name, step in outputs.items()} for outputs in program.outputs]


def _may_overwrite(program: Program, step: Step, released: Sequence[int]) -> bool:
    """Whether a sum may be made in the place of its first term: a sum of columns that nobody reads again.

    The same bits without the time for new memory; gradients would need the old value. Sums of paths may not: a skip
    connection shows the value that it reads.
    """
    if step.kind != "sum" or torch.is_grad_enabled():
        return False
    first, second = step.reads
    return first in released and program.steps[second].kind == "column"


def compute(
    step: Step, reads: Sequence[Tensor], blueprint: Blueprint, weights: Weights, statistics: Statistics
) -> Tensor:
    """The value of one step that is no input."""
    match step.kind:
        case "rectify":
            return F.relu(reads[0])
        case "sum":
            return reads[0] + reads[1]
        case "norm":
            return normalise(reads[0], _of(norm_of(step, blueprint), weights), statistics)
        case "pool":
            return reads[0].mean(dim=(2, 3))
        case "path":
            return _path(blueprint.paths[step.subject[0], step.subject[1]], reads[0], weights, statistics)
        case "column":
            return _column(step, reads[0], blueprint, weights)
        case "adapter":
            reader = blueprint.readers[step.subject[0], step.subject[1]]
            return normalise(reads[0], _of(reader.weights, weights), statistics)
        case "head":
            reader = blueprint.readers[step.subject[0], step.subject[1]]
            return reads[0] + _of(reader.weights, weights)["bias"]
        case _:
            chosen = _of(blueprint.stems[step.subject[0]].weights, weights)
            return normalise(F.conv2d(reads[0], chosen["weight"], padding=1), chosen, statistics)


def norm_of(step: Step, blueprint: Blueprint) -> tuple[Weight, ...]:
    """The weights of the normalisation of a step with which a head reads a node."""
    owner, output, source, node = step.subject
    return blueprint.readers[owner, output].source(source).norms[node]


def _of(part: Sequence[Weight], weights: Weights) -> dict[str, Tensor]:
    return {weight.name: weights[weight.key] for weight in part}


def _path(part: PathPart, x: Tensor, weights: Weights, statistics: Statistics) -> Tensor:
    chosen = _of(part.weights, weights)
    if part.crop is not None:
        chosen = {name: central(tensor, part.crop) for name, tensor in chosen.items()}
    return part.family.compute(x, chosen, part.setting, statistics)


def central(tensor: Tensor, kernel: int) -> Tensor:
    """The central `kernel` x `kernel` window of a convolution's weight; anything else as it is."""
    if tensor.dim() < 4:
        return tensor
    for dimension in (2, 3):
        surplus = tensor.shape[dimension] - kernel
        if surplus > 0:
            tensor = tensor.narrow(dimension, surplus // 2, kernel)
    return tensor


def _column(step: Step, x: Tensor, blueprint: Blueprint, weights: Weights) -> Tensor:
    """What one node adds to an adapter (a 1x1 convolution) or, averaged over its pixels, to a head."""
    owner, name, source_name, node = step.subject
    reader = blueprint.readers[owner, name]
    source = reader.source(source_name)
    matrix = weights[source.columns[node].key]
    if source.carry is not None:
        matrix = matrix * weights[source.carry.key]
    if x.dim() == 2:
        return F.linear(x, matrix)
    return F.conv2d(_fitting(x, source.stride, reader.shape[1:]), matrix)


def _fitting(x: Tensor, stride: tuple[int, int], size: tuple[int, int]) -> Tensor:
    """The pixels of `x` that the stride keeps, or averages where it does not bring `x` to `size`."""
    reached = tuple(-(-side // step) for side, step in zip(x.shape[2:], stride, strict=True))
    return x[:, :, :: stride[0], :: stride[1]] if reached == size else F.adaptive_avg_pool2d(x, size)
