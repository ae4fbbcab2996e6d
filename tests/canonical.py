"""Records as bytes that are equal wherever the records are, for tests that hold a fold against what it should give."""

import json

from nas_navigator_schemas.records import Records


def canonical(records: Records) -> bytes:
    """JSON with sorted keys and no spaces."""
    return json.dumps(records.model_dump(mode="json"), sort_keys=True, separators=(",", ":")).encode()
