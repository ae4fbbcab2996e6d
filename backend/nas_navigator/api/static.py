"""The built front end: files by their names, and `index.html` for every address that the page itself understands."""

from pathlib import Path
from typing import final

from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from nas_navigator.api.problems import problem

NOT_BUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>NAS-Navigator</title></head>
<body><main><h1>NAS-Navigator serves, but its page is not built</h1>
<p>Run <code>make setup</code> once, then reload. The interface for scripts works already:
<a href="/openapi.json">/openapi.json</a>, <a href="/api/v1/studies">/api/v1/studies</a>.</p></main></body></html>
"""


@final
class Page:
    """An ASGI app that answers what no route does."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends a file, the page, or a refusal."""
        if scope["type"] == "websocket":
            await WebSocket(scope, receive, send).send_denial_response(_nothing(scope["path"]))
            return
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        path: str = scope["path"]
        if path == "/api" or path.startswith("/api/"):
            return _nothing(path)
        if scope["method"] not in ("GET", "HEAD"):
            return problem(405, f"{scope['method']} is not allowed at '{path[:200]}'; it knows GET")
        file = self._file(path)
        if file is not None:
            return FileResponse(file, headers={"cache-control": _caching(path)})
        if path.startswith("/assets/"):
            return problem(404, f"there is no file '{path[:200]}'")
        return self._index()

    def _file(self, path: str) -> Path | None:
        """The file of that name, if it is one of the page's; a path of a request leads nowhere else."""
        if "\0" in path:
            return None
        file = (self._root / path.lstrip("/")).resolve()
        return file if file.is_relative_to(self._root) and file.is_file() else None

    def _index(self) -> Response:
        index = self._root / "index.html"
        if index.is_file():
            return FileResponse(index, headers={"cache-control": "no-cache"})
        return HTMLResponse(NOT_BUILT, 503)


def _nothing(path: str) -> Response:
    return problem(404, f"there is nothing at '{path[:200]}'; /openapi.json lists every route")


def _caching(path: str) -> str:
    # Files under /assets have their hash in their name.
    return "public, max-age=31536000, immutable" if path.startswith("/assets/") else "no-cache"
