"""What every value of the contract has in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Frozen(BaseModel):
    """An immutable value that refuses fields it does not know and writes NaN as null."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null", allow_inf_nan=False)


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
"""A short, opaque id: given once, never reused."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
"""What a person calls something."""

Actor = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
"""Who did it: a person by the name they chose, `search`, or `system`."""

Share = Annotated[float, Field(ge=0, le=1)]
"""A share of a whole, in [0, 1]."""

Count = Annotated[int, Field(ge=0)]
"""How many: not negative."""
