"""Cuts what Phantom writes out of Datadog's OpenAPI documents, as one JSON Schema.

Usage: cut.py DIR > assets-schema.json, where DIR holds v1/openapi.yaml and v2/openapi.yaml. They are part of the
source distribution of Datadog's Python client: `pip download --no-deps --no-binary :all: datadog-api-client`, then
.generator/schemas in the archive.

What changes: prose goes; `nullable` becomes a type; a `$ref` points into `$defs`; an object that names its properties
and says nothing of others takes no others. That is stricter than OpenAPI, and finds a misspelt property.
"""

import json
import pathlib
import sys

import yaml

ROOTS = {
    "v1": ["Dashboard", "Monitor", "MonitorUpdateRequest", "ServiceLevelObjective", "ServiceLevelObjectiveRequest"],
    "v2": ["EventCreateRequestPayload"],
}
PROSE = {"description", "example", "examples", "title", "deprecated", "default", "externalDocs", "nullable", "readOnly"}
REF = "#/components/schemas/"


def cut(node, version, used):
    """One schema without its prose; notes the names that it refers to."""
    if isinstance(node, list):
        return [cut(item, version, used) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        name = node["$ref"].removeprefix(REF)
        used.append(name)
        return {"$ref": f"#/$defs/{version}.{name}"}
    result = {}
    for key, value in node.items():
        if key == "properties":
            result[key] = {name: cut(schema, version, used) for name, schema in value.items()}
        elif key not in PROSE and not key.startswith("x-"):
            result[key] = cut(value, version, used)
    if result.get("type") == "object" and "properties" in result:
        result.setdefault("additionalProperties", False)
    return {"anyOf": [result, {"type": "null"}]} if node.get("nullable") else result


def main(folder):
    defs = {}
    for version, roots in ROOTS.items():
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        document = yaml.load((folder / version / "openapi.yaml").read_text(encoding="utf-8"), loader)
        waiting = list(roots)
        while waiting:
            name = waiting.pop()
            if f"{version}.{name}" not in defs:
                defs[f"{version}.{name}"] = cut(document["components"]["schemas"][name], version, waiting)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": dict(sorted(defs.items()))}
    json.dump(schema, sys.stdout, separators=(",", ":"))
    print()


main(pathlib.Path(sys.argv[1]))
