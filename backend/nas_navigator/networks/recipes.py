"""How a network is trained, complete: what a person configured and what goes with it. Pure."""

import math
from dataclasses import dataclass

from nas_navigator.networks.augmentation import NO_AUGMENTATION, Augmentation
from nas_navigator_schemas.configuration import TrainingConfiguration


@dataclass(frozen=True, slots=True)
class Recipe:
    """A configuration with its batch size settled; `warm_up` is the share of the steps in which the rate rises."""

    configuration: TrainingConfiguration
    batch_size: int
    warm_up: float = 0.0
    label_smoothing: float = 0.0
    augmentation: Augmentation = NO_AUGMENTATION

    def rate(self, step: int, steps: int) -> float:
        """The learning rate of a step of `steps`: up in a line, then to zero by cosine."""
        rising = self.warm_up * steps
        if step < rising:
            return self.configuration.learning_rate * (step + 1) / (rising + 1)
        share = (step - rising) / max(1.0, steps - rising)
        return self.configuration.learning_rate * 0.5 * (1 + math.cos(math.pi * share))


def template_training(configuration: TrainingConfiguration, batch_size: int) -> Recipe:
    """How the template is trained; `batch_size` is the data set's, used where none is configured."""
    return Recipe(configuration, configuration.batch_size or batch_size, warm_up=0.05)


def final_training(
    configuration: TrainingConfiguration, batch_size: int, augmentation: Augmentation = NO_AUGMENTATION
) -> Recipe:
    """How a standalone network is trained."""
    return Recipe(configuration, configuration.batch_size or batch_size, warm_up=0.1, augmentation=augmentation)
