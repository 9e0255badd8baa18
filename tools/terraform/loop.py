"""The loop of loop.sh, step by step.

usage: loop.py WORK_FOLDER VENV_BIN PHANTOM JAVA_COMMAND
"""

import glob
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

from changes import CHANGES

HERE = os.path.dirname(os.path.abspath(__file__))
ACCOUNT = "123456789012"
MODULE = "live/orders"
SECRET = "not-a-real-one-7341-qzx"

CONFIGURATION = f"""version: 1
defaults: {{ region: us-east-1, environment: prod, mode: draft }}
github: {{ repository: acme/infra, base: main }}
policy: {{ maxOpenPullRequests: 100, maxPerStack: 100 }}
stacks:
  - {{ name: orders, account: "{ACCOUNT}", format: terraform, directory: {MODULE} }}
"""


class Loop:
    """What runs, and what is seen."""

    def __init__(self, work, venv, phantom, java):
        self.work, self.venv, self.phantom, self.java = work, venv, phantom, java
        self.started, self.clock = [], time.monotonic()
        self.terraform = os.environ.get("PHANTOM_TERRAFORM") or shutil.which("terraform") or shutil.which("tofu")
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "TF_VAR_", "TF_CLI_ARGS"))}
        self.checkout = os.path.join(work, "checkout")
        self.module = os.path.join(self.checkout, MODULE)

    def step(self, text):
        print(f"{time.monotonic() - self.clock:6.1f} s  {text}", flush=True)

    def run(self, command, folder, name, expect=(0,)):
        """Runs a command; what it prints is kept in a file of that name."""
        done = subprocess.run(command, cwd=folder, env=self.env, capture_output=True, text=True, timeout=600)
        with open(os.path.join(self.work, name + ".log"), "w", encoding="utf-8") as log:
            log.write(done.stdout + "\n--\n" + done.stderr)
        if done.returncode not in expect:
            sys.exit(f"{name}: exit {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
        return done.stdout

    def start(self, command, name, **more):
        log = open(os.path.join(self.work, name + ".log"), "w", encoding="utf-8")
        process = subprocess.Popen(command, env=self.env, stderr=log, **more)
        self.started.append(process)
        return process

    def stop(self):
        for process in self.started:
            process.terminate()
            process.wait()

    def servers(self):
        """moto, GitHub and CloudTrail."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.start([f"{self.venv}/moto_server", "-H", "127.0.0.1", "-p", str(port)], "moto", stdout=subprocess.DEVNULL)
        world = os.path.join(self.work, "world")
        safe = os.path.join(world, "input", "safe")
        shutil.copytree(os.path.join(HERE, "module"), os.path.join(safe, MODULE))
        write(os.path.join(safe, ".gitignore"), ".terraform/\n*.tfstate\n*.tfstate.backup\n.terraform.lock.hcl\n")
        write(os.path.join(safe, "phantom.yaml"), CONFIGURATION)
        write(os.path.join(world, "scenario.json"), json.dumps({
            "schema": "phantom.scenario/v1", "title": "A Terraform module", "now": "2026-11-22T08:30:00Z",
            "account": ACCOUNT, "region": "us-east-1", "repository": "acme/infra"}))
        process = self.start([*self.java.split(), "dev.phantom.terraform.LoopMain", world, self.work], "world",
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        places = json.loads(process.stdout.readline())
        self.github, self.token = places["github"], places["token"]
        self.env.update({
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_ENDPOINT_URL_CLOUDTRAIL": places["cloudtrail"],
            "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1", "PHANTOM_GITHUB_URL": places["github"],
            "GITHUB_TOKEN": places["token"], "TF_VAR_partner_key": SECRET})
        await_port(port)

    def plan(self, name, *options):
        """The JSON of a plan of the module."""
        file = os.path.join(self.work, name + ".bin")
        self.run([self.terraform, "plan", "-input=false", "-no-color", "-lock=false", f"-out={file}", *options],
                 self.module, name)
        return json.loads(self.run([self.terraform, "show", "-json", file], self.module, name + "-json"))

    def ask(self, method, path):
        request = urllib.request.Request(
            f"{self.github.rstrip('/')}{path}", method=method, data=b"{}" if method == "PUT" else None,
            headers={"Authorization": "Bearer " + self.token, "Accept": "application/vnd.github+json"})
        with urllib.request.urlopen(request, timeout=30) as reply:
            return json.load(reply)

    def merge(self, pulls):
        for pull in pulls:
            self.ask("PUT", f"/repos/acme/infra/pulls/{pull['number']}/merge")
        self.run(["git", "pull", "-q"], self.checkout, "pull")

    def same(self, what, seen, expected):
        if seen != expected:
            sys.exit(f"{what}: not expected {sorted(seen - expected)}; missing {sorted(expected - seen)}")


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def await_port(port):
    for _ in range(600):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("moto did not start")


def planned(plan):
    """Addresses that a plan would change."""
    return {r["address"] for r in plan.get("resource_changes", []) if r["change"]["actions"] not in (["no-op"], ["read"])}


def place(address, path):
    """A change as it is compared: an element of a list stands at its list."""
    return address + " " + "/".join(s for s in path.split("/") if not s.isdigit())


def loop(self):
    self.servers()
    self.run(["git", "clone", "-q", os.path.join(self.work, "github/acme/infra.git"), self.checkout], self.work, "clone")
    self.run([self.terraform, "init", "-input=false", "-no-color"], self.module, "init")
    self.run([self.terraform, "apply", "-input=false", "-no-color", "-auto-approve"], self.module, "apply")
    state = self.run([self.terraform, "show", "-json"], self.module, "state")
    types = set(json.loads(state)["values"]["root_module"]["resources"][i]["type"]
                for i in range(len(json.loads(state)["values"]["root_module"]["resources"])))
    self.step(f"applied: {len(types)} resource types in the root module")

    done = subprocess.run([sys.executable, os.path.join(HERE, "console.py")], input=state, text=True, env=self.env,
                          capture_output=True)
    if done.returncode:
        sys.exit(done.stderr)
    self.step(f"{len(CHANGES)} changes made with the AWS CLI")

    out = os.path.join(self.work, "out")
    self.run([self.phantom, "run", "--out", out], self.checkout, "run")
    with open(os.path.join(out, "report.json"), encoding="utf-8") as file:
        drifts = json.load(file)["reports"][0]["drifts"]
    found = {place(d["logicalId"], c["path"]) for d in drifts for c in d["changes"]}
    self.same("drift", found, {place(a, p) for a, paths, _ in CHANGES for p in paths})
    opened = [d for d in drifts if d.get("pullRequest", {}).get("outcome") == "created"]
    proven = [d for d in opened for p in d["pullRequest"]["proof"] if p["check"] == "change-set" and p["result"] == "pass"]
    reverts = [d for d in opened if d["verdict"]["recommendation"] == "revert"]
    self.step(f"phantom run: {len(found)} changed attributes in {len(drifts)} drifts, exactly these; {len(opened)} with a "
              f"pull request, {len(proven)} proven by Terraform's own plan, {len(reverts)} to be reverted")
    if not proven or not reverts:
        sys.exit("nothing was proven by a plan, or nothing is to be reverted")

    pulls = self.ask("GET", "/repos/acme/infra/pulls?state=open&per_page=100")
    reverting = [p for p in pulls if '"recommendation":"revert"' in p["body"]]
    self.merge(reverting)
    records = sorted(glob.glob(".phantom/reconcile/orders/*.yaml", root_dir=self.checkout, include_hidden=True))
    self.run([self.phantom, "reconcile", "apply", *records], self.checkout, "reconcile-apply")
    self.step(f"{len(reverting)} pull requests merged, {len(records)} reverts applied, while the others are open")
    self.merge([p for p in pulls if p not in reverting])
    self.step(f"the other {len(pulls) - len(reverting)} merged")

    left = planned(self.plan("after"))
    decided = {d["logicalId"] for d in opened}
    undecided = {d["logicalId"] for d in drifts if d not in opened}
    self.same("planned after all", left, undecided)
    self.step(f"planned again: none of {len(decided - undecided)} decided resources changes; "
              f"{len(left)} that a person must decide do")

    self.run([self.terraform, "apply", "-input=false", "-no-color", os.path.join(self.work, "after.bin")], self.module,
             "decide")
    last = self.plan("last")
    self.same("left in the end", planned(last) | {r["address"] for r in last.get("resource_drift", [])}, set())
    self.step(f"the person lets the files win for these {len(left)}: the last plan shows no drift and no change")

    for folder in (out, os.path.join(self.work, "github")):
        leaked = subprocess.run(["grep", "-rl", SECRET, folder], capture_output=True, text=True).stdout
        if leaked:
            sys.exit("a secret of the state left: " + leaked)
    self.step("no secret of the state in what was written")


def main():
    self = Loop(*sys.argv[1:])
    try:
        loop(self)
    finally:
        self.stop()


main()
