"""The `doctor` command: findings for people, or as JSON lines."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from nas_navigator.api.doctor import Examination, Finding
from nas_navigator.storage.directory import default_root
from nas_navigator.storage.errors import StorageError

MARKS = {"sound": ("ok  ", "green"), "note": ("note", "yellow"), "harm": ("HARM", "bold red")}
CONTINUED = " " * 6


class CannotExamineError(Exception):
    """There is nothing to examine as asked; the message says why."""


def run_doctor(data_dir: Path | None, database_url: str | None, *, as_json: bool) -> bool:
    """Prints what is found; whether nothing of it harms.

    Raises:
        CannotExamineError: there is no such data directory or database.
    """
    console = Console(highlight=False, soft_wrap=True)
    levels: Counter[str] = Counter()
    try:
        for finding in Examination(data_dir or default_root(), database_url).findings():
            levels[finding.level] += 1
            if as_json:
                typer.echo(json.dumps(asdict(finding)))
            else:
                _show(console, finding)
    except StorageError as error:
        raise CannotExamineError(error.detail) from None
    last = Finding("summary", "harm" if levels["harm"] else "sound", _summary(levels))
    if as_json:
        typer.echo(json.dumps(asdict(last)))
    else:
        console.print(Text(f"\n{last.text}", style="bold"))
    return not levels["harm"]


def _show(console: Console, finding: Finding) -> None:
    mark, style = MARKS[finding.level]
    console.print(Text.assemble((mark, style), "  ", finding.text))
    for prefix, text in (("", finding.meaning), ("→ ", finding.mend)):
        if text:
            console.print(Text(f"{CONTINUED}{prefix}{text}", style="dim"))


def _summary(levels: Counter[str]) -> str:
    notes = f"{levels['note']} worth a note"
    if levels["harm"]:
        return f"{levels['harm']} to mend, {notes}"
    return f"all is sound, {notes}" if levels["note"] else "all is sound"
