"""How weights follow the gradient: the loss, the optimizer, and its moments as named tensors."""

from collections.abc import Mapping

import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor

from nas_navigator.networks.examples import Examples
from nas_navigator_schemas.configuration import TrainingConfiguration

PREFIX = "optimizer:"


def loss_of(logits: Mapping[str, Tensor], batch: Examples, smoothing: float) -> Tensor:
    """The cross entropy of a batch, summed over outputs; logits (N, classes) by output."""
    losses = [F.cross_entropy(logits[name], labels, label_smoothing=smoothing) for name, labels in batch.labels.items()]
    return torch.stack(losses).sum()


def make_optimizer(chosen: TrainingConfiguration, parameters: Mapping[str, Tensor]) -> torch.optim.Optimizer:
    """The optimizer that is configured; a weight without a gradient, as of an inactive path, is left as it is."""
    moved = list(parameters.values())
    if chosen.optimizer == "adamw":
        return torch.optim.AdamW(moved, lr=chosen.learning_rate, weight_decay=chosen.weight_decay)
    return torch.optim.SGD(moved, lr=chosen.learning_rate, momentum=chosen.momentum, weight_decay=chosen.weight_decay)


def moments(optimizer: torch.optim.Optimizer, parameters: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What the optimizer remembers of each weight, as tensors under names of their own."""
    return {
        f"{PREFIX}{name}:{key}": value.detach().cpu().clone()
        for key, parameter in parameters.items()
        for name, value in optimizer.state.get(parameter, {}).items()
        if isinstance(value, Tensor)
    }


def restore(optimizer: torch.optim.Optimizer, parameters: Mapping[str, Tensor], tensors: Mapping[str, Tensor]) -> None:
    """Give the optimizer the moments that `moments` took, in place."""
    for name, tensor in tensors.items():
        if name.startswith(PREFIX):
            moment, key = name.removeprefix(PREFIX).split(":", 1)
            if key in parameters:
                device = "cpu" if moment == "step" else parameters[key].device
                optimizer.state[parameters[key]][moment] = tensor.to(device, copy=True)
