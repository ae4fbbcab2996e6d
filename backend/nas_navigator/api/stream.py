"""The stream of a study: a websocket that carries frames."""

import asyncio
from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Query, WebSocket, WebSocketDisconnect

from nas_navigator.api.dependencies import LARGEST_SEQ, Service, StudyId
from nas_navigator.api.problems import problem
from nas_navigator.study.readers import Reader
from nas_navigator.study.refusals import Refusal
from nas_navigator_schemas._base import Person

router = APIRouter(prefix="/studies", tags=["stream"])

MOST_READERS = 500
"""Open streams a study; more would leave no time to train."""
GONE, GOING_AWAY = 4404, 1001


@router.websocket("/{study}/stream")
async def stream(
    socket: WebSocket,
    study: StudyId,
    service: Service,
    after: Annotated[int, Query(ge=0, le=LARGEST_SEQ)] = 0,
    actor: Annotated[Person | None, Query()] = None,
) -> None:
    """Frames from after a sequence number on, without a gap; a snapshot where that is not known any more.

    A reader that says who reads is told to all others while it is here.
    """
    try:
        opened, reader = await service.reader(study, after, actor)
    except Refusal as refusal:
        await socket.send_denial_response(problem(refusal.status, refusal.detail, refusal.title, refusal.field))
        return
    try:
        if len(opened.presence.readers) > MOST_READERS:
            detail = f"{MOST_READERS} streams of this study are open; close one"
            await socket.send_denial_response(problem(429, detail))
            return
        await socket.accept()
        await _serve(socket, reader)
    finally:
        opened.presence.left(reader)


async def _serve(socket: WebSocket, reader: Reader) -> None:
    """Sends until the study is gone or the other side is."""
    sending = asyncio.create_task(_send(socket, reader))
    listening = asyncio.create_task(_drain(socket))
    done, pending = await asyncio.wait({sending, listening}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*done, *pending, return_exceptions=True)


async def _send(socket: WebSocket, reader: Reader) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):
        while (frame := await reader.next()) is not None:
            await socket.send_text(frame)
        await socket.close(GONE, "the study is closed")


async def _drain(socket: WebSocket) -> None:
    """A reader has nothing to say; what it says all the same is dropped, so that its leaving is noticed."""
    with suppress(WebSocketDisconnect, RuntimeError):
        while (await socket.receive())["type"] != "websocket.disconnect":
            pass
