"""Makes the changes of changes.py. Called by loop.sh.

usage: console.py AWS_CLI < STATE_JSON
"""

import json
import os
import re
import shlex
import subprocess
import sys

from changes import CHANGES


def attributes(module):
    """Attributes by address, of a module and those below it."""
    found = {r["address"]: r["values"] for r in module.get("resources", [])}
    for child in module.get("child_modules", []):
        found.update(attributes(child))
    return found


def filled(argument, state):
    """The argument with {address.attribute} taken from the state, and {{ }} for braces."""
    text = argument.replace("{{", "\0").replace("}}", "\1")
    text = re.sub(r"\{([^{}]+)\.([a-z_]+)\}", lambda m: str(state[m.group(1)][m.group(2)]), text)
    return text.replace("\0", "{").replace("\1", "}")


def main():
    cli = sys.argv[1]
    state = attributes(json.load(sys.stdin)["values"]["root_module"])
    for address, paths, command in CHANGES:
        arguments = [filled(a, state) for a in shlex.split(command)]
        # the CLI's own address of SQS does not follow AWS_ENDPOINT_URL
        done = subprocess.run([cli, "--endpoint-url", os.environ["AWS_ENDPOINT_URL"], *arguments],
                              capture_output=True, text=True, timeout=60)
        if done.returncode:
            sys.exit(f"{address} {paths}: {done.stderr.strip()}")
    print(f"{len(CHANGES)} changes made", file=sys.stderr)


main()
