"""What every value of the contract has in common."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError


class Frozen(BaseModel):
    """An immutable value that refuses fields it does not know and writes NaN as null."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null", allow_inf_nan=False)


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
"""A short, opaque id: given once, never reused."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
"""What a person calls something."""

Actor = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
"""Who did it: a person by the name they chose, `search`, or `system`."""

RESERVED = ("search", "system")
"""What the program signs with."""

_ANY_CASE = "|".join("".join(f"[{letter.upper()}{letter}]" for letter in name) for name in RESERVED)
_OF_THE_PROGRAM = rf"^\s*({_ANY_CASE})\s*$"
_ONE_LINE = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]+$"


def _bare(name: str) -> str:
    """What is seen of a name: without format characters, and letters that look alike by design made one."""
    seen = (letter for letter in unicodedata.normalize("NFKC", name) if unicodedata.category(letter) != "Cf")
    return "".join(seen).strip().casefold()


def _of_a_person(name: str) -> str:
    bare = _bare(name)
    if not bare:
        raise PydanticCustomError("invisible", "nothing of this name can be seen; choose another")
    if bare in RESERVED:
        raise PydanticCustomError("reserved", "the program itself signs with this name; choose another")
    if not re.search(_ONE_LINE, name):
        raise PydanticCustomError("control_characters", "a name is one line of text without control characters")
    return name


Person = Annotated[
    Actor,
    AfterValidator(_of_a_person),
    Field(json_schema_extra={"pattern": _ONE_LINE, "not": {"pattern": _OF_THE_PROGRAM}}),
]
"""The name that a person signs with: a line of text, and none of the program's own."""

Share = Annotated[float, Field(ge=0, le=1)]
"""A share of a whole, in [0, 1]."""

Count = Annotated[int, Field(ge=0)]
"""How many: not negative."""
