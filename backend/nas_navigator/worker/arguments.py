"""How a runner starts a worker."""

import argparse
import logging
import os
import sys
from pathlib import Path


def read_arguments(description: str) -> argparse.Namespace:
    """`--artifacts DIR --threads N [--device NAME]`."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--artifacts", type=Path, required=True, help="directory of the artifacts")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="threads for computing")
    parser.add_argument("--device", default=None, help="such as cuda:0; the best there is if not given")
    return parser.parse_args()
