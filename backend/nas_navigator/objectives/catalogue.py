"""What can be measured of a candidate, as data: units, definitions and which way is better; torch-free."""

from nas_navigator_schemas.catalogue import Entry

_ALL = (
    ("accuracy", "Accuracy", "Share of validation images told right, in [0, 1]; larger is better."),
    ("loss", "Loss", "Mean cross entropy on validation images, in nats; smaller is better."),
    ("parameters", "Parameters", "Trainable numbers of the network on its own; smaller is better."),
    ("madds", "Multiply-adds", "Multiplications and additions for one image; smaller is better."),
)


def entries() -> tuple[Entry, ...]:
    """The objectives, the default first."""
    return tuple(Entry(id=identifier, name=name, description=text) for identifier, name, text in _ALL)
