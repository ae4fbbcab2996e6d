"""The tables: studies with what is kept so that listing them needs no folding, their events, the commands answered;
the templates that people saved; and what the database says of itself.
"""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()

studies = Table(
    "studies",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("created_at", String(40), nullable=False),
    # Both are caches: null is allowed, and folding the log brings them back.
    Column("summary", Text),
    Column("artifacts", Text),
)

events = Table(
    "events",
    metadata,
    Column("study", String(64), ForeignKey("studies.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)

commands = Table(
    "commands",
    metadata,
    Column("study", String(64), ForeignKey("studies.id", ondelete="CASCADE"), primary_key=True),
    Column("command_id", String(80), primary_key=True),
    Column("seq", Integer, nullable=False),
)

templates = Table(
    "templates",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("saved_at", String(40), nullable=False),
    Column("body", Text, nullable=False),
)

stores = Table(
    "stores",
    metadata,
    # One row. A data directory remembers the id of the PostgreSQL database that it is used with, which remembers its.
    Column("id", String(32), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("directory", String(32)),
)
