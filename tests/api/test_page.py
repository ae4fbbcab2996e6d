"""The built page: its files, its own addresses, and what is said where it is not built."""

import asyncio
from pathlib import Path

import httpx
import pytest

from nas_navigator.api.static import Page


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A built page, beside a file that is none of its own."""
    (tmp_path / "secret.txt").write_text("treasure")
    root = tmp_path / "static"
    (root / "assets").mkdir(parents=True)
    (root / "index.html").write_text("<!doctype html><title>NAS-Navigator</title>")
    (root / "assets" / "main-abc.js").write_text("export {};")
    (root / "link").symlink_to(tmp_path / "secret.txt")
    return root


def get(root: Path, path: str, method: str = "GET") -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=Page(root))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, path)

    return asyncio.run(ask())


@pytest.mark.parametrize("path", ["/", "/studies/abc", "/studies/abc?select=x", "/index.html"])
def test_every_address_of_the_page_is_the_page_and_never_stale(root: Path, path: str) -> None:
    answer = get(root, path)
    assert "<title>NAS-Navigator" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_files_named_by_their_hash_are_kept_for_good(root: Path) -> None:
    answer = get(root, "/assets/main-abc.js")
    assert answer.text == "export {};"
    assert "immutable" in answer.headers["cache-control"]
    assert "javascript" in answer.headers["content-type"]


@pytest.mark.parametrize("path", ["/assets/gone.js", "/api/v1/gone", "/api"])
def test_what_is_no_page_is_not_answered_with_one(root: Path, path: str) -> None:
    answer = get(root, path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/link", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt"])
def test_no_address_and_no_link_leads_out_of_the_folder(root: Path, path: str) -> None:
    assert "treasure" not in get(root, path).text


def test_only_reading_is_allowed(root: Path) -> None:
    assert get(root, "/", "POST").status_code == 405


def test_a_page_that_is_not_built_says_how_to_build_it(tmp_path: Path) -> None:
    answer = get(tmp_path / "nothing", "/")
    assert answer.status_code == 503
    assert "make setup" in answer.text
