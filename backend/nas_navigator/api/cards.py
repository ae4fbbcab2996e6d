"""Saved templates as a gallery shows them, without reading every whole template for every look."""

import asyncio
import logging
from typing import final

from nas_navigator.api.catalogue import shown
from nas_navigator.storage.errors import StorageUnreadableError
from nas_navigator.storage.templates import SqlTemplateStore
from nas_navigator_schemas.library import TemplateSummary

log = logging.getLogger(__name__)


@final
class Cards:
    """What a gallery shows of each saved template, made once for each time that it was saved."""

    def __init__(self, store: SqlTemplateStore) -> None:
        self.store = store
        self._made: dict[tuple[str, str], TemplateSummary | None] = {}

    async def all(self) -> tuple[TemplateSummary, ...]:
        """Every saved template, the newest first; one that cannot be read is left out."""
        made = {}
        for key in (await self.store.listed()).items():
            made[key] = self._made[key] if key in self._made else await self._card(key[0])
        self._made = made
        return tuple(card for card in made.values() if card is not None)

    async def _card(self, template: str) -> TemplateSummary | None:
        try:
            saved = await self.store.get(template)
        except StorageUnreadableError as error:
            log.error("not in the gallery: %s", error.detail)
            return None
        return None if saved is None else await asyncio.to_thread(shown, saved)
