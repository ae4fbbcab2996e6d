"""What is wrong with a layout, in words for people."""


class MapError(ValueError):
    """A layout cannot be made or read; `detail` names the value and the rule."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail
