"""Who may speak to the server: the Host and Origin headers, the token, the size of bodies, and what pages may load."""

import hmac
from http.cookies import CookieError, SimpleCookie
from typing import final
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nas_navigator.api.headers import SECURITY_HEADERS
from nas_navigator.api.problems import problem
from nas_navigator.api.settings import Settings

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
IMPORT = "/api/v1/studies/import"
OPEN_PATHS = ("/api/v1/health",)
"""What needs no token: a health check knows none, and learns nothing of the studies."""


@final
class Guard:
    """ASGI middleware that refuses before any route sees the request, and adds the security headers to answers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses, redirects or passes on."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        answer = self._answer(scope)
        guarded = _with_headers(send)
        if answer is not None:
            await answer(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)

    def _answer(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._settings.loopback and not _is_loopback(host):
            return problem(421, f"host '{host}' is not this server; use {', '.join(LOOPBACK_NAMES)}", field="host")
        if _changes(scope) and not _same_origin(headers.get("origin"), host):
            detail = f"a page of '{headers['origin']}' may not use this server; open http://{host}"
            return problem(403, detail, field="origin")
        return self._without_token(scope, headers) or self._too_large(scope, headers)

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        token = self._settings.token
        if token is None or scope["path"] in OPEN_PATHS:
            return None
        if any(_equal(shown, token) for shown in (_bearer(headers), self._cookie(headers))):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if not any(name == "token" and _equal(value, token) for name, value in query):
            return problem(401, "this server needs the token that it printed; open its address with ?token=…")
        return self._welcome(scope, query) if scope["type"] == "http" and scope["method"] == "GET" else None

    def _welcome(self, scope: Scope, query: list[tuple[str, str]]) -> Response:
        """Keeps the token in a cookie, so that it leaves the address."""
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        # Two leading slashes would make the path another host's address.
        path = "/" + str(scope["path"]).lstrip("/\\")
        response = RedirectResponse(f"{path}?{rest}" if rest else path, status_code=303)
        token = self._settings.token or ""
        response.set_cookie(self._cookie_name, token, httponly=True, samesite="strict", path="/")
        return response

    def _cookie(self, headers: Headers) -> str:
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(self._cookie_name)
        except CookieError:
            return ""
        return morsel.value if morsel else ""

    @property
    def _cookie_name(self) -> str:
        # Browsers share cookies among the ports of a host.
        return f"nas_navigator_{self._settings.port}"

    def _too_large(self, scope: Scope, headers: Headers) -> Response | None:
        length = headers.get("content-length", "0")
        largest = self._settings.largest_archive if is_import(scope) else self._settings.largest_body
        return too_large(largest) if length.isdigit() and int(length) > largest else None


def is_import(scope: Scope) -> bool:
    """Whether the body is a whole study, which its route writes to the disk as it comes and counts itself."""
    return bool(scope["path"] == IMPORT)


def too_large(largest: int) -> Response:
    """The refusal of a body over `largest` bytes."""
    return problem(413, too_large_detail(largest))


def too_large_detail(largest: int) -> str:
    """What is said of such a body."""
    return f"the body has more than {largest} bytes; send less at a time"


@final
class BodyLimit:
    """ASGI middleware that refuses a body that grows over the limit while it is read (one without a length)."""

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self._app = app
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what is small enough."""
        if scope["type"] != "http" or "content-length" in Headers(scope=scope) or is_import(scope):
            await self._app(scope, receive, send)
            return
        body, whole = await _read(receive, self._largest)
        if not whole:
            await too_large(self._largest)(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)


async def _read(receive: Receive, largest: int) -> tuple[bytes, bool]:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > largest:
            return b"", False
        if not message.get("more_body", False):
            return bytes(body), True


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replayed() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            MutableHeaders(scope=message).update(SECURITY_HEADERS)
        await send(message)

    return sending


def _is_loopback(host: str) -> bool:
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    return name.lower() in LOOPBACK_NAMES


def _changes(scope: Scope) -> bool:
    return scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS


def _same_origin(origin: str | None, host: str) -> bool:
    """Scripts send no origin; browsers always do, and cannot be made to lie."""
    return origin is None or urlsplit(origin).netloc.lower() == host.lower() != ""


def _bearer(headers: Headers) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _equal(shown: str, token: str) -> bool:
    return hmac.compare_digest(shown.encode(errors="replace"), token.encode())
