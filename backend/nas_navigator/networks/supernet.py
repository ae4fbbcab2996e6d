"""The supernet: every weight of a template, of which a candidate runs only its own paths."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from nas_navigator.networks.blueprint import Blueprint
from nas_navigator.networks.execution import execute
from nas_navigator.networks.inheritance import carried_sources, fill
from nas_navigator.networks.initial import WeightSpec
from nas_navigator.networks.program import Program, compile_program
from nas_navigator_schemas.templates import Candidate, Template

Inputs = Tensor | Mapping[str, Tensor]
"""(N, C, H, W), or one such tensor for each template input."""


class Supernet:
    """The network of a template, its weights under weight keys (see `blueprint`).

    Normalisation always uses the batch's own statistics, so that what candidates share stays exactly shared.

    Args:
        template: a valid template.
        seed: from which, with its key, each fresh weight starts.
        weights: of an earlier version of the template; those that fit are kept, the others come back in `state`.
        device: where the weights live.
    """

    def __init__(
        self,
        template: Template,
        seed: int,
        weights: Mapping[str, Tensor] | None = None,
        device: torch.device | str = "cpu",
    ) -> None:
        given = weights or {}
        plain = Blueprint(template)
        carried = carried_sources(plain, given)
        self.template = template
        self.blueprint = Blueprint(template, carried) if carried else plain
        filled = fill(self.blueprint, given, seed)
        self.weights = placed(self.blueprint.weights, filled, device)
        self._others = {key: tensor.detach() for key, tensor in given.items() if key not in filled}

    def forward(self, inputs: Inputs, candidate: Candidate) -> dict[str, Tensor]:
        """The logits (N, classes) of each output, running only the candidate's paths."""
        return self.run(inputs, compile_program(self.blueprint, (candidate,)))[0]

    def forward_all(self, inputs: Inputs, candidates: Sequence[Candidate]) -> list[dict[str, Tensor]]:
        """The logits of each candidate; what they share is computed once."""
        return self.run(inputs, compile_program(self.blueprint, candidates))

    def run(self, inputs: Inputs, program: Program) -> list[dict[str, Tensor]]:
        """The logits of each candidate of a program that was compiled from this blueprint."""
        return execute(program, self.blueprint, self.weights, named_inputs(self.template, inputs), "batch")

    def parameters(self) -> dict[str, Tensor]:
        """What training moves by gradient, by key."""
        return {key: tensor for key, tensor in self.weights.items() if tensor.requires_grad}

    def carries(self) -> dict[str, Tensor]:
        """The factors of sources that are being phased out, by key; empty once that is done."""
        return {
            source.carry.key: self.weights[source.carry.key]
            for reader in self.blueprint.readers.values()
            for source in reader.sources
            if source.carry is not None
        }

    def fade(self, share: float) -> None:
        """Bring the factor of each carried source down to `share`; at 0 it is dropped and its columns set aside."""
        for factor in self.carries().values():
            factor.fill_(share)
        if share <= 0 and self.carries():
            self.blueprint = Blueprint(self.template)
            self._others |= {key: self.weights.pop(key) for key in [*self.weights] if key not in self.blueprint.weights}

    def state(self) -> dict[str, Tensor]:
        """A copy on the CPU of every weight, with those that the template no longer uses."""
        return {key: copied(tensor) for key, tensor in {**self._others, **self.weights}.items()}


def placed(
    specs: Mapping[str, WeightSpec], weights: Mapping[str, Tensor], device: torch.device | str
) -> dict[str, Tensor]:
    """The weights of the specs on a device, ready to be trained where their spec says so."""
    return {key: weights[key].detach().to(device).requires_grad_(spec.learned) for key, spec in specs.items()}


def copied(tensor: Tensor) -> Tensor:
    """A copy on the CPU, without history."""
    return tensor.detach().to("cpu", copy=True).contiguous()


def named_inputs(template: Template, inputs: Inputs) -> Mapping[str, Tensor]:
    """The tensors by template input, channels-last; one alone is that of the first input."""
    given = {template.inputs[0].name: inputs} if isinstance(inputs, Tensor) else inputs
    return {name: channels_last(tensor) for name, tensor in given.items()}


def channels_last(x: Tensor) -> Tensor:
    """`x` (N, C, H, W) laid out channels-last, which is 3 times as fast on a CPU.

    An image of one channel is both layouts at once; convolutions then choose by its strides, so these are set.
    """
    strides = (x[0].numel(), 1, x.shape[1] * x.shape[3], x.shape[1])
    if x.stride() == strides:
        return x
    return x.new_empty(x.shape).as_strided(x.shape, strides).copy_(x)
