"""Standalone networks: one candidate, with its own paths only."""

from collections.abc import Mapping, Sequence
from itertools import cycle, islice

import torch
from torch import Tensor

from nas_navigator.networks.blueprint import Blueprint, ReaderId
from nas_navigator.networks.errors import NetworkError
from nas_navigator.networks.execution import central, execute, norm_of
from nas_navigator.networks.inheritance import carried_sources, fill
from nas_navigator.networks.initial import WeightSpec
from nas_navigator.networks.normalisation import Statistics
from nas_navigator.networks.program import Program, compile_program
from nas_navigator.networks.supernet import Inputs, Supernet, copied, named_inputs, placed
from nas_navigator_schemas.templates import Candidate, Template

CALIBRATION_BATCHES = 60


class StandaloneNetwork:
    """The network of one candidate; it stores the statistics of its normalisations in training.

    Args:
        template: the template that contains the candidate.
        candidate: the network's active paths.
        seed: from which, with its key, each weight that is not given starts.
        weights: to start from, such as a file of this network; keys that it does not have are refused.
        carried: sources that it hears beside the template's own (see `inheritance`); None: as the weights have it.
        device: where the weights live.

    Raises:
        NetworkError: a weight that is given does not belong to the network.
    """

    def __init__(
        self,
        template: Template,
        candidate: Candidate,
        seed: int,
        weights: Mapping[str, Tensor] | None = None,
        carried: Mapping[ReaderId, tuple[str, ...]] | None = None,
        device: torch.device | str = "cpu",
    ) -> None:
        self.template = template_of(template, candidate)
        self.candidate = candidate
        if carried is None:
            carried = carried_sources(Blueprint(self.template), weights or {})
        self.blueprint = Blueprint(self.template, carried, stored=True)
        self.program: Program = compile_program(self.blueprint, (candidate,))
        self._specs = used_weights(self.blueprint, self.program)
        self._refuse_strangers(weights or {})
        filled = fill(self.blueprint, weights or {}, seed)
        self.weights = placed(self._specs, filled, device)

    def forward(self, inputs: Inputs, statistics: Statistics = "stored") -> dict[str, Tensor]:
        """The logits (N, classes) of each output."""
        given = named_inputs(self.template, inputs)
        return execute(self.program, self.blueprint, self.weights, given, statistics)[0]

    def parameters(self) -> dict[str, Tensor]:
        """What training moves by gradient, by key."""
        return {key: tensor for key, tensor in self.weights.items() if tensor.requires_grad}

    def state(self) -> dict[str, Tensor]:
        """A copy on the CPU of every weight and stored statistic."""
        return {key: copied(tensor) for key, tensor in self.weights.items()}

    def _refuse_strangers(self, weights: Mapping[str, Tensor]) -> None:
        for key, tensor in weights.items():
            if key not in self._specs or tuple(tensor.shape) != self._specs[key].shape:
                shape = tuple(tensor.shape)
                raise NetworkError(
                    f"weight '{key}' of shape {shape} does not belong to network {self.candidate.id}; "
                    "load the file that was written for it"
                )


def template_of(template: Template, candidate: Candidate) -> Template:
    """The template with the candidate's paths only."""
    chosen = set(candidate.paths)
    return template.model_copy(update={"paths": tuple(path for path in template.paths if path.id in chosen)})


def used_weights(blueprint: Blueprint, program: Program) -> dict[str, WeightSpec]:
    """The weights that the program's steps read, by key."""
    used: dict[str, WeightSpec] = {}
    for step in program.steps:
        if step.kind == "stem":
            used |= {weight.key: weight.spec for weight in blueprint.stems[step.subject[0]].weights}
        elif step.kind == "path":
            part = blueprint.paths[step.subject[0], step.subject[1]]
            used |= {weight.key: weight.spec for weight in part.weights}
        elif step.kind == "norm":
            used |= {weight.key: weight.spec for weight in norm_of(step, blueprint)}
        elif step.kind in ("adapter", "head"):
            reader = blueprint.readers[step.subject[0], step.subject[1]]
            used |= {weight.key: weight.spec for weight in reader.weights}
        elif step.kind == "column":
            owner, name, read, node = step.subject
            source = blueprint.readers[owner, name].source(read)
            used |= {source.columns[node].key: source.columns[node].spec}
            used |= {source.carry.key: source.carry.spec} if source.carry else {}
    return used


def cut(supernet: Supernet, candidate: Candidate) -> StandaloneNetwork:
    """The standalone network of a candidate with its weights cut out of the supernet.

    With batch statistics it gives the supernet's output; stored statistics come with training or `calibrate`.
    """
    carried = {
        reader: tuple(source.name for source in part.sources if source.carry is not None)
        for reader, part in supernet.blueprint.readers.items()
    }
    network = StandaloneNetwork(supernet.template, candidate, 0, carried=carried)
    with torch.no_grad():
        for key, tensor in _cut_weights(supernet, network).items():
            network.weights[key].copy_(tensor)
    return network


def _cut_weights(supernet: Supernet, network: StandaloneNetwork) -> dict[str, Tensor]:
    cuts = {key: tensor for key, tensor in supernet.weights.items() if key in network.weights}
    for place, part in network.blueprint.paths.items():
        theirs = {weight.name: weight.key for weight in supernet.blueprint.paths[place].weights}
        for weight in part.weights:
            if weight.name in theirs and weight.key in network.weights:
                source = supernet.weights[theirs[weight.name]]
                cuts[weight.key] = central(source, max(weight.spec.shape[2:])) if source.dim() == 4 else source
    return cuts


def calibrate(network: StandaloneNetwork, batches: Sequence[Inputs]) -> None:
    """Store statistics for weights that were trained without, in place, by passing over the batches again and again.

    A stored statistic is a running mean that forgets a tenth at each batch, so after 60 it is the batches' own.
    """
    with torch.no_grad():
        for batch in islice(cycle(batches), CALIBRATION_BATCHES):
            network.forward(batch, "training")
