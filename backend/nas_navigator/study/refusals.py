"""Why a command is not done, in words for people and with the HTTP status that fits."""


class Refusal(Exception):  # noqa: N818 (a refusal is an answer, not an error)
    """A command is refused as a whole; `detail` names the value, the rule and the mend.

    `status` is 409 where the study's state forbids it (the same command may be right later), 422 where the
    command names something that does not exist or cannot be, 404 where the thing that it is about is gone.
    """

    def __init__(self, status: int, title: str, detail: str, field: str | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.title = title
        self.detail = detail
        self.field = field


def conflict(detail: str) -> Refusal:
    """The state of the study forbids it now."""
    return Refusal(409, "Not possible now", detail)


def unknown(kind: str, value: str, field: str) -> Refusal:
    """The command names something that the study does not have."""
    return Refusal(422, f"Unknown {kind}", f"this study has no {kind} '{value}'", field)


def wrong(detail: str, field: str | None = None) -> Refusal:
    """The command asks for what cannot be."""
    return Refusal(422, "Not possible", detail, field)
