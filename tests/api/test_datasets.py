"""What a data set's images look like, over HTTP."""

import asyncio

import httpx
import pytest
from fastapi import FastAPI

from nas_navigator.api import datasets, problems
from nas_navigator.datasets import fashion_files
from tests.api.test_refusals import refused


def test_a_data_set_shows_its_images(api: httpx.Client) -> None:
    first = api.get("/datasets/digits/samples")
    assert first.headers["content-type"] == "image/png"
    assert first.content.startswith(b"\x89PNG")
    known = {"if-none-match": first.headers["etag"]}
    assert api.get("/datasets/digits/samples", headers=known).status_code == 304
    assert refused(api.get("/datasets/imagenet/samples"), 422)["field"] == "dataset"


def test_images_that_are_not_on_this_machine_are_404_with_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fashion_files, "packaged", lambda: False)
    app = FastAPI()
    app.include_router(datasets.router)
    problems.install(app)

    async def get(address: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            return await client.get(address)

    problem = refused(asyncio.run(get("/datasets/fashion_mnist/samples")), 404)
    assert problem["field"] == "dataset"
    assert "the images of data set 'fashion_mnist' are not on this machine. " in problem["detail"]
    assert problem["needs"]
    assert problem["detail"].endswith(problem["needs"])
