"""One server for the tests of a file that leave it as they found it."""

from collections.abc import Iterator

import httpx
import pytest

from tests.server import Server, start_server


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server, shared by the tests of a module."""
    with start_server(tmp_path_factory.mktemp("shared") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def api(shared: Server) -> Iterator[httpx.Client]:
    """A client of the shared server's routes."""
    with httpx.Client(base_url=shared.api, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def study(api: httpx.Client) -> str:
    """A small study of the shared server."""
    answer = api.post("/studies", json={"name": "Small", "dataset": "digits", "template": SMALL})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


SMALL = {"id": "cells", "parameters": {"cells": ["normal"], "nodes": 2}}
