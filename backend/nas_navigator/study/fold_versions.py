"""Versions of the template's weights: each belongs to one template, whose evaluations it makes comparable."""

from nas_navigator.study.best import within
from nas_navigator.study.draft import Draft
from nas_navigator.study.fitting import fitting
from nas_navigator.study.records import template_of
from nas_navigator_schemas.records import CandidateRecord, EvaluationRecord, TemplateChange


def new_version(draft: Draft) -> None:
    """The weights are a version that there never was."""
    # Logs from before `weights_made` was counted had no undo of edits: the present version was their last.
    made = max(draft.study.weights_made, draft.study.weights) + 1
    draft.set_study(weights=made, weights_made=made)


def give_back(draft: Draft, change: TemplateChange) -> None:
    """An undone or redone edit gives the version of that template back, if nothing came between.

    Another version all the same where one evaluated under it would not be a network of the template: somebody else's
    paths may have come and gone meanwhile.
    """
    study = draft.study
    if study.weights == 0:
        return
    version = change.after.weights if study.weights == change.before.weights else None
    if version is None and change.before.weights == change.after.weights:
        version = study.weights
    if version in (None, 0) or not _all_fit(draft, version):
        new_version(draft)
        return
    draft.set_study(weights=version, weights_made=max(study.weights_made, study.weights))
    _show(draft, version)


def _all_fit(draft: Draft, version: int) -> bool:
    fits = fitting(template_of(draft.state()))
    candidates = draft.records.candidates
    return all(fits(candidates[one.candidate].paths) for one in _evaluations(draft, version))


def _show(draft: Draft, version: int) -> None:
    """Candidates show what they were measured with the weights in force."""
    for one in _evaluations(draft, version):
        candidate = draft.get("candidates", one.candidate, CandidateRecord)
        if candidate is not None and candidate.weights != version:
            shown = {
                "objectives": one.objectives,
                "feasible": within(draft.study.constraints, one.objectives),
                "weights": version,
            }
            draft.put("candidates", one.candidate, candidate.model_copy(update=shown))


def _evaluations(draft: Draft, version: int | None) -> list[EvaluationRecord]:
    return [one for one in draft.records.evaluations.values() if one.weights == version]
