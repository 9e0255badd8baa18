"""Turns the registry schemas of a cfn-lint wheel into Phantom's embedded table of resource types.

usage: build_types.py WHEEL OUT_DIR

Writes OUT_DIR/index.json (source, date, services, types) and one JSON-lines file per service: a line per type,
followed by a line per definition of that type (the root is the definition ""). Standard library only; the same
wheel gives the same bytes. The table is checked before it is written; a check that fails writes nothing.
"""

import gzip
import json
import re
import sys
import zipfile
from pathlib import Path

from checks import check
from shapes import Folder

HOME_REGION = "us-east-1"
SCHEMAS = "cfnlint/data/schemas/"
PATH_LISTS = {
    "readOnly": "readOnlyProperties",
    "writeOnly": "writeOnlyProperties",
    "createOnly": "createOnlyProperties",
    "conditionalCreateOnly": "conditionalCreateOnlyProperties",
    "deprecated": "deprecatedProperties",
}
HANDLERS = ("create", "read", "update", "delete", "list")
READS = re.compile(r"^(Batch)?(Get|List|Describe|Lookup|Search|Query|Scan|Select|View|Read|Head|Check|Validate|Test)"
                   r"|^(Pass|Encrypt|Decrypt|ReEncrypt|GenerateDataKey)|^\*$", re.IGNORECASE)


def main(wheel_path, out):
    with zipfile.ZipFile(wheel_path) as wheel:
        name, version = Path(wheel_path).name.split("-")[:2]
        source = f"{name.replace('_', '-')} {version}"
        date = json.loads(wheel.read(SCHEMAS + "version.json"))["schema_date"][:10]
        table = {t: entry(t, region, json.loads(wheel.read(f"{SCHEMAS}resources/{digest}.json")))
                 for t, (region, digest) in sorted(chosen(wheel).items())}
    for line in check(table):
        print(line)
    size, packed = write(table, source, date, Path(out))
    print(f"{source} of {date}: {size / 1e6:.2f} MB, {packed / 1e6:.2f} MB gzipped")
    if packed > 1_000_000:
        sys.exit("the table is larger than 1 MB gzipped")


def chosen(wheel):
    """type -> (region, schema digest): us-east-1 first, then the other regions in alphabetical order, SAM last."""
    regions = sorted(Path(n).stem for n in wheel.namelist() if re.fullmatch(SCHEMAS + r"providers/[^/]+\.json", n))
    regions.sort(key=lambda region: (region != HOME_REGION, region == "sam", region))
    found = {}
    for region in regions:
        for type_name, digest in json.loads(wheel.read(f"{SCHEMAS}providers/{region}.json")).items():
            found.setdefault(type_name, (region, digest))
    return found


def entry(type_name, region, schema):
    """(facts of the type, its folded definitions)"""
    facts = {"type": type_name}
    if region != HOME_REGION:
        facts["region"] = region
    if schema.get("primaryIdentifier"):
        facts["identifier"] = [below(p) for p in schema["primaryIdentifier"]]
    if schema.get("additionalIdentifiers"):
        facts["otherIdentifiers"] = [[below(p) for p in paths] for paths in schema["additionalIdentifiers"]]
    for short, long in PATH_LISTS.items():
        if schema.get(long):
            facts[short] = sorted({below(p) for p in schema[long]})
    handlers = schema.get("handlers", {})
    facts["handlers"] = {h: writes(handlers[h].get("permissions", []), h) for h in HANDLERS if h in handlers}
    transforms = schema.get("propertyTransform")
    if transforms:
        facts["transforms"] = {below(p): transforms[p] for p in sorted(transforms)}
    facts["tagging"] = tagging(schema)
    for word in ("replacementStrategy", "lifecycle"):
        if word in schema:
            facts[word] = schema[word]
    folder = Folder(schema)
    root = folder.root()
    return facts, {"": root} | {name: folder.definitions[name] for name in sorted(folder.definitions)}


def writes(permissions, handler):
    """The permissions of a handler that change something: what CloudTrail shows as a write. None for read and list."""
    if handler in ("read", "list"):
        return []
    return sorted({p for p in permissions if ":" in p and not READS.match(p.split(":", 1)[1])})


def tagging(schema):
    said = schema.get("tagging", {})
    taggable = said.get("taggable", schema.get("taggable", True))
    found = {"taggable": taggable}
    if taggable and "tagProperty" in said:
        found["property"] = below(said["tagProperty"])
    elif taggable and "Tags" in schema.get("properties", {}):
        found["property"] = "Tags"
    for word in ("tagOnCreate", "tagUpdatable", "cloudFormationSystemTags"):
        if word in said:
            found[word] = said[word]
    return found


def below(pointer):
    """`/properties/A/*/B` -> `A/*/B`"""
    return re.sub(r"^/?properties/", "", pointer)


def write(table, source, date, out):
    services = {}
    for type_name in table:
        services.setdefault(type_name.rsplit("::", 1)[0], []).append(type_name)
    out.mkdir(parents=True, exist_ok=True)
    for stale in (*out.glob("*.jsonl"), *out.glob("index.json")):  # hand-kept facts stand beside them and stay
        stale.unlink()
    files = {"index.json": json.dumps(
        {"source": source, "date": date, "services": {s: [t.rsplit("::", 1)[1] for t in services[s]] for s in services}},
        indent=1) + "\n"}
    for service, types in services.items():
        lines = []
        for type_name in types:
            facts, definitions = table[type_name]
            lines.append(dump(facts))
            lines += [dump({"definition": name, "shape": shape}) for name, shape in definitions.items()]
        files[service.replace("::", "-") + ".jsonl"] = "\n".join(lines) + "\n"
    size = packed = 0
    for name, text in files.items():
        raw = text.encode()
        (out / name).write_bytes(raw)
        size += len(raw)
        packed += len(gzip.compress(raw, 6))
    return size, packed


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main(*sys.argv[1:])
