"""Who may speak to the server, and what its pages may load."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from nas_navigator.api.app import create_app
from nas_navigator.api.headers import SECURITY_HEADERS
from nas_navigator.api.settings import Settings
from tests.server import Server, start_server


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:8642", "[::1]:8642", "LOCALHOST:1"])
def test_the_names_of_this_machine_are_served(api: httpx.Client, host: str) -> None:
    assert api.get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8642", "evil.example:80", "", "[::2]:8642"])
def test_any_other_host_is_refused_so_that_no_rebound_name_reaches_a_study(api: httpx.Client, host: str) -> None:
    answer = api.get("/health", headers={"host": host})
    assert answer.status_code == 421
    assert "is not this server" in answer.json()["detail"]


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "http://localhost:1"])
def test_a_page_of_another_site_cannot_change_anything(api: httpx.Client, study: str, origin: str) -> None:
    for method, path in (("POST", "/studies"), ("POST", f"/studies/{study}/commands"), ("DELETE", f"/studies/{study}")):
        answer = api.request(method, path, json={}, headers={"origin": origin})
        assert answer.status_code == 403
        assert answer.headers["content-type"] == "application/problem+json"
    assert api.get(f"/studies/{study}").status_code == 200


def test_a_page_of_another_site_cannot_read_the_stream(shared: Server, study: str) -> None:
    url = f"{shared.api.replace('http', 'ws', 1)}/studies/{study}/stream"
    with pytest.raises(InvalidStatus) as refusal, connect(url, origin="http://evil.example"):
        pass
    assert refusal.value.response.status_code == 403
    with connect(url, origin=shared.url, max_size=None) as stream:
        assert json.loads(stream.recv())["kind"] == "snapshot"


def test_the_page_s_own_origin_may_command(api: httpx.Client, shared: Server, study: str) -> None:
    body = {"type": "remove_paths", "paths": ["p0"]}
    answer = api.post(f"/studies/{study}/commands", json=body, headers={"origin": shared.url})
    assert answer.status_code == 202


@pytest.mark.parametrize("path", ["/", "/api/v1/health", "/api/v1/nothing", "/studies/some/address", "/assets/none.js"])
def test_every_answer_says_what_pages_may_do(shared: Server, path: str) -> None:
    headers = httpx.get(shared.url + path).headers
    policy = dict(item.split(" ", 1) for item in headers["content-security-policy"].split("; "))
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/%2e%2e/%2e%2e/cli.py",
        "/..%2f..%2fcli.py",
        "//etc/passwd",
        "/%00",
        "/assets/../../cli.py",
    ],
)
def test_no_address_leads_out_of_the_page_s_files(shared: Server, path: str) -> None:
    answer = httpx.get(shared.url + path)
    assert "import typer" not in answer.text
    assert "root:" not in answer.text
    assert answer.status_code < 500 or "not built" in answer.text


def test_even_a_failure_of_the_server_is_a_problem_with_the_headers_of_every_answer() -> None:
    app = create_app(Settings(data_dir=Path("unused")))
    app.add_api_route("/fail", lambda: 1 // 0)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get("/fail")

    answer = asyncio.run(ask())
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert answer.headers.items() >= SECURITY_HEADERS.items()


@pytest.fixture(scope="module")
def open_to_others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that other machines can reach."""
    with start_server(tmp_path_factory.mktemp("others") / "data", "--host", "0.0.0.0") as running:
        yield running


@pytest.fixture
def guarded(open_to_others: Server) -> Iterator[httpx.Client]:
    """A client that has no cookie yet, and calls the server by a name of its own."""
    url = open_to_others.url.replace("0.0.0.0", "127.0.0.1")
    with httpx.Client(base_url=url, headers={"host": f"box.lan:{url.rsplit(':', 1)[1]}"}) as client:
        yield client


def test_an_address_that_others_reach_needs_the_token(guarded: httpx.Client, open_to_others: Server) -> None:
    token = open_to_others.token
    assert token is not None
    assert len(token) >= 32
    for shown in ({}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {token}"}, {"cookie": "x=y"}):
        answer = guarded.get("/api/v1/studies", headers=shown)
        assert answer.status_code == 401
        assert "needs the token" in answer.json()["detail"]
    assert guarded.get("/api/v1/studies", headers={"authorization": f"Bearer {token}"}).status_code == 200


def test_the_token_in_the_address_becomes_a_cookie_and_leaves_the_address(
    guarded: httpx.Client, open_to_others: Server
) -> None:
    answer = guarded.get(f"/?study=abc&token={open_to_others.token}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?study=abc"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("nas_navigator_")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    shown = {"cookie": cookie.split(";")[0]}
    assert guarded.get("/api/v1/studies", headers=shown).status_code == 200


def test_a_wrong_token_in_the_address_opens_nothing(guarded: httpx.Client) -> None:
    assert guarded.get("/?token=wrong").status_code == 401
    assert guarded.get("/?token=").status_code == 401


def test_the_welcome_never_leads_to_another_host(guarded: httpx.Client, open_to_others: Server) -> None:
    url = f"{guarded.base_url}/evil.example/?token={open_to_others.token}".replace("/evil", "//evil")
    assert guarded.get(url).headers["location"] == "/evil.example/"


def test_a_health_check_needs_no_token(guarded: httpx.Client) -> None:
    assert guarded.get("/api/v1/health").json()["status"] == "ok"


def test_a_stream_needs_the_token_too(open_to_others: Server) -> None:
    url = open_to_others.api.replace("http", "ws", 1).replace("0.0.0.0", "127.0.0.1") + "/studies/s/stream"
    with pytest.raises(InvalidStatus) as refusal, connect(url):
        pass
    assert refusal.value.response.status_code == 401
    shown = {"authorization": f"Bearer {open_to_others.token}"}
    with pytest.raises(InvalidStatus) as refusal, connect(url, additional_headers=shown):
        pass
    assert refusal.value.response.status_code == 404
