"""Plays the `run:` steps of the nightly workflow against the embedded world: nights.py WORKFLOW ARCHIVE FOLDER.

What GitHub does itself is played here: the checkout is a clone of the embedded repository, the cache is a folder, the
expressions of `env:` are looked up in a table that knows no other name. Two nights keep the cache; before the third it
is evicted. Exit 1 where a message is repeated or a pull request is opened twice.
"""

import hashlib
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import urllib.request

import yaml

WORKFLOW, ARCHIVE, FOLDER = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
PHANTOM = os.environ["PHANTOM"].split()
NOTIFY = "notify: { severities: [low, medium, high, critical], slack: {}, teams: {}, pagerduty: {}, webhook: {} }\n"
received = []


class Receiver(http.server.BaseHTTPRequestHandler):
    """Four services: each takes what it gets."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        received.append(("pagerduty" if self.path == "/v2/enqueue" else self.path.strip("/"), body))
        self.send_response(202)
        self.end_headers()

    def log_message(self, *_):
        pass


def served(folder):
    """The embedded world, and the variables that point any command at it."""
    world = subprocess.Popen([*PHANTOM, "demo", "--serve", "--out", folder], stdout=subprocess.PIPE, text=True)
    names = {}
    for line in world.stdout:
        name, value = re.match(r"export (\w+)='(.*)'", line).groups()
        names[name] = value
        if name == "PHANTOM_HISTORY":
            return world, names
    sys.exit("the embedded world did not start")


def table(names, receiver, night):
    """What the workflow's expressions say. Another name is a KeyError."""
    return {
        "needs.build.outputs.sha256": hashlib.sha256(ARCHIVE.read_bytes()).hexdigest(),
        "runner.temp": str(night),
        "github.token": names["GITHUB_TOKEN"],
        "github.server_url": "https://github.com",
        "github.repository": "acme/infra",
        "github.run_id": night.name,
        "secrets.DD_API_KEY": names["DD_API_KEY"],
        "secrets.DD_APP_KEY": names["DD_APP_KEY"],
        "secrets.PHANTOM_SLACK_WEBHOOK_URL": receiver + "/slack",
    }


def environment(names, receiver, night):
    """What the runner, OIDC and further lines of `env:` give a step."""
    world = {k: v for k, v in names.items() if k not in ("PHANTOM_CONFIG", "PHANTOM_HISTORY", "GITHUB_TOKEN")}
    return {
        **{k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "JAVA_HOME", "PHANTOM_JAVA_HOME")},
        **world,
        "RUNNER_TEMP": str(night),
        "GITHUB_OUTPUT": str(night / "output"),
        "GITHUB_STEP_SUMMARY": str(night / "summary.md"),
        "GITHUB_API_URL": names["PHANTOM_GITHUB_URL"],
        "GITHUB_REPOSITORY": "acme/infra",
        "PHANTOM_TEAMS_WEBHOOK_URL": receiver + "/teams",
        "PHANTOM_PAGERDUTY_ROUTING_KEY": "0123456789abcdef0123456789abcdef",
        "PHANTOM_PAGERDUTY_URL": receiver,
        "PHANTOM_WEBHOOK_URL": receiver + "/webhook",
        "PHANTOM_WEBHOOK_SECRET": "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    }


def evaluated(text, known):
    return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda m: known[m.group(1)], text)


def play(steps, known, base, checkout):
    """One job's `run:` steps, as the runner starts them: `bash -e`, with pipefail where `shell: bash` is said."""
    codes = {}
    for step in (s for s in steps if "run" in s):
        own = {k: evaluated(str(v), known) for k, v in step.get("env", {}).items()}
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail"] if step.get("shell") else ["bash", "-e"]
        done = subprocess.run(
            [*shell, "-c", step["run"]],
            cwd=evaluated(step.get("working-directory", str(checkout)), known),
            env={**base, **own},
            capture_output=True,
            text=True,
        )
        codes[step.get("id", step["run"][:24])] = done.returncode
        output = pathlib.Path(base["GITHUB_OUTPUT"])
        for name, value in (line.split("=", 1) for line in (output.read_text().splitlines() if output.exists() else [])):
            known[f"steps.{step.get('id')}.outputs.{name}"] = value
        if done.returncode:
            print(done.stdout[-2000:], done.stderr[-2000:], file=sys.stderr)
    return codes


def pull_requests(names):
    """All that were ever opened, by number, with their state."""
    request = urllib.request.Request(
        names["PHANTOM_GITHUB_URL"] + "/repos/acme/infra/pulls?state=all&per_page=100",
        headers={"Authorization": "Bearer " + names["GITHUB_TOKEN"]},
    )
    with urllib.request.urlopen(request) as answer:
        return {p["number"]: p["state"] for p in json.load(answer)}


def one_night(number, steps, names, receiver, cache):
    night = FOLDER / f"night-{number}"
    shutil.rmtree(night, ignore_errors=True)
    night.mkdir(parents=True)
    shutil.copy(ARCHIVE, night / "phantom.tar.gz")
    if cache.exists():
        shutil.copytree(cache, night / "history", symlinks=True)
    checkout = night / "checkout"
    subprocess.run(["git", "clone", "-q", FOLDER / "world/github/acme/infra.git", checkout], check=True)
    config = pathlib.Path(names["PHANTOM_CONFIG"]).read_text()
    (checkout / "phantom.yaml").write_text(config + NOTIFY)
    received.clear()
    codes = play(steps, table(names, receiver, night), environment(names, receiver, night), checkout)
    shutil.rmtree(cache, ignore_errors=True)
    shutil.copytree(night / "history", cache, symlinks=True)
    counts = {name: sum(1 for to, _ in received if to == name) for name in ("slack", "teams", "pagerduty", "webhook")}
    sarif = json.loads((night / "out/report.sarif").read_text())
    return {
        "codes": codes,
        "messages": counts,
        "pulls": pull_requests(names),
        "summary": (night / "summary.md").stat().st_size,
        "sarif": len(sarif["runs"][0]["results"]),
        "output": (night / "output").read_text().strip(),
    }


def main():
    steps = yaml.safe_load(WORKFLOW.read_text())["jobs"]["night"]["steps"]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    receiver = f"http://127.0.0.1:{server.server_port}"
    cache = FOLDER / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    shutil.rmtree(FOLDER / "world", ignore_errors=True)
    world, names = served(str(FOLDER / "world"))
    try:
        nights = []
        for number in (1, 2, 3):
            if number == 3:
                shutil.rmtree(cache)
            nights.append(one_night(number, steps, names, receiver, cache))
            print(f"night {number}{' (cache evicted)' if number == 3 else ''}: {json.dumps(nights[-1])}", flush=True)
    finally:
        world.terminate()
        world.wait()
        server.shutdown()
    check(nights)


def check(nights):
    first, second, evicted = nights
    wrong = []
    for number, night in enumerate(nights, 1):
        if any(night["codes"].values()):
            wrong.append(f"night {number}: a step failed: {night['codes']}")
        if night["output"] != "private=true" or not night["summary"] or not night["sarif"]:
            wrong.append(f"night {number}: summary, SARIF or visibility is missing")
    if set(first["messages"].values()) != {1} or not first["pulls"]:
        wrong.append("the first night did not tell each of four once, or opened nothing")
    if any(second["messages"].values()):
        wrong.append("the second night repeated a message")
    if second["pulls"] != first["pulls"]:
        wrong.append("the second night opened or closed pull requests")
    if evicted["pulls"].keys() != first["pulls"].keys():
        wrong.append("without its history a run opened pull requests twice")
    for line in wrong:
        print("FAILED: " + line)
    sys.exit(1 if wrong else 0)


main()
