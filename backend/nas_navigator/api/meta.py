"""Routes that are about no study: health and the catalogue."""

from fastapi import APIRouter, Request

from nas_navigator.api.catalogue import catalogue
from nas_navigator.api.refusals import refusals
from nas_navigator.api.version import VERSION
from nas_navigator_schemas.catalogue import Catalogue
from nas_navigator_schemas.http import Health

router = APIRouter(tags=["server"])


@router.get("/health", responses=refusals())
async def health(request: Request) -> Health:
    """Whether the server answers, and whether its workers do."""
    runner = request.app.state.runner
    return Health(worker=runner.state, device=runner.device, version=VERSION)


@router.get("/catalogue", responses=refusals())
def read_catalogue() -> Catalogue:
    """Everything that a study can be made of."""
    return catalogue()
