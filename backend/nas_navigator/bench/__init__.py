"""Benchmarks by name. Each yields records of what it measured, the last of which is the summary.

A new benchmark is a module here with `run(**options)` and its name in `_MODULES`. Nothing heavy is imported before a
benchmark is asked for.
"""

import inspect
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

_MODULES: Mapping[str, str] = {
    "evaluate": "nas_navigator.bench.evaluate",
    "distance": "nas_navigator.bench.distance",
    "layout": "nas_navigator.bench.layout",
    "stream": "nas_navigator.bench.stream",
}

KINDS = ("normal", "reduction", "normal", "reduction", "normal")
"""Cells of the template that benchmarks measure."""


class BenchError(ValueError):
    """There is no such benchmark, or it has no such option; the message names those that there are."""


def run(name: str, options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Run a benchmark with options such as `{"population": 12}`.

    Raises:
        BenchError: the name or an option is not known, or a value is not allowed.
    """
    if name not in _MODULES:
        raise BenchError(f"there is no benchmark '{name}'; choose one of {', '.join(_MODULES)}")
    module = import_module(_MODULES[name])
    known = inspect.signature(module.run).parameters
    for option, value in options.items():
        if option not in known:
            raise BenchError(f"benchmark '{name}' has no option '{option}'; it has {', '.join(known) or 'none'}")
        _check_number(option, value, known[option].default)
    measured: Iterator[dict[str, Any]] = module.run(**options)
    return measured


def _check_number(option: str, value: object, default: object) -> None:
    """Refuse what is no number where the default is one, or no whole number where the default is whole."""
    whole = isinstance(default, int)
    if isinstance(default, int | float) and not isinstance(value, int if whole else int | float):
        raise BenchError(f"{option} is {value!r}; give a {'whole ' if whole else ''}number")
