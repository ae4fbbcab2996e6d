"""The template store: whole templates that people saved or imported, under ids of their own."""

from dataclasses import dataclass
from typing import Literal, final

from pydantic import ValidationError
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from nas_navigator.storage.database import Database
from nas_navigator.storage.errors import StorageFullError, StorageUnreadableError
from nas_navigator.storage.tables import templates
from nas_navigator_schemas.library import TemplateFile

MOST_TEMPLATES = 200


@final
@dataclass(frozen=True)
class SavedTemplate:
    """A template as it was saved: `saved_at` is when, for the last time."""

    id: str
    saved_at: str
    file: TemplateFile


@final
class SqlTemplateStore:
    """Saved templates in the database that the studies are in. Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, saved: SavedTemplate) -> None:
        """Keeps a new template.

        Raises:
            StorageFullError: there are too many already.
        """

        def write(connection: Connection) -> None:
            count = connection.execute(select(func.count()).select_from(templates)).scalar_one()
            if count >= MOST_TEMPLATES:
                raise StorageFullError(f"{count} templates are saved, the most there may be; delete some first")
            row = {"id": saved.id, "saved_at": saved.saved_at, "body": saved.file.model_dump_json()}
            connection.execute(insert(templates).values(row))

        await self._database.write(write)

    async def replace(
        self, saved: SavedTemplate, expected: str | None = None
    ) -> Literal["kept", "overtaken", "missing"]:
        """Keeps a template in the place of the one of that id, where that one was saved when `expected` says."""
        change = update(templates).where(templates.c.id == saved.id)
        if expected is not None:
            change = change.where(templates.c.saved_at == expected)
        values = change.values(saved_at=saved.saved_at, body=saved.file.model_dump_json())
        there = select(templates.c.id).where(templates.c.id == saved.id)

        def write(connection: Connection) -> Literal["kept", "overtaken", "missing"]:
            if connection.execute(values).rowcount:
                return "kept"
            return "overtaken" if connection.execute(there).first() else "missing"

        return await self._database.write(write)

    async def get(self, template: str) -> SavedTemplate | None:
        """The template of that id, None where there is none.

        Raises:
            StorageUnreadableError: what is kept there is no template that this version knows.
        """
        rows = select(templates).where(templates.c.id == template)
        row = await self._database.read(lambda connection: connection.execute(rows).first())
        return None if row is None else _saved(row)

    async def listed(self) -> dict[str, str]:
        """When each template was saved, the newest first."""
        rows = select(templates.c.id, templates.c.saved_at).order_by(templates.c.saved_at.desc(), templates.c.id)

        def read(connection: Connection) -> dict[str, str]:
            return {row.id: row.saved_at for row in connection.execute(rows)}

        return await self._database.read(read)

    async def delete(self, template: str) -> bool:
        """Forgets a template; False where there is none."""
        change = delete(templates).where(templates.c.id == template)
        return await self._database.write(lambda connection: connection.execute(change).rowcount) > 0


def _saved(row: Row[tuple[str, str, str]]) -> SavedTemplate:
    try:
        return SavedTemplate(row.id, row.saved_at, TemplateFile.model_validate_json(row.body))
    except ValidationError as error:
        raise StorageUnreadableError(f"template '{row.id}'", error) from error
