"""Holds what an OpenTelemetry Collector wrote against the contract, and prints both as a table.

Usage: compare.py TelemetryContract.java received.jsonl
The contract is read from the tables that the tests use. Exit 1 where a name, a kind, a unit or an attribute is missing
or is one too many.
"""

import collections
import json
import pathlib
import re
import sys

BY_KIND = {"sum": "count", "gauge": "gauge", "histogram": "duration"}
SPAN_KINDS = {1: "INTERNAL", 3: "CLIENT"}


def table(source, name):
    """The rows of one table, by their first cell."""
    text = re.search(name + r' = """\n(.*?)"""', source, re.DOTALL).group(1)
    rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]
    return {row[0]: row for row in rows}


def keys(attributes):
    return {attribute["key"] for attribute in attributes}


def received(path):
    """Spans and metrics, as the file exporter wrote them."""
    spans, metrics = [], collections.defaultdict(list)
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        batch = json.loads(line)
        for resource in batch.get("resourceSpans", []):
            for scope in resource["scopeSpans"]:
                spans += scope["spans"]
        for resource in batch.get("resourceMetrics", []):
            for scope in resource["scopeMetrics"]:
                for metric in scope["metrics"]:
                    metrics[metric["name"]].append(metric)
    return spans, metrics


def points(metric):
    kind = next(k for k in BY_KIND if k in metric)
    return kind, metric[kind]["dataPoints"]


def compare_spans(spans, rows, stack, problems):
    parents = {span["spanId"]: span["name"] for span in spans}
    by_name = collections.defaultdict(list)
    for span in spans:
        by_name["chat {model}" if span["name"].startswith("chat ") else span["name"]].append(span)
    for name in sorted(set(by_name) | set(rows)):
        if name not in rows or not by_name[name]:
            problems.append(f"span {name}: " + ("not in the contract" if name not in rows else "not received"))
            continue
        _, parent, kind, own = rows[name]
        for span in by_name[name]:
            wanted = set((stack + " " + own).split())
            if span.get("status", {}).get("code") == 2:
                wanted.add("error.type")
            if keys(span["attributes"]) != wanted:
                problems.append(f"span {name}: attributes {sorted(keys(span['attributes']) ^ wanted)} differ")
            if parents.get(span.get("parentSpanId", ""), "") != parent:
                problems.append(f"span {name}: below {parents.get(span.get('parentSpanId', ''))}, not {parent}")
            if SPAN_KINDS.get(span["kind"]) != kind:
                problems.append(f"span {name}: kind {span['kind']}, not {kind}")
        print(f"| `{name}` | span | {len(by_name[name])} |")


def compare_metrics(metrics, rows, problems):
    for name in sorted(set(metrics) | set(rows)):
        if name not in rows or name not in metrics:
            problems.append(f"metric {name}: " + ("not in the contract" if name not in rows else "not received"))
            continue
        _, wanted_kind, unit, tags = rows[name]
        count = 0
        for metric in metrics[name]:
            kind, data = points(metric)
            count += len(data)
            if BY_KIND[kind] != wanted_kind or metric.get("unit") != unit:
                problems.append(f"metric {name}: {BY_KIND[kind]} in {metric.get('unit')}, not {wanted_kind} in {unit}")
            if kind != "gauge" and metric[kind]["aggregationTemporality"] != 1:
                problems.append(f"metric {name}: not a delta")
            for point in data:
                if keys(point["attributes"]) != set(tags.split()):
                    problems.append(f"metric {name}: tags {sorted(keys(point['attributes']) ^ set(tags.split()))} differ")
        print(f"| `{name}` | {wanted_kind} | {count} |")


def main(contract, path):
    source = pathlib.Path(contract).read_text(encoding="utf-8")
    stack = re.search(r'STACK =\s*"([^"]*)"', source).group(1)
    spans, metrics = received(path)
    problems = []
    print("| name | kind | received |\n|---|---|---|")
    compare_spans(spans, table(source, "SPANS"), stack, problems)
    compare_metrics(metrics, table(source, "METRICS"), problems)
    for problem in sorted(set(problems)):
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


main(*sys.argv[1:])
