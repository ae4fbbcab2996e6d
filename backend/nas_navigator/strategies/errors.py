"""What is wrong with a strategy's parameters, in words for people."""


class StrategyError(ValueError):
    """A strategy cannot be had as asked; `detail` names value, rule and mend, `field` what is to blame."""

    def __init__(self, detail: str, field: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field
