"""The `bench` command: options after the name, a table or JSON lines."""

import json
from collections.abc import Sequence
from typing import Any

import typer

from nas_navigator.bench import BenchError, run


class CannotBenchError(Exception):
    """There is no such benchmark, or it has no such option; the message says which there are."""


def run_bench(name: str, arguments: Sequence[str], *, as_json: bool) -> None:
    """Runs a benchmark and prints what it finds, line by line.

    Raises:
        CannotBenchError: the name or an option is wrong.
    """
    try:
        for line in run(name, parse_options(arguments)):
            typer.echo(json.dumps(line) if as_json else _in_words(line))
    except BenchError as error:
        raise CannotBenchError(str(error)) from None


def parse_options(arguments: Sequence[str]) -> dict[str, Any]:
    """`--population 12 --mutants=0.05` as `{"population": 12, "mutants": 0.05}`.

    Raises:
        CannotBenchError: an argument is no option, or an option has no value.
    """
    words = [word for argument in arguments for word in _split(argument)]
    options: dict[str, Any] = {}
    while words:
        name = words.pop(0)
        if not name.startswith("--"):
            raise CannotBenchError(f"'{name}' is no option; write --name value")
        if not words:
            raise CannotBenchError(f"option '{name}' has no value; write {name} value")
        options[name[2:].replace("-", "_")] = _value(words.pop(0))
    return options


def _split(argument: str) -> list[str]:
    return argument.split("=", 1) if argument.startswith("--") else [argument]


def _value(text: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _in_words(line: dict[str, Any]) -> str:
    return "  ".join(
        f"{name} {value:.4g}" if isinstance(value, float) else f"{name} {value}" for name, value in line.items()
    )
