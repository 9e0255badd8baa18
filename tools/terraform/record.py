"""Records the plans of the scenarios with the real Terraform and the real AWS provider against moto.

usage: record.py WORK_FOLDER VENV_BIN [NAME…]

A module is applied as it was, changed with the AWS CLI and planned as its repository is now. Kept is what `terraform show -json` prints;
only times are the scenario's, because moto knows today's alone, and the backend is a local one, which no plan shows.
"""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time

from recorded import RECORDED

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ACCOUNT = "111122223333"
CREATED = "2026-08-03T09:12:44Z"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")


def attributes(module):
    """Attributes by address, of a module and those below it."""
    found = {r["address"]: r["values"] for r in module.get("resources", [])}
    for child in module.get("child_modules", []):
        found.update(attributes(child))
    return found


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def moto(venv, port, log):
    process = subprocess.Popen([f"{venv}/moto_server", "-H", "127.0.0.1", "-p", str(port)], stdout=log, stderr=log,
                               env={**os.environ, "MOTO_ACCOUNT_ID": ACCOUNT})
    for _ in range(600):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.1)
    process.terminate()
    sys.exit("moto did not start")


class Recording:
    """One module in a folder of its own."""

    def __init__(self, name, work, venv, port):
        self.wanted, self.venv = RECORDED[name], venv
        self.terraform = os.environ.get("PHANTOM_TERRAFORM") or shutil.which("terraform")
        self.folder = os.path.join(work, name)
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "TF_VAR_", "TF_CLI_ARGS"))}
        self.env.update({
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_ACCESS_KEY_ID": ACCOUNT, "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
            **self.wanted.get("env", {})})

    def run(self, *command):
        done = subprocess.run(command, cwd=self.folder, env=self.env, capture_output=True, text=True, timeout=600)
        if done.returncode:
            sys.exit(f"{command}: exit {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
        return done.stdout

    def record(self):
        wanted, files = self.wanted, [f"-var-file={v}" for v in self.wanted["vars"]]
        shutil.copytree(os.path.join(ROOT, wanted["module"]), self.folder)
        self.edit("versions.tf", r'backend "s3" \{[^}]*\}', 'backend "local" {}')
        now = {f: self.text(f) for f, _, _ in wanted["applied"]}
        for file, text, then in wanted["applied"]:
            self.edit(file, re.escape(text), then)
        self.run(self.terraform, "init", "-input=false", "-no-color")
        self.run(self.terraform, "apply", "-input=false", "-no-color", "-auto-approve", *files)
        state = attributes(json.loads(self.run(self.terraform, "show", "-json"))["values"]["root_module"])
        for change in wanted["changes"]:
            filled = re.sub(r"\{([^{}=]+)\.([a-z_]+)\}", lambda m: str(state[m.group(1)][m.group(2)]), change)
            self.run(f"{self.venv}/aws", *shlex.split(filled))
        for file, text in now.items():
            self.write(file, text)
        self.run(self.terraform, "plan", "-input=false", "-no-color", "-lock=false", "-out=p.bin", *files,
                 *wanted["options"])
        self.keep(json.loads(self.run(self.terraform, "show", "-json", "p.bin")))

    def keep(self, plan):
        text = INSTANT.sub(CREATED, json.dumps({**plan, "timestamp": ""}, indent=1))
        text = text.replace('"timestamp": ""', f'"timestamp": "{self.wanted["at"]}"')
        for trace in (self.folder, ROOT, "127.0.0.1", "localhost"):
            if trace in text:
                sys.exit(f"{self.wanted['plan']}: {trace} is in it")
        path = os.path.join(ROOT, self.wanted["plan"])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text + "\n")

    def edit(self, file, pattern, text):
        before = self.text(file)
        after = re.sub(pattern, lambda _: text, before, count=1)
        if before == after:
            sys.exit(f"{file}: no {pattern}")
        self.write(file, after)

    def text(self, file):
        with open(os.path.join(self.folder, file), encoding="utf-8") as source:
            return source.read()

    def write(self, file, text):
        with open(os.path.join(self.folder, file), "w", encoding="utf-8") as out:
            out.write(text)


def main():
    work, venv, *names = sys.argv[1:]
    os.makedirs(work, exist_ok=True)
    with open(os.path.join(work, "moto.log"), "w", encoding="utf-8") as log:
        port = free_port()
        server = moto(venv, port, log)
        try:
            for name in names or RECORDED:
                shutil.rmtree(os.path.join(work, name), ignore_errors=True)
                started = time.monotonic()
                Recording(name, work, venv, port).record()
                print(f"{name}: {time.monotonic() - started:.0f} s", flush=True)
        finally:
            server.terminate()
            server.wait()


main()
