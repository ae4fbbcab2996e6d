"""The `doctor` command: findings for people, or as JSON lines."""

import json
import unicodedata
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from nas_navigator.api.doctor import Examination
from nas_navigator.api.finding import Finding
from nas_navigator.storage.directory import default_root
from nas_navigator.storage.errors import StorageError

MARKS = {"sound": ("ok  ", "green"), "note": ("note", "yellow"), "harm": ("HARM", "bold red")}
CONTINUED = " " * 6
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Kinds of characters that move the cursor, break lines or turn the writing round."""


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
        raise CannotExamineError(_visible(error.detail)) from None
    last = Finding("summary", "harm" if levels["harm"] else "sound", _summary(levels))
    if as_json:
        typer.echo(json.dumps(asdict(last)))
    else:
        console.print(Text(f"\n{last.text}", style="bold"))
    return not levels["harm"]


def _show(console: Console, finding: Finding) -> None:
    mark, style = MARKS[finding.level]
    console.print(Text.assemble((mark, style), "  ", _visible(finding.text)))
    for prefix, text in (("", finding.meaning), ("→ ", finding.mend)):
        if text:
            console.print(Text(f"{CONTINUED}{prefix}{_visible(text)}", style="dim"))


def _visible(text: str) -> str:
    """A text that a database or a name brought, as one line that does nothing to a terminal."""
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in UNSEEN else char for char in text
    )


def _summary(levels: Counter[str]) -> str:
    notes = f"{levels['note']} worth a note"
    if levels["harm"]:
        return f"{levels['harm']} to mend, {notes}"
    return f"all is sound, {notes}" if levels["note"] else "all is sound"
