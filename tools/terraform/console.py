"""Makes the changes of changes.py with the AWS CLI, in one process of it. Called by loop.py.

usage: console.py < STATE_JSON
"""

import json
import os
import re
import shlex
import sys

from awscli.clidriver import create_clidriver

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
    state = attributes(json.load(sys.stdin)["values"]["root_module"])
    for address, paths, command in CHANGES:
        arguments = [filled(a, state) for a in shlex.split(command)]
        # the CLI's own address of SQS does not follow AWS_ENDPOINT_URL
        if create_clidriver().main(["--endpoint-url", os.environ["AWS_ENDPOINT_URL"], *arguments]):
            sys.exit(f"{address} {paths}: not changed")
    print(f"{len(CHANGES)} changes made", file=sys.stderr)


main()
