"""Writes `generated/schema.json` and `schema.ts` from the pydantic models; `--check` fails where stale."""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from nas_navigator_schemas.catalogue import Catalogue
from nas_navigator_schemas.commands import Command
from nas_navigator_schemas.frames import Frame
from nas_navigator_schemas.http import (
    Accepted,
    CreateStudy,
    Effects,
    Health,
    Problem,
    ScoresHistory,
    Selected,
    SelectRequest,
    SetRequest,
    SetResult,
    StudyCreated,
    StudyList,
)
from nas_navigator_schemas.library import BuildTemplate, EditTemplate, TemplateBuilt, TemplateFile, TemplateList
from nas_navigator_schemas.records import Records, ScoresRecord

Schema = dict[str, Any]

ROOT = Path(__file__).resolve().parent
GENERATED = ROOT / "generated"
COMPILER = ROOT.parent / "frontend" / "node_modules" / ".bin" / "json2ts"
BANNER = "/* Made by shared_schemas/generate.py from the pydantic models: change those, not this file. */"

SENT: tuple[type[BaseModel], ...] = (Command, CreateStudy, SelectRequest, SetRequest, BuildTemplate, EditTemplate)
RECEIVED: tuple[type[BaseModel], ...] = (
    Frame,
    Records,
    ScoresRecord,
    Catalogue,
    StudyCreated,
    StudyList,
    TemplateList,
    TemplateBuilt,
    TemplateFile,
    Accepted,
    Selected,
    SetResult,
    ScoresHistory,
    Effects,
    Health,
    Problem,
)


class ReceivedInFull(GenerateJsonSchema):
    """What the server sends has every field, defaults too; a patch names only collections that changed."""

    def field_is_required(self, field: Any, *arguments: Any, **named: Any) -> bool:
        """Whether a field is always there."""
        if self.mode == "serialization" and not _is_collection(field):
            return True
        return super().field_is_required(field, *arguments, **named)


def _is_collection(field: Any) -> bool:
    """Whether a field is one of `Records`: a map from ids to records."""
    inner = field["schema"].get("schema", {})
    return inner.get("type") == "dict" and inner.get("values_schema", {}).get("type") in ("definition-ref", "model")


def contract() -> Schema:
    """The one JSON Schema document: what is sent may leave defaults out, what comes has every field."""
    sent = [(model, "validation") for model in SENT]
    received = [(model, "serialization") for model in RECEIVED]
    _, schema = models_json_schema([*sent, *received], schema_generator=ReceivedInFull)  # type: ignore[list-item]
    definitions = {_name(key): _titled(_name(key), value) for key, value in schema["$defs"].items()}
    names = [model.__name__ for model in (*SENT, *RECEIVED)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Contract",
        "description": "Everything that crosses between the server and a browser, each under its name.",
        "type": "object",
        "properties": {name: {"$ref": f"#/$defs/{name}"} for name in names},
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _name(key: str) -> str:
    return key.removesuffix("-Output").replace("-Input", "Sent")


def _titled(name: str, definition: Schema) -> Schema:
    return {"title": name, **_told_apart(_plain(definition))}


def _told_apart(definition: Schema) -> Schema:
    """Constants tell the members of a union apart, so they are required though they have defaults."""
    constants = [name for name, schema in definition.get("properties", {}).items() if "const" in schema]
    required = dict.fromkeys([*constants, *definition.get("required", [])])
    return {**definition, "required": list(required)} if constants else definition


def _plain(node: Any) -> Any:
    """A schema without the titles that pydantic gives to fields, its references by the names of `_name`."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: _value(key, value) for key, value in node.items() if key != "title"}


def _value(key: str, value: Any) -> Any:
    if key == "properties":
        return {name: _plain(schema) for name, schema in value.items()}
    if key in ("default", "const", "enum"):
        return value
    if key == "discriminator":
        return _mapped(value)
    if key == "$ref":
        return _reference(value)
    return _plain(value)


def _mapped(discriminator: Schema) -> Schema:
    mapping = {key: _reference(reference) for key, reference in discriminator["mapping"].items()}
    return {**discriminator, "mapping": mapping}


def _reference(reference: str) -> str:
    prefix, _, name = reference.rpartition("/")
    return f"{prefix}/{_name(name)}"


def typescript(schema: Schema) -> str:
    """The TypeScript of a schema, by json-schema-to-typescript."""
    command = [str(COMPILER), "--bannerComment", BANNER, "--ignoreMinAndMaxItems", "--unreachableDefinitions"]
    text = json.dumps(_for_compiler(schema))
    types = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    rule = schema["$defs"]["Undo"]["properties"]["actor"]
    return (
        f"{types}\n/** The rule of a person's name. */\nexport const PERSON = {json.dumps(rule, indent=2)} as const;\n"
    )


def _for_compiler(node: Any) -> Any:
    """The same schema in the draft that the compiler reads: tuples as `items`, no limits that it would unroll."""
    if isinstance(node, list):
        return [_for_compiler(item) for item in node]
    if not isinstance(node, dict):
        return node
    rest = {key: _for_compiler(value) for key, value in node.items() if key not in ("prefixItems", "default")}
    if "prefixItems" not in node:
        return rest
    return {**rest, "items": _for_compiler(node["prefixItems"]), "additionalItems": False}


def outputs() -> dict[Path, str]:
    """Every generated file with the text that it should have."""
    schema = contract()
    return {
        GENERATED / "schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n",
        GENERATED / "schema.ts": typescript(schema),
    }


def stale(files: dict[Path, str]) -> list[Path]:
    """The files that do not have the text that they should have."""
    return [path for path, text in files.items() if not path.is_file() or path.read_text() != text]


def main() -> int:
    """Writes the files, or with `--check` says which are stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is stale")
    check = parser.parse_args().check
    if not COMPILER.exists():
        print(f"'{COMPILER.name}' is not installed; run 'npm ci' in frontend first", file=sys.stderr)
        return 2
    files = outputs()
    old = stale(files)
    if check and old:
        names = ", ".join(path.name for path in old)
        print(f"stale: {names}; run 'python shared_schemas/generate.py'", file=sys.stderr)
        return 1
    for path in () if check else old:
        path.write_text(files[path])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
