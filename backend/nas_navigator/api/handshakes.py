"""Websockets as uvicorn speaks them, with one mend: a handshake that was refused in order is no error."""

from typing import final

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


@final
class Streams(WebSocketsSansIOProtocol):
    """Knows that a denial response ends the handshake.

    Uvicorn's own sends the response, and then, unless the other side happened to be gone by that time, logs that the
    handshake was not completed.
    """

    async def send(self, message: ASGISendEvent) -> None:
        """Sends what the app says."""
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and not message.get("more_body", False):
            self.handshake_complete = True
