"""Small random changes of training images, the same for all pixels of an image."""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor

from nas_navigator.networks.randomness import Purpose, generator


@dataclass(frozen=True, slots=True)
class Augmentation:
    """Random shift by up to `shift` pixels in each direction, and a mirror image half of the time if `flip`."""

    shift: int = 0
    flip: bool = False

    def apply(self, images: Tensor, seed: int, step: int) -> Tensor:
        """Images (N, C, H, W), changed as (seed, step) says; what is shifted in is the image's darkest value."""
        rng = generator(seed, Purpose.AUGMENTATION, step)
        if self.shift:
            images = _shifted(images, self.shift, rng)
        if self.flip:
            mirrored = torch.from_numpy(rng.random(len(images)) < 0.5).to(images.device)
            images = torch.where(mirrored[:, None, None, None], images.flip(3), images)
        return images


NO_AUGMENTATION = Augmentation()


def _shifted(images: Tensor, shift: int, rng: np.random.Generator) -> Tensor:
    count, _, height, width = images.shape
    padded = F.pad(images, (shift,) * 4, value=float(images.min()))
    offsets = torch.from_numpy(rng.integers(0, 2 * shift + 1, size=(2, count)))
    rows = offsets[0][:, None] + torch.arange(height)
    columns = offsets[1][:, None] + torch.arange(width)
    picked = padded.permute(0, 2, 3, 1)[torch.arange(count)[:, None, None], rows[:, :, None], columns[:, None, :]]
    return picked.permute(0, 3, 1, 2)
