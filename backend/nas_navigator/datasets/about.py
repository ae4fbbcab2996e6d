"""What is known of each data set before its files are read: the numbers that loaders and catalogue share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """A data set.

    Attributes:
        id: what commands call it.
        name: what people call it.
        description: a sentence or two.
        shape: of an image: (channels, height, width).
        classes: names, by label.
        images: that are not for testing.
        test_images: that are for testing.
        validation_share: of `images`, what candidates are compared on unless told otherwise.
        batch_size: images a training step takes unless told otherwise.
        needs: how to get the files where they are missing.
    """

    id: str
    name: str
    description: str
    shape: tuple[int, int, int]
    classes: tuple[str, ...]
    images: int
    test_images: int
    validation_share: float
    batch_size: int
    needs: str = ""

    @property
    def train_images(self) -> int:
        """Images to train on, with the usual share for validation."""
        return self.images - round(self.images * self.validation_share)


DIGITS = About(
    id="digits",
    name="Digits",
    description="1,797 handwritten digits of 8x8 pixels; needs nothing and trains in seconds.",
    shape=(1, 8, 8),
    classes=tuple("0123456789"),
    images=1438,
    test_images=359,
    validation_share=0.25,
    batch_size=32,
)
FASHION_MNIST = About(
    id="fashion_mnist",
    name="Fashion-MNIST",
    description="70,000 grey images of ten kinds of clothes, 28x28 pixels.",
    shape=(1, 28, 28),
    classes=(
        "T-shirt",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    ),
    images=60_000,
    test_images=10_000,
    validation_share=0.1,
    batch_size=64,
    needs="Install the Debian package dataset-fashion-mnist, or be online: the first study downloads 30 MB.",
)
