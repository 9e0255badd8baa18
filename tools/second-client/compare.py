"""Compares what the AWS CLI and Phantom's own adapters read from one embedded AWS. Called by awscli.sh.

usage: compare.py AWS_CLI SCENARIO STACK JAVA_COMMAND...
"""

import json
import os
import subprocess
import sys
import time

import yaml

ACCOUNT = "111122223333"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/PhantomReadOnly"


class Run:
    """Counts operations, checks and differences."""

    def __init__(self, cli, env, java):
        self.cli, self.env, self.java = cli, env, java
        self.operations, self.calls, self.checks, self.different = set(), 0, 0, []

    def aws(self, service, operation, *arguments, refused=None):
        """One CLI call; its JSON, or the error text where a refusal is expected."""
        self.operations.add(f"{service} {operation}")
        self.calls += 1
        done = subprocess.run([self.cli, service, operation, *arguments, "--output", "json"],
                              env=self.env, capture_output=True, text=True, timeout=120)
        if refused:
            self.same(f"{service} {operation} is refused with {refused}", refused in done.stderr, True)
            return done.stderr
        if done.returncode:
            self.same(f"{service} {operation}", done.stderr.strip(), "")
            return {}
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def ours(self, *arguments):
        """What our own client says, as JSON on its last line."""
        done = subprocess.run([*self.java, *arguments], env=self.env, capture_output=True, text=True, timeout=120)
        if done.returncode:
            sys.exit("our own client failed: " + done.stderr[-2000:])
        return json.loads(done.stdout.strip().splitlines()[-1])

    def same(self, what, theirs, ours):
        self.checks += 1
        if theirs != ours:
            self.different.append(what)
            print(f"differs: {what}\n  cli:  {json.dumps(theirs)[:400]}\n  ours: {json.dumps(ours)[:400]}")

    def settled(self, service, operation, *arguments):
        for _ in range(50):
            reply = self.aws(service, operation, *arguments)
            if not reply.get("Status", "").endswith(("_PENDING", "IN_PROGRESS")):
                return reply
            time.sleep(0.05)
        return reply


def leaves(node, path=""):
    """path -> literal, references left out."""
    if isinstance(node, dict):
        if set(node) & {"Ref", "Fn::GetAtt", "$unknown"}:
            return {}
        return {k: v for key, value in node.items() for k, v in leaves(value, f"{path}/{key}").items()}
    if isinstance(node, list):
        return {k: v for n, value in enumerate(node) for k, v in leaves(value, f"{path}/{n}").items()}
    return {path: node}


def stacks(run, stack, ours):
    told = run.aws("cloudformation", "describe-stacks", "--stack-name", stack)["Stacks"][0]
    run.same("stack id", told["StackId"], ours["arn"])
    run.same("stack status", told["StackStatus"], ours["status"])
    run.same("stack tags", {t["Key"]: t["Value"] for t in told["Tags"]}, ours["tags"])
    run.same("a NoEcho parameter is masked", "****" in [p["ParameterValue"] for p in told["Parameters"]], True)
    listed = run.aws("cloudformation", "list-stacks")["StackSummaries"]
    run.same("stacks", stack in [s["StackName"] for s in listed], True)
    for stage in ("Original", "Processed"):
        body = run.aws("cloudformation", "get-template", "--stack-name", stack, "--template-stage", stage)["TemplateBody"]
        run.same(f"template, {stage}", body, ours["template"])
    rows = {"list-stack-resources": "StackResourceSummaries", "describe-stack-resources": "StackResources"}
    for operation, key in rows.items():
        told = run.aws("cloudformation", operation, "--stack-name", stack)[key]
        run.same(operation, {r["LogicalResourceId"]: [r["PhysicalResourceId"], r["ResourceType"], r["ResourceStatus"]] for r in told}, ours["resources"])
    summary = run.aws("cloudformation", "get-template-summary", "--stack-name", stack)
    run.same("template summary", sorted(summary["ResourceTypes"]), sorted({r[1] for r in ours["resources"].values()}))
    exports = run.aws("cloudformation", "list-exports")["Exports"]
    run.same("exports", {e["Name"]: e["Value"] for e in exports}, ours["exports"])


def generator(run, ours):
    kept = ours["generatedTemplate"]
    read = {r["logicalId"]: r for r in ours["live"]["resources"] if r["provenance"] == "iac-generator"}
    definitions = [{"ResourceType": r["type"], "LogicalResourceId": i, "ResourceIdentifier": r["identifier"]} for i, r in read.items()]
    types = sorted({r["type"] for r in read.values()})

    scan = run.aws("cloudformation", "start-resource-scan", "--scan-filters", json.dumps([{"Types": types}]))["ResourceScanId"]
    run.aws("cloudformation", "start-resource-scan", refused="ResourceScanInProgress")
    told = run.settled("cloudformation", "describe-resource-scan", "--resource-scan-id", scan)
    run.same("scan status", told["Status"], "COMPLETE")
    run.same("scanned types", told["ResourceTypes"], types)
    scans = run.aws("cloudformation", "list-resource-scans")["ResourceScanSummaries"]
    run.same("scans", {scan, ours["live"]["scanId"]} <= {s["ResourceScanId"] for s in scans}, True)
    found = run.aws("cloudformation", "list-resource-scan-resources", "--resource-scan-id", scan)["Resources"]
    run.same("scanned resources", [r["identifier"] for r in read.values() if r["identifier"] not in [f["ResourceIdentifier"] for f in found if f["ManagedByStack"]]], [])
    beside = run.aws("cloudformation", "list-resource-scan-related-resources", "--resource-scan-id", ours["live"]["scanId"], "--resources",
                     json.dumps([{"ResourceType": d["ResourceType"], "ResourceIdentifier": d["ResourceIdentifier"]} for d in definitions]))["RelatedResources"]
    run.same("unmanaged beside the stack", [b["ResourceIdentifier"] for b in beside if not b["ManagedByStack"]],
             [u["identifier"] for u in ours["live"].get("unmanaged", [])])

    for name in (kept, "by-the-cli"):
        if name != kept:
            run.aws("cloudformation", "create-generated-template", "--generated-template-name", name, "--resources", json.dumps(definitions),
                    "--template-configuration", "DeletionPolicy=RETAIN,UpdateReplacePolicy=RETAIN")
            run.aws("cloudformation", "create-generated-template", "--generated-template-name", name, "--resources", json.dumps(definitions), refused="AlreadyExists")
        told = run.settled("cloudformation", "describe-generated-template", "--generated-template-name", name)
        run.same(f"{name}: status", told["Status"], "COMPLETE")
        run.same(f"{name}: identifiers", {r["LogicalResourceId"]: r["ResourceIdentifier"] for r in told["Resources"]}, {i: r["identifier"] for i, r in read.items()})
        compare_template(run, name, read)

    run.aws("cloudformation", "update-generated-template", "--generated-template-name", "by-the-cli", "--refresh-all-resources",
            "--remove-resources", definitions[0]["LogicalResourceId"])
    told = run.settled("cloudformation", "describe-generated-template", "--generated-template-name", "by-the-cli")
    run.same("updated template", len(told["Resources"]), len(definitions) - 1)
    names = [s["GeneratedTemplateName"] for s in run.aws("cloudformation", "list-generated-templates")["Summaries"]]
    run.same("generated templates", sorted(names), sorted([kept, "by-the-cli"]))
    run.aws("cloudformation", "delete-generated-template", "--generated-template-name", "by-the-cli")
    run.aws("cloudformation", "get-generated-template", "--generated-template-name", "by-the-cli", refused="GeneratedTemplateNotFound")


def compare_template(run, name, read):
    text = run.aws("cloudformation", "get-generated-template", "--generated-template-name", name, "--format", "JSON")["TemplateBody"]
    body = json.loads(text) if isinstance(text, str) else text
    printed = run.aws("cloudformation", "get-generated-template", "--generated-template-name", name, "--format", "YAML")["TemplateBody"]
    run.same(f"{name}: YAML and JSON", yaml.safe_load(printed), body)
    for logical_id, resource in body["Resources"].items():
        mine = leaves(read[logical_id]["properties"])
        theirs = leaves(resource["Properties"])
        run.same(f"{name}: {logical_id}", theirs, {path: mine.get(path) for path in theirs})


def control(run, ours):
    for resource in ours["cloudControl"]["resources"]:
        if resource["status"] != "read":
            continue
        type_name, properties = resource["type"], resource["properties"]
        listed = run.aws("cloudcontrol", "list-resources", "--type-name", type_name)["ResourceDescriptions"]
        mine = [d["Identifier"] for d in listed if json.loads(d["Properties"]) == properties]
        run.same(f"Cloud Control lists {resource['logicalId']}", len(mine), 1)
        for identifier in mine:
            told = run.aws("cloudcontrol", "get-resource", "--type-name", type_name, "--identifier", identifier)["ResourceDescription"]
            run.same(f"Cloud Control reads {resource['logicalId']}", json.loads(told["Properties"]), properties)
    run.aws("cloudcontrol", "get-resource", "--type-name", "AWS::EC2::VPC", "--identifier", "vpc-nope", refused="ResourceNotFoundException")
    run.aws("cloudcontrol", "get-resource", "--type-name", "AWS::IAM::Policy", "--identifier", "x", refused="UnsupportedActionException")


def registry(run, ours):
    for type_name in sorted({r["type"] for r in ours["live"]["resources"]}):
        told = run.aws("cloudformation", "describe-type", "--type", "RESOURCE", "--type-name", type_name)
        run.same(f"{type_name} is described", json.loads(told["Schema"])["typeName"], told["TypeName"])
    run.aws("cloudformation", "describe-type", "--type", "RESOURCE", "--type-name", "AWS::No::Such", refused="TypeNotFoundException")


def trail(run, ours):
    events = run.aws("cloudtrail", "lookup-events", "--max-results", "50")["Events"]
    names = {r[0] for r in ours["resources"].values()}
    writes = [e["EventId"] for e in events if e["ReadOnly"] == "false" and "errorCode" not in json.loads(e["CloudTrailEvent"])]
    run.same("writes", sorted(writes), sorted(ours["writes"]))
    by_name = set()
    for name in sorted(names):
        told = run.aws("cloudtrail", "lookup-events", "--lookup-attributes", f"AttributeKey=ResourceName,AttributeValue={name}")["Events"]
        by_name |= {e["EventId"] for e in told}
    run.same("a look-up by name finds no other writes", sorted(by_name & set(writes) - set(ours["writes"])), [])


def tokens(run, ours):
    run.same("account", run.aws("sts", "get-caller-identity")["Account"], ours["account"])
    assume = ["--role-arn", ROLE, "--role-session-name", "second"]
    run.same("assumed role", run.aws("sts", "assume-role", *assume, "--external-id", "acme-phantom")["AssumedRoleUser"]["Arn"].endswith("/second"), True)
    run.aws("sts", "assume-role", *assume, refused="AccessDenied")


def edited(node, words):
    """The first scalar whose text is there once, changed in the deployed template: what somebody might deploy."""
    for old, new in words:
        if node.count(old) == 1:
            return node.replace(old, new)
    raise SystemExit("nothing to change in the template; give other words")


def shown(change):
    """A row of a change set as our own client prints it."""
    resource = change["ResourceChange"]
    cells = []
    for detail in resource.get("Details", []):
        target = detail["Target"]
        path = target["Path"].removeprefix("/Properties") if target["Attribute"] == "Properties" else ""
        cell = [path, target["AttributeChangeType"], target.get("BeforeValue"), target.get("AfterValue")]
        cells += [] if cell in cells else [cell]
    return [resource["LogicalResourceId"], resource.get("PhysicalResourceId", ""), resource["ResourceType"],
            resource["Action"], resource.get("Replacement", ""), cells]


def change_sets(run, stack, ours, words):
    """Made by the CLI, read by both; executed by the CLI; drift detected before and after."""
    named = ["--stack-name", stack, "--change-set-name"]
    same = ["--use-previous-template", "--capabilities", "CAPABILITY_NAMED_IAM",
            "--parameters", *[f"ParameterKey={k},UsePreviousValue=true" for k in ours["parameters"]]]
    body = ["--template-body", edited(ours["template"], words), *same[1:]]

    def made(name, *arguments):
        run.aws("cloudformation", "create-change-set", *named, name, *arguments)
        return run.settled("cloudformation", "describe-change-set", *named, name, "--include-property-values")

    told = made("nothing", *same)
    run.same("a change set without changes fails", [told["Status"], "didn't contain changes" in told["StatusReason"], told["ExecutionStatus"]],
             ["FAILED", True, "UNAVAILABLE"])
    run.aws("cloudformation", "create-change-set", *named, "nothing", *same, refused="AlreadyExistsException")
    run.aws("cloudformation", "create-change-set", *named, "weak", "--use-previous-template", *same[3:], refused="InsufficientCapabilities")
    run.aws("cloudformation", "execute-change-set", *named, "nothing", refused="InvalidChangeSetStatus")
    run.aws("cloudformation", "delete-change-set", *named, "nothing")
    run.aws("cloudformation", "describe-change-set", *named, "nothing", refused="ChangeSetNotFound")

    first, second = made("first", *body), made("second", *body)
    run.same("ready", [first["Status"], first["ExecutionStatus"], second["ExecutionStatus"]], ["CREATE_COMPLETE", "AVAILABLE", "AVAILABLE"])
    run.same("rows", [shown(c) for c in first["Changes"]], run.ours("rows", "us-east-1", stack, first["ChangeSetId"]))
    run.same("one row", len(first["Changes"]), 1)
    listed = run.aws("cloudformation", "list-change-sets", "--stack-name", stack)["Summaries"]
    run.same("change sets", sorted(c["ChangeSetName"] for c in listed), ["first", "second"])
    run.aws("cloudformation", "execute-change-set", *named, "first")
    run.same("under way", run.aws("cloudformation", "describe-stacks", "--stack-name", stack)["Stacks"][0]["StackStatus"], "UPDATE_IN_PROGRESS")
    run.aws("cloudformation", "create-change-set", *named, "late", *same, refused="UPDATE_IN_PROGRESS")
    for _ in range(20):
        status = run.aws("cloudformation", "describe-stacks", "--stack-name", stack)["Stacks"][0]["StackStatus"]
        if not status.endswith("_IN_PROGRESS"):
            break
    run.same("through", status, "UPDATE_COMPLETE")
    run.same("executed", run.aws("cloudformation", "describe-change-set", *named, "first")["ExecutionStatus"], "EXECUTE_COMPLETE")
    run.aws("cloudformation", "execute-change-set", *named, "second", refused="InvalidChangeSetStatus")
    run.same("deployed", run.aws("cloudformation", "get-template", "--stack-name", stack)["TemplateBody"], body[1])

    # what was just deployed runs; a change set that looks at drift brings the old template back as a change
    back = made("back", "--template-body", ours["template"], *same[1:], "--deployment-mode", "REVERT_DRIFT")
    run.same("drift-aware", [back["DeploymentMode"], back["StackDriftStatus"]], ["REVERT_DRIFT", "IN_SYNC"])
    run.same("drift-aware rows", [shown(c) for c in back["Changes"]], run.ours("rows", "us-east-1", stack, back["ChangeSetId"]))
    run.same("from what runs", {d["Target"].get("BeforeValueFrom") for c in back["Changes"] for d in c["ResourceChange"]["Details"]}, {"ACTUAL_STATE"})
    for name in ("second", "back"):
        run.aws("cloudformation", "delete-change-set", *named, name)
    detection = run.aws("cloudformation", "detect-stack-drift", "--stack-name", stack)["StackDriftDetectionId"]
    for _ in range(20):
        told = run.aws("cloudformation", "describe-stack-drift-detection-status", "--stack-drift-detection-id", detection)
        if told["DetectionStatus"] != "DETECTION_IN_PROGRESS":
            break
    run.same("detection", [told["DetectionStatus"], told["StackDriftStatus"], told["DriftedStackResourceCount"]], ["DETECTION_COMPLETE", "IN_SYNC", 0])
    found = run.aws("cloudformation", "describe-stack-resource-drifts", "--stack-name", stack)["StackResourceDrifts"]
    run.same("no drift by CloudFormation", sorted({f["StackResourceDriftStatus"] for f in found} - {"UNKNOWN"}), ["IN_SYNC"])
    one = run.aws("cloudformation", "detect-stack-resource-drift", "--stack-name", stack, "--logical-resource-id",
                  back["Changes"][0]["ResourceChange"]["LogicalResourceId"])["StackResourceDrift"]
    run.same("one resource", [one["StackResourceDriftStatus"], one["PropertyDifferences"]], ["IN_SYNC", []])
    run.same("drift status of the stack", run.aws("cloudformation", "describe-stacks", "--stack-name", stack)["Stacks"][0]["DriftInformation"]["StackDriftStatus"], "IN_SYNC")


def main(cli, scenario, stack, *java):
    server = subprocess.Popen([*java, "serve", scenario], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        endpoint = server.stdout.readline().strip()
        env = {**os.environ, "AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "AKIDEMBEDDED", "AWS_SECRET_ACCESS_KEY": "embedded",
               "AWS_DEFAULT_REGION": "us-east-1", "AWS_REGION": "us-east-1", "AWS_PAGER": "", "AWS_MAX_ATTEMPTS": "6",
               "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
        run = Run(cli, env, java)
        ours = run.ours("read", "us-east-1", stack)
        stacks(run, stack, ours)
        generator(run, ours)
        control(run, ours)
        registry(run, ours)
        trail(run, ours)
        tokens(run, ours)
        change_sets(run, stack, ours, [("MemorySize: 256", "MemorySize: 512")])
    finally:
        server.stdin.close()
        server.wait(timeout=20)
    print(f"{len(run.operations)} operations, {run.calls} calls of the AWS CLI, {run.checks} comparisons, {len(run.different)} different")
    sys.exit(1 if run.different else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
