"""What a candidate costs as a network of its own: parameters and multiply-adds, counted without building it."""

from dataclasses import dataclass

from nas_navigator.networks.blueprint import Blueprint, PathPart
from nas_navigator.networks.program import compile_program
from nas_navigator.networks.standalone import template_of, used_weights
from nas_navigator.networks.steps import Step
from nas_navigator_schemas.templates import Candidate, Template


@dataclass(frozen=True, slots=True)
class Costs:
    """Of a standalone network: numbers that are trained, and multiply-adds of its convolutions and heads an image."""

    parameters: int
    madds: int


def costs_of(template: Template, candidate: Candidate) -> Costs:
    """The costs of a candidate's standalone network."""
    blueprint = Blueprint(template_of(template, candidate))
    program = compile_program(blueprint, (candidate,))
    learned = (spec.size for spec in used_weights(blueprint, program).values() if spec.learned)
    return Costs(sum(learned), sum(_madds(step, blueprint) for step in program.steps))


def _madds(step: Step, blueprint: Blueprint) -> int:
    match step.kind:
        case "stem":
            stem = blueprint.stems[step.subject[0]]
            return 9 * stem.channels * stem.shape[0] * stem.shape[1] * stem.shape[2]
        case "path":
            return _path_madds(blueprint.paths[step.subject[0], step.subject[1]])
        case "column":
            return _column_madds(step, blueprint)
        case _:
            return 0


def _path_madds(part: PathPart) -> int:
    return part.family.madds(part.setting, part.height, part.width)


def _column_madds(step: Step, blueprint: Blueprint) -> int:
    owner, name, source, node = step.subject
    reader = blueprint.readers[owner, name]
    _, height, width = reader.shape
    return reader.source(source).columns[node].spec.size * height * width
