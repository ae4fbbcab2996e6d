"""What is wrong with a template, an edit or a steering decision, in words for people."""


class SpaceError(ValueError):
    """A rule of the space is broken; `detail` names the value, the rule and the mend, `field` what is to blame."""

    def __init__(self, detail: str, field: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field
