"""`decide(records, command) -> payloads`: what a command makes happen, or why it is refused.

The refusals follow the table of commands and phases: what the study is doing decides which commands are
possible.
"""

from typing import assert_never

from nas_navigator.study import decide_edits as edits
from nas_navigator.study import decide_jobs as jobs
from nas_navigator.study import decide_phase as phase
from nas_navigator.study import decide_steering as steering
from nas_navigator.study.undo import redo, undo
from nas_navigator_schemas import commands as c
from nas_navigator_schemas.commands import StudyCommand
from nas_navigator_schemas.events import AnyPayload
from nas_navigator_schemas.records import Records


def decide(records: Records, command: StudyCommand) -> tuple[AnyPayload, ...]:
    """The events that a command makes, in order; `()` never: a command without effect is refused.

    Whether a strategy exists and understands its parameters is for the caller, who has the catalogue, to
    check.

    Raises:
        Refusal: the command is not possible now or asks for what cannot be; nothing of it is done.
    """
    match command:
        case c.Undo():
            return undo(records, command.actor)
        case c.Redo():
            return redo(records, command.actor)
        case c.StartTraining() | c.StartSearch() | c.StepSearch() | c.Pause() | c.Resume() | c.Stop():
            return phase.decide_phase(records, command)
        case c.CancelJob() | c.EvaluateCandidates() | c.Finalize() | c.Relayout():
            return jobs.decide_job(records, command)
        case (
            c.AddCell()
            | c.RemoveCell()
            | c.MoveCell()
            | c.SetCellNodes()
            | c.AddPaths()
            | c.SetOperationParameters()
            | c.ConfigureTraining()
            | c.ConfigureSearch()
        ):
            return edits.decide_edit(records, command)
        case (
            c.RemovePaths()
            | c.FixPaths()
            | c.ReleasePaths()
            | c.FocusRegion()
            | c.ClearFocus()
            | c.SaveRegion()
            | c.RenameRegion()
            | c.DeleteRegion()
            | c.SetConstraints()
        ):
            return steering.decide_steering(records, command)
        case _:
            assert_never(command)
