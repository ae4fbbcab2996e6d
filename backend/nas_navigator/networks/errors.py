"""What can go wrong with networks, in words for people, and how a run is interrupted."""

from typing import Literal

Action = Literal["suspend", "stop"]


class NetworkError(Exception):
    """A network cannot be built, read or trained as asked; the message names the value, the rule and the mend."""


class Interrupted(Exception):  # noqa: N818 (to be interrupted is no error)
    """The control asked to suspend or to stop, and there is no partial result to hand back."""

    def __init__(self, action: Action) -> None:
        super().__init__(f"interrupted: asked to {action}")
        self.action = action
