"""Commands: what a person or a script asks of a study. Imperative; refused as a whole or done as a whole."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, FailFast, Field, RootModel, model_validator

from nas_navigator_schemas._base import Count, Frozen, Id, Name, Person
from nas_navigator_schemas.configuration import (
    BOUNDED,
    Constraint,
    TrainingConfiguration,
    as_constraints,
    with_parameters,
)
from nas_navigator_schemas.records import MOST_TWINS
from nas_navigator_schemas.templates import MOST_PATHS, ParameterValue

MOST_CANDIDATES = 200_000
Epochs = Annotated[int, Field(ge=1, le=10_000)]
# Of a long list the first wrong item is told; to tell a hundred thousand of them would hold everybody up.
Paths = Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_PATHS), FailFast()]
Candidates = Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_CANDIDATES), FailFast()]
Arch = Annotated[str, Field(min_length=1, max_length=2_000)]
Point = tuple[float, float]
Polygon = Annotated[tuple[Point, ...], Field(min_length=3, max_length=10_000)]


class _Command(Frozen):
    actor: Person = "person"
    command_id: Annotated[str, Field(pattern=r"^[^\x00]{1,80}$")] | None = None
    expected_seq: Count | None = None


class StartTraining(_Command):
    """Train the template so many epochs more."""

    type: Literal["start_training"] = "start_training"
    epochs: Epochs


class StartSearch(_Command):
    """Search so many iterations more, or until stopped."""

    type: Literal["start_search"] = "start_search"
    iterations: Annotated[int, Field(ge=1, le=1_000_000)] | None = None


class StepSearch(_Command):
    """Run one iteration, from idle or within a paused search."""

    type: Literal["step_search"] = "step_search"


class Pause(_Command):
    """Pause what runs, after the batch."""

    type: Literal["pause"] = "pause"


class Resume(_Command):
    """Go on with what was paused."""

    type: Literal["resume"] = "resume"


class Stop(_Command):
    """End what runs, after the batch; weights and finished evaluations are kept."""

    type: Literal["stop"] = "stop"


class CancelJob(_Command):
    """End one job by its id."""

    type: Literal["cancel_job"] = "cancel_job"
    job: Id


class ConfigureTraining(TrainingConfiguration, _Command):
    """Change the settings of training that are given (`model_fields_set`); the others stay."""

    type: Literal["configure_training"] = "configure_training"


class ConfigureSearch(_Command):
    """Change the strategy or its parameters, by name; the others stay. A parameter of null has its default again."""

    type: Literal["configure_search"] = "configure_search"
    strategy: Id | None = None
    parameters: dict[str, ParameterValue | None] = {}

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, given: object) -> object:
        return with_parameters(given, cls.model_fields)


class SetConstraints(_Command):
    """Replace the bounds that candidates must obey; an empty list lifts them.

    Also understood: a map, `{"parameters": 1000000}`, as `constraints` or in the place of it.
    """

    type: Literal["set_constraints"] = "set_constraints"
    constraints: Annotated[tuple[Constraint, ...], BeforeValidator(as_constraints), Field(max_length=8)]

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, given: object) -> object:
        if not isinstance(given, dict) or "constraints" in given:
            return given
        bounds = {name: given[name] for name in BOUNDED if name in given}
        rest = {name: value for name, value in given.items() if name not in bounds}
        return {**rest, "constraints": bounds} if bounds else given


class AddCell(_Command):
    """Insert an untied cell; `position` counts from 0."""

    type: Literal["add_cell"] = "add_cell"
    kind: Literal["normal", "reduction"]
    position: Count
    nodes: int = Field(4, ge=1, le=12)


class RemoveCell(_Command):
    """Take a cell out of the template; its weights are kept."""

    type: Literal["remove_cell"] = "remove_cell"
    cell: Id


class MoveCell(_Command):
    """Move a cell to another place in the row; `position` counts from 0."""

    type: Literal["move_cell"] = "move_cell"
    cell: Id
    position: Count


class SetCellNodes(_Command):
    """Give a cell more nodes or fewer."""

    type: Literal["set_cell_nodes"] = "set_cell_nodes"
    cell: Id
    nodes: int = Field(ge=1, le=12)


class NewPath(Frozen):
    """A path that is not in the template yet."""

    cell: Id
    source: str = Field(pattern=r"^(in|n)\d{1,3}$")
    target: str = Field(pattern=r"^n\d{1,3}$")
    operation: Id
    parameters: dict[str, ParameterValue] = {}
    slot: Count | None = None


class AddPaths(_Command):
    """Bring removed paths back (by id) or add new ones."""

    type: Literal["add_paths"] = "add_paths"
    paths: Annotated[tuple[Id | NewPath, ...], Field(min_length=1, max_length=MOST_PATHS), FailFast()]


class RemovePaths(_Command):
    """Make paths unavailable to the search; their weights are kept."""

    type: Literal["remove_paths"] = "remove_paths"
    paths: Paths


class FixPaths(_Command):
    """Have paths in every candidate from now on."""

    type: Literal["fix_paths"] = "fix_paths"
    paths: Paths


class ReleasePaths(_Command):
    """Let the search choose again over fixed paths."""

    type: Literal["release_paths"] = "release_paths"
    paths: Paths


class SetOperationParameters(_Command):
    """Change the parameters of paths' operations (kernel, dilation …)."""

    type: Literal["set_operation_parameters"] = "set_operation_parameters"
    paths: Paths
    parameters: Annotated[dict[str, ParameterValue], Field(min_length=1)]


class FocusRegion(_Command):
    """Sample from a region only (weight 1) or with probability `weight`, until cleared."""

    type: Literal["focus_region"] = "focus_region"
    candidates: Annotated[tuple[Id, ...], Field(max_length=MOST_CANDIDATES), FailFast()]
    polygon: Polygon | None = None
    layout_version: Count | None = None
    weight: Annotated[float, Field(gt=0, le=1)] = 1.0


class ClearFocus(_Command):
    """Sample from everywhere again."""

    type: Literal["clear_focus"] = "clear_focus"


class SaveRegion(_Command):
    """Keep a set of candidates under a name, with the lasso that chose them if one did."""

    type: Literal["save_region"] = "save_region"
    name: Name
    candidates: Candidates
    polygon: Polygon | None = None
    layout_version: Count | None = None


class RenameRegion(_Command):
    """Give a saved region another name."""

    type: Literal["rename_region"] = "rename_region"
    region: Id
    name: Name


class DeleteRegion(_Command):
    """Forget a saved region."""

    type: Literal["delete_region"] = "delete_region"
    region: Id


class Relayout(_Command):
    """Fit the map anew, starting from where the points are."""

    type: Literal["relayout"] = "relayout"


class EvaluateCandidates(_Command):
    """Evaluate candidates of the map, the network that `paths` describes, and cells of NAS-Bench-201 by string."""

    type: Literal["evaluate_candidates"] = "evaluate_candidates"
    candidates: Annotated[tuple[Id, ...], Field(max_length=10_000), FailFast()] = ()
    paths: Annotated[tuple[Id, ...], Field(max_length=MOST_PATHS), FailFast()] = ()
    archs: Annotated[tuple[Arch, ...], Field(max_length=10_000), FailFast()] = ()


class Undo(_Command):
    """Revert this actor's last steering that is not undone yet."""

    type: Literal["undo"] = "undo"


class Redo(_Command):
    """Do again what this actor undid last."""

    type: Literal["redo"] = "redo"


class Branch(_Command):
    """Begin another study from where this one was after the event `at_seq`; both go their own ways from there."""

    type: Literal["branch"] = "branch"
    at_seq: Annotated[int, Field(ge=1, le=2**53 - 1)]
    name: Name


class RunTwin(_Command):
    """Run the study on as if the event `at_seq`, an intervention, and everything later had never been.

    The unattended twin makes as many evaluations as this study since then, behind all other work. `repeats` are so many
    twins more, each with another seed, the first of them all with the study's own.
    """

    type: Literal["run_twin"] = "run_twin"
    at_seq: Annotated[int, Field(ge=1, le=2**53 - 1)]
    repeats: Annotated[int, Field(ge=1, le=MOST_TWINS)] = 1


class Finalize(_Command):
    """Train candidates as standalone networks and report their test accuracy."""

    type: Literal["finalize"] = "finalize"
    candidates: Annotated[tuple[Id, ...], Field(min_length=1, max_length=20)]
    epochs: Epochs
    initial: Literal["scratch", "inherited"] = "scratch"


StudyCommand = (
    StartTraining
    | StartSearch
    | StepSearch
    | Pause
    | Resume
    | Stop
    | CancelJob
    | ConfigureTraining
    | ConfigureSearch
    | SetConstraints
    | AddCell
    | RemoveCell
    | MoveCell
    | SetCellNodes
    | AddPaths
    | RemovePaths
    | FixPaths
    | ReleasePaths
    | SetOperationParameters
    | FocusRegion
    | ClearFocus
    | SaveRegion
    | RenameRegion
    | DeleteRegion
    | Relayout
    | EvaluateCandidates
    | Undo
    | Redo
    | Finalize
)
"""What one study's records decide."""

AnyCommand = Annotated[StudyCommand | Branch | RunTwin, Field(discriminator="type")]


class Command(RootModel[AnyCommand]):
    """Any command, told apart by `type`."""
