"""Tensors and a little JSON as bytes: safetensors, never pickle."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import safetensors
import safetensors.torch
from torch import Tensor

from nas_navigator.networks.errors import NetworkError

_META = "meta"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Named tensors and JSON-able facts about them."""

    tensors: Mapping[str, Tensor]
    meta: Mapping[str, Any]


def save(checkpoint: Checkpoint) -> bytes:
    """The checkpoint as a safetensors file, its facts in the file's metadata."""
    tensors = {key: tensor.detach().cpu().contiguous() for key, tensor in sorted(checkpoint.tensors.items())}
    return safetensors.torch.save(tensors, {_META: json.dumps(dict(checkpoint.meta), sort_keys=True)})


def load(content: bytes) -> Checkpoint:
    """The checkpoint that `save` wrote; a safetensors file without facts has none.

    Raises:
        NetworkError: the bytes are no safetensors file.
    """
    try:
        tensors = safetensors.torch.load(content)
        length = struct.unpack("<Q", content[:8])[0]
        metadata = json.loads(content[8 : 8 + length]).get("__metadata__", {})
        return Checkpoint(tensors, json.loads(metadata.get(_META, "{}")))
    except (safetensors.SafetensorError, ValueError, struct.error) as error:
        raise NetworkError(f"{len(content)} bytes are no readable safetensors file: {error}") from None
