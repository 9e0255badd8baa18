"""Writes the IAM actions that AWS's own read handlers ask for, a line per resource type.

usage: read_actions.py WHEEL OUT_FILE

WHEEL is the pinned cfn-lint wheel (tools/types/requirements.txt). Actions that do more than look (writes, decryption,
PassRole) are left out: Phantom never asks for them. Reads of secrets and of data are marked with "!": the least policy
denies them, so such a handler fails under it. Standard library only; same wheel, same bytes.
"""

import json
import re
import sys
import zipfile
from pathlib import Path

SCHEMAS = "cfnlint/data/schemas/"
LOOKS = re.compile(r"^[a-z0-9-]+:(BatchGet|BatchDescribe|Get|List|Describe|Search|Lookup|View|Check|Head)[A-Za-z0-9]*$")
NEVER = re.compile(
    r"^(secretsmanager:(BatchGet|Get)SecretValue|secretsmanager:GetRandomPassword|ssm:Get(Inventory|Parameter).*"
    r"|s3(express)?:GetObject(?!LockConfiguration).*"
    r"|dynamodb:(BatchGetItem|GetItem|GetRecords)|kinesis:Get(Records|ShardIterator)|sqs:ReceiveMessage"
    r"|logs:(GetLogEvents|GetLogRecord|GetQueryResults)|ecr:GetAuthorizationToken|codeartifact:GetAuthorizationToken"
    r"|sts:GetSessionToken|sts:GetFederationToken|redshift:GetClusterCredentials.*|lambda:GetLayerVersionByArn)$")


def main(wheel_path, out):
    lines = []
    with zipfile.ZipFile(wheel_path) as wheel:
        chosen = {}
        regions = sorted((Path(n).stem for n in wheel.namelist() if re.fullmatch(SCHEMAS + r"providers/[^/]+\.json", n)),
                         key=lambda region: (region != "us-east-1", region))
        for region in regions:
            for name, digest in json.loads(wheel.read(f"{SCHEMAS}providers/{region}.json")).items():
                chosen.setdefault(name, digest)
        for name, digest in sorted(chosen.items()):
            handlers = json.loads(wheel.read(f"{SCHEMAS}resources/{digest}.json")).get("handlers", {})
            actions = handlers.get("read", {}).get("permissions", [])
            asked = sorted({("!" + a if NEVER.match(a) else a) for a in actions if LOOKS.match(a)})
            if asked:
                lines.append(" ".join([name, *asked]))
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} types, {sum(len(line.split()) - 1 for line in lines)} actions")


if __name__ == "__main__":
    main(*sys.argv[1:])
