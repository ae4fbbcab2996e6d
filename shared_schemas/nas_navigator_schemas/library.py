"""The library of templates: what a gallery shows of each, what is saved, and edits of one that no study uses yet."""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from nas_navigator_schemas._base import Count, Frozen, Id, Name
from nas_navigator_schemas.commands import (
    AddCell,
    AddPaths,
    MoveCell,
    RemoveCell,
    RemovePaths,
    SetCellNodes,
    SetOperationParameters,
)
from nas_navigator_schemas.templates import Template, TemplateChoice

Description = Annotated[str, Field(max_length=400)]


class CellPicture(Frozen):
    """A cell as a gallery draws it: for each node, how many paths of each operation lead into it."""

    kind: Literal["normal", "reduction", "settings"]
    tied: bool
    nodes: tuple[dict[str, Count], ...]


class TemplateSummary(Frozen):
    """A template of the gallery. `datasets` are those that it can read; a built-in one has parameters to choose."""

    id: Id
    name: str
    description: str
    saved: bool
    saved_at: str | None
    datasets: tuple[Id, ...]
    channels: Count
    paths: Count
    cells: tuple[CellPicture, ...]


class TemplateList(RootModel[tuple[TemplateSummary, ...]]):
    """The answer to `GET /templates`: those of the catalogue, then the saved ones, newest first."""


class TemplateFile(Frozen):
    """A whole template with its name, as it is saved, exported and imported."""

    format: Literal["nas-navigator template"] = "nas-navigator template"
    version: Literal[1] = 1
    name: Name
    description: Description = ""
    template: Template


class BuildTemplate(Frozen):
    """The body of `POST /templates/build`: a template of the catalogue, with parameters, for a data set."""

    dataset: Id
    template: TemplateChoice


class TemplateBuilt(Frozen):
    """A whole template and what a gallery would show of it."""

    template: Template
    summary: TemplateSummary


DraftCommand = Annotated[
    AddCell | RemoveCell | MoveCell | SetCellNodes | AddPaths | RemovePaths | SetOperationParameters,
    Field(discriminator="type"),
]
"""Commands that edit a template which no study uses yet; `remove_paths` drops the paths, nothing remembers them."""


class EditTemplate(Frozen):
    """The body of `POST /templates/edit`."""

    template: Template
    command: DraftCommand
