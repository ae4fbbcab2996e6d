"""What the doctor says."""

from dataclasses import dataclass
from typing import Literal, final

Level = Literal["sound", "note", "harm"]


@final
@dataclass(frozen=True)
class Finding:
    """What a check found: `harm` is what a person should mend, a `note` is good to know."""

    check: str
    level: Level
    text: str
    meaning: str = ""
    mend: str = ""
    study: str | None = None


def in_bytes(count: int) -> str:
    """A size as people read it."""
    size = float(count)
    for unit in ("bytes", "KiB", "MiB", "GiB"):
        if size < 1024 or unit == "GiB":
            break
        size /= 1024
    return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
