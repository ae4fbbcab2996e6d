"""What routes are given: the service, and ids and numbers from the address, validated."""

from typing import Annotated

from fastapi import Depends, Path, Query
from fastapi.requests import HTTPConnection

from nas_navigator.study.service import StudyService
from nas_navigator_schemas._base import Id

LARGEST_SEQ = 2**53 - 1
MOST_EVENTS = 100_000


def _service(connection: HTTPConnection) -> StudyService:
    service: StudyService = connection.app.state.service
    return service


Service = Annotated[StudyService, Depends(_service)]
StudyId = Annotated[Id, Path(description="The study's id.")]
CandidateId = Annotated[Id, Path(description="The candidate's id.")]
After = Annotated[int, Query(ge=0, le=LARGEST_SEQ, description="Only what comes after this sequence number.")]
Limit = Annotated[int, Query(ge=1, le=MOST_EVENTS, description="At most so many.")]
