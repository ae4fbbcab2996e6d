"""The version that is installed."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("nas-navigator")
except PackageNotFoundError:
    # Run from a directory of unpacked files, which no package manager knows.
    VERSION = "0+unpacked"
