"""Routes of what is taken away: a candidate as JSON, its weights as safetensors."""

import re
import unicodedata
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse

from nas_navigator.api.dependencies import CandidateId, Service, StudyId
from nas_navigator.api.refusals import Responses, refusals
from nas_navigator.spaces.arch_strings import arch_space, written
from nas_navigator.spaces.names import path_names
from nas_navigator.study.cutting import final_run, unknown_candidate
from nas_navigator.study.records import candidate_of, study_of, template_of
from nas_navigator.study.refusals import Refusal, conflict
from nas_navigator_schemas.http import CandidateExport, FinalNetwork
from nas_navigator_schemas.records import Records

router = APIRouter(prefix="/studies", tags=["export"])

FORMATS = ("json", "weights")
FILES: Responses = {
    200: {
        "description": "The file: JSON as `CandidateExport`, weights as safetensors.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get(
    "/{study}/candidates/{candidate}/export",
    response_model=CandidateExport,
    responses={**FILES, **refusals(404, 409, 422)},
)
async def export_candidate(
    study: StudyId,
    candidate: CandidateId,
    service: Service,
    request: Request,
    format: Annotated[str, Query(description=f"One of {', '.join(FORMATS)}.")] = "json",
) -> Response:
    """A candidate as a file."""
    check_format(format)
    records = (await service.study(study)).records
    exported = exported_candidate(records, candidate)
    if format == "json":
        return Response(
            exported.model_dump_json(indent=2),
            headers=named(file_name(exported.study, candidate, "json")),
            media_type="application/json",
        )
    artifact = await service.weights(study, candidate)
    path = request.app.state.artifacts.path(artifact)
    return FileResponse(
        path, headers=named(file_name(exported.study, candidate, "safetensors")), media_type="application/octet-stream"
    )


def check_format(name: str) -> None:
    """Refuses a format that is not offered.

    Raises:
        Refusal: it is not.
    """
    if name not in FORMATS:
        detail = f"format '{name[:40]}' is not offered; choose one of {', '.join(FORMATS)}"
        raise Refusal(422, "Unknown format", detail, "format")


def exported_candidate(records: Records, candidate: str) -> CandidateExport:
    """A candidate with the part of the template that it uses.

    Raises:
        Refusal: the study has no such candidate, or an edit took a path of it out of the template.
    """
    if candidate not in records.candidates:
        raise unknown_candidate(candidate)
    template = template_of(records)
    active = set(records.candidates[candidate].paths)
    missing = sorted(active - {path.id for path in template.paths})
    if missing:
        raise conflict(f"candidate '{candidate}' has path '{missing[0]}', which an edit took out of the template")
    used = tuple(path for path in template.paths if path.id in active)
    names, run = path_names(template), final_run(records, candidate)
    space = arch_space(template.cells, template.paths)
    return CandidateExport(
        study=study_of(records).name,
        dataset=study_of(records).dataset,
        candidate=candidate_of(records, candidate),
        template=template.model_copy(update={"paths": used}),
        objectives=records.candidates[candidate].objectives,
        names={path.id: names[path.id] for path in used},
        arch=space and written(space, records.candidates[candidate].paths),
        final=run
        and FinalNetwork(epochs=run.epochs, initial=run.initial or "scratch", seed=run.seed, metrics=run.metrics),
    )


def file_name(study: str, candidate: str, ending: str) -> str:
    """A name that says what, of which study and on which day; of a study's name what every header may hold."""
    plain = unicodedata.normalize("NFKD", study).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")
    return "-".join(filter(None, (words, candidate, datetime.now(UTC).date().isoformat()))) + f".{ending}"


def named(file: str) -> dict[str, str]:
    """Headers with which a browser saves the answer under that name."""
    return {"content-disposition": f'attachment; filename="{file}"'}
