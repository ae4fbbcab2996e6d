"""What an archive of a study says of itself."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from nas_navigator_schemas._base import Count, Frozen, Id, Name

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ArchiveManifest(Frozen):
    """The study in the file: its log's length and SHA-256, and its artifacts by name with their sizes in bytes."""

    format: Literal["nas-navigator study"] = "nas-navigator study"
    version: Literal[1] = 1
    made_with: str = Field(max_length=80)
    study: Id
    name: Name
    events: Count = 0
    events_sha256: Digest = "0" * 64
    artifacts: dict[Digest, Count] = Field(default={}, max_length=100_000)
