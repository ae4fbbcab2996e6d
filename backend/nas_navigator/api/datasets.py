"""Routes of data sets: what their images look like."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from nas_navigator.api.catalogue import dataset_entry
from nas_navigator.api.problems import problem
from nas_navigator.api.refusals import Responses, refusals
from nas_navigator.datasets import catalogue
from nas_navigator_schemas._base import Id
from nas_navigator_schemas.configuration import DatasetChoice

router = APIRouter(prefix="/datasets", tags=["server"])

DatasetId = Annotated[Id, Path(description="The data set's id.")]
PICTURE: Responses = {
    200: {
        "description": "Images in rows, a column a class in the catalogue's order.",
        "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}},
    },
    304: {"description": "The picture is the one whose ETag was sent."},
}


@router.get("/{dataset}/samples", response_class=Response, responses={**PICTURE, **refusals(404, 422)})
def samples(dataset: DatasetId, request: Request) -> Response:
    """A few training images of each class, as one grey picture; 404 while the files are not on this machine."""
    entry = dataset_entry(DatasetChoice(id=dataset))
    found = catalogue.sprite(entry.id) if entry.available else None
    if found is None:
        detail = f"the images of data set '{entry.id}' are not on this machine. {entry.needs}".strip()
        return problem(404, detail, "No images here", "dataset", needs=entry.needs)
    headers = {"etag": f'"{found.tag}"', "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return Response(found.png, headers=headers, media_type="image/png")
