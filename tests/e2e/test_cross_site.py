"""What a page of another site can do to a local server, from a real browser: nothing, and learn nothing."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from nas_navigator.api.headers import SECURITY_HEADERS
from tests.e2e.browser import launch
from tests.server import Server, start_server

FOREIGN_NAME = "evil.example"
COMMAND = {"type": "set_constraints", "constraints": [{"objective": "parameters", "maximum": 5000}]}
SMALL = {"id": "cells", "parameters": {"cells": ["normal"], "nodes": 1}}

ATTEMPTS = """
async ({ base, study, command }) => {
  const path = `${base}/api/v1/studies/${study}`;
  const body = JSON.stringify(command);
  const asked = async (input, init) => {
    try {
      const answer = await fetch(input, { credentials: "include", ...init });
      return answer.type === "opaque" ? "opaque" : `${answer.status} ${(await answer.text()).slice(0, 40)}`;
    } catch { return "blocked"; }
  };
  const loaded = (tag, attribute, url) => new Promise((resolve) => {
    const element = document.createElement(tag);
    element.onload = () => resolve("loaded");
    element.onerror = () => resolve("blocked");
    element[attribute] = url;
    document.body.append(element);
  });
  const socket = new Promise((resolve) => {
    const stream = new WebSocket(`${path.replace("http", "ws")}/stream`);
    stream.onmessage = ({ data }) => { resolve(data.slice(0, 20)); stream.close(); };
    stream.onclose = ({ code }) => resolve(`closed ${code}`);
  });
  const post = { method: "POST", body };
  return {
    "simple POST": await asked(`${path}/commands`, { ...post, mode: "no-cors" }),
    "simple POST to be read": await asked(`${path}/commands`, { ...post, headers: { "content-type": "text/plain" } }),
    "JSON POST": await asked(`${path}/commands`, { ...post, headers: { "content-type": "application/json" } }),
    "new study": await asked(`${base}/api/v1/studies`, { ...post, mode: "no-cors" }),
    "import": await asked(`${base}/api/v1/studies/import`, { ...post, mode: "no-cors" }),
    "PUT": await asked(`${base}/api/v1/templates/t`, { method: "PUT", body }),
    "DELETE": await asked(path, { method: "DELETE" }),
    "beacon": navigator.sendBeacon(`${path}/commands`, new Blob([body], { type: "text/plain" })) && "queued",
    "read": await asked(path),
    "opaque read": await asked(path, { mode: "no-cors" }),
    "script": await loaded("script", "src", `${base}/openapi.json`),
    "picture": await loaded("img", "src", `${base}/api/v1/datasets/digits/samples`),
    "stream": await socket,
  };
}
"""

FORM = """
({ url, name }) => {
  const form = Object.assign(document.createElement("form"), { method: "POST", action: url, enctype: "text/plain" });
  form.append(Object.assign(document.createElement("input"), { name, value: '"}' }));
  document.body.append(form);
  form.submit();
}
"""

FORBIDDEN_TO_THE_PAGE = """
async (other) => {
  const added = (tag, properties) => document.body.append(Object.assign(document.createElement(tag), properties));
  const refused = async (attempt) => {
    const heard = new Promise((resolve) => document.addEventListener(
      "securitypolicyviolation", (event) => resolve(event.effectiveDirective), { once: true }));
    attempt();
    const never = new Promise((resolve) => setTimeout(resolve, 5000, "allowed"));
    return Promise.race([heard, never]);
  };
  const form = Object.assign(document.createElement("form"), { method: "POST", action: other });
  document.body.append(form);
  return {
    "inline script": await refused(() => added("script", { textContent: "window.ran = true" })),
    "script of another origin": await refused(() => added("script", { src: `${other}/x.js` })),
    "handler in the markup": await refused(() => {
      document.body.insertAdjacentHTML("beforeend", "<i onclick='1'></i>");
      document.body.lastChild.click();
    }),
    "code from text": await refused(() => { try { new Function("1")(); } catch {} }),
    "fetch from another origin": await refused(() => fetch(other).catch(() => {})),
    "stream of another origin": await refused(() => { try { new WebSocket(other.replace("http", "ws")); } catch {} }),
    "picture of another origin": await refused(() => added("img", { src: `${other}/x.png` })),
    "frame": await refused(() => added("iframe", { src: other })),
    "form to another origin": await refused(() => form.submit()),
    "other base": await refused(() => {
      document.head.append(Object.assign(document.createElement("base"), { href: other }));
    }),
  };
}
"""


class Elsewhere(BaseHTTPRequestHandler):
    """A site that has nothing to do with the server under test."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title><link rel=icon href=data:,><body>")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[int]:
    """The port of another site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield site.server_address[1]
        site.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser in whose world a foreign name leads to this machine, as it does after DNS rebinding."""
    with sync_playwright() as playwright:
        browser = launch(playwright, f"--host-resolver-rules=MAP {FOREIGN_NAME} 127.0.0.1")
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with start_server(tmp_path_factory.mktemp("local") / "data") as server:
        yield server


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose token the browser keeps in a cookie."""
    with start_server(tmp_path_factory.mktemp("guarded") / "data", "--host", "0.0.0.0") as server:
        yield server


def port(server: Server) -> int:
    return int(server.url.rsplit(":", 1)[1])


def client(server: Server) -> httpx.Client:
    headers = {"authorization": f"Bearer {server.token}"} if server.token else {}
    return httpx.Client(base_url=f"http://127.0.0.1:{port(server)}/api/v1", headers=headers, timeout=30)


def made(server: Server) -> str:
    with client(server) as api:
        answer = api.post("/studies", json={"name": "Mine", "dataset": "digits", "template": SMALL})
        return str(answer.json()["id"])


def everything(server: Server) -> tuple[Any, ...]:
    """All that people decided; that the first map comes meanwhile is nobody's doing."""
    with client(server) as api:
        studies = [one["id"] for one in api.get("/studies").json()]
        logs = [api.get(f"/studies/{study}/events").json()["events"] for study in studies]
        decided = [[event for event in log if event["actor"] != "system"] for log in logs]
        return studies, decided, api.get("/templates").json()


def attempts(page: Page, base: str, study: str) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(ATTEMPTS, {"base": base, "study": study, "command": COMMAND})
    return found


REFUSED = {
    **dict.fromkeys(("simple POST to be read", "JSON POST", "PUT", "DELETE", "read", "script", "picture"), "blocked"),
    **dict.fromkeys(("simple POST", "new study", "import", "opaque read"), "blocked"),
    "beacon": "queued",
    "stream": "closed 1006",
}


def test_the_server_s_own_page_can_do_what_the_others_are_refused(local: Server, context: BrowserContext) -> None:
    study, page = made(local), context.new_page()
    page.goto(local.url)
    found = attempts(page, local.url, study)
    assert found["JSON POST"].startswith("202 ")
    assert found["simple POST"].startswith("422 ")
    assert found["DELETE"].startswith("204")
    assert found["picture"] == "loaded"


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", FOREIGN_NAME])
def test_a_page_of_another_origin_changes_and_reads_nothing(
    local: Server, elsewhere: int, context: BrowserContext, name: str
) -> None:
    study, page = made(local), context.new_page()
    before = everything(local)
    page.goto(f"http://{name}:{elsewhere}/")
    assert attempts(page, local.url, study) == REFUSED
    assert everything(local) == before


def test_a_cookie_that_the_browser_sends_along_opens_nothing_to_another_origin(
    guarded: Server, elsewhere: int, context: BrowserContext
) -> None:
    """Ports do not count where cookies are concerned, so that one of 127.0.0.1 goes to every server there."""
    study, page, base = made(guarded), context.new_page(), f"http://127.0.0.1:{port(guarded)}"
    page.goto(f"{base}/?token={guarded.token}")
    assert page.evaluate("async (path) => (await fetch(path)).status", f"/api/v1/studies/{study}") == 200
    before = everything(guarded)
    for name in ("127.0.0.1", "localhost", FOREIGN_NAME):
        page.goto(f"http://{name}:{elsewhere}/")
        assert attempts(page, base, study) == REFUSED
    assert everything(guarded) == before


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", FOREIGN_NAME])
def test_a_form_of_another_origin_is_refused(local: Server, elsewhere: int, context: BrowserContext, name: str) -> None:
    """Plain text can be made to read as JSON, and no browser asks before it sends a form."""
    study, page = made(local), context.new_page()
    before = everything(local)
    page.goto(f"http://{name}:{elsewhere}/")
    url = f"{local.api}/studies/{study}/commands"
    with page.expect_response(url) as answer:
        page.evaluate(FORM, {"url": url, "name": json.dumps({**COMMAND, "command_id": ""})[:-2]})
    assert answer.value.status == 403
    expect(page.locator("body")).to_contain_text("may not use this server")
    assert everything(local) == before


def test_the_page_is_shown_in_no_frame_of_another_origin(
    local: Server, elsewhere: int, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"http://localhost:{elsewhere}/")
    with page.expect_console_message(lambda message: "frame-ancestors 'none'" in message.text):
        page.evaluate(
            "(url) => document.body.append(Object.assign(document.createElement('iframe'), { src: url }))", local.url
        )
    assert all(not frame.url.startswith(local.url) for frame in page.frames)


def test_a_foreign_name_that_leads_here_is_refused(local: Server, elsewhere: int, context: BrowserContext) -> None:
    """As after DNS rebinding: for the browser it is the foreign site itself that answers."""
    study, page = made(local), context.new_page()
    base = f"http://{FOREIGN_NAME}:{port(local)}"
    for path in ("/", f"/api/v1/studies/{study}", "/openapi.json"):
        answer = page.goto(base + path)
        assert answer is not None
        assert (answer.status, answer.headers["content-type"]) == (421, "application/problem+json")
    before = everything(local)
    # From a document of that very origin, so that no rule of the browser is in the way.
    found = attempts(page, base, study)
    statuses = {name: text[:3] for name, text in found.items() if text[:3].isdigit()}
    assert set(statuses) >= {"JSON POST", "simple POST", "read", "DELETE", "PUT", "import"}
    assert set(statuses.values()) == {"421"}
    assert found["stream"] == "closed 1006"
    assert everything(local) == before


def test_the_page_runs_and_reaches_nothing_that_it_was_not_served_with(
    local: Server, elsewhere: int, context: BrowserContext
) -> None:
    page = context.new_page()
    answer = page.goto(local.url)
    assert answer is not None
    assert answer.headers.items() >= SECURITY_HEADERS.items()
    assert page.evaluate(FORBIDDEN_TO_THE_PAGE, f"http://127.0.0.1:{elsewhere}") == {
        "inline script": "script-src-elem",
        "script of another origin": "script-src-elem",
        "handler in the markup": "script-src-attr",
        "code from text": "script-src",
        "fetch from another origin": "connect-src",
        "stream of another origin": "connect-src",
        "picture of another origin": "img-src",
        "frame": "frame-src",
        "form to another origin": "form-action",
        "other base": "base-uri",
    }
