"""Holds patched templates against the unpatched ones with cfn-lint. Called by judge.sh.

usage: judge.py FOLDER [--most N] [--page PAGE [--write]]

FOLDER holds one file of JSON lines for each set: name, unpatched, patched, and plain, the template with the change that
a case made up written straight into it. An error is new if the unpatched template has it not: the same rule with the
same words. A new error that the plain template has too is the made-up value's own, and is counted apart. Exit 1 on a
new error that it has not.
"""

import argparse
import collections
import functools
import json
import multiprocessing
import pathlib
import random
import re
import sys

from cfnlint.config import ConfigMixIn
from cfnlint.decode.decode import decode_str
from cfnlint.runner import Runner, run_template_by_data

SEED = 20261126


def start():
    """Rules and schemas are read once for each process."""
    global CONFIG, RULES
    CONFIG = ConfigMixIn(regions=["us-east-1"])
    RULES = Runner(CONFIG).rules


def plainly(message):
    """The words of it in one order: a message may quote objects and lists, and where they stand."""
    message = re.sub(r"\b(line|column) \d+", r"\1 N", message)
    return " ".join(sorted(re.split(r"[\s,{}\[\]]+", message)))


def without_emptied(value, unpatched):
    """What a change left empty is left out: to the comparison, an empty object and none are one."""
    if isinstance(value, list) and isinstance(unpatched, list):
        return [without_emptied(v, unpatched[i] if i < len(unpatched) else None) for i, v in enumerate(value)]
    if isinstance(value, dict) and isinstance(unpatched, dict):
        kept = {k: without_emptied(v, unpatched.get(k)) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v not in ({}, []) or unpatched.get(k, v) == v}
    return value


@functools.lru_cache(maxsize=8)  # cases of one template follow one another
def errors(text):
    """What is an error, as often as it is said."""
    template, matches = decode_str(text)
    if not matches:
        matches = run_template_by_data(template, CONFIG, RULES)
    return collections.Counter((m.rule.id, plainly(m.message)) for m in matches if m.rule.id.startswith("E"))


def judge(case):
    unpatched = errors(case["unpatched"])
    fresh = errors(case["patched"]) - unpatched
    own = collections.Counter()
    if fresh and case["plain"]:
        whole = without_emptied(json.loads(case["plain"]), json.loads(case["unpatched"]))
        own = fresh & (errors(case["plain"]) | errors(json.dumps(whole)))
    return case, sum(unpatched.values()), sorted((fresh - own).elements()), sorted(own.elements())


def block(page, text, write):
    """The page's block, written or held against."""
    pattern = re.compile(r"(?s)<!-- judge -->\n(.*?)<!-- /judge -->")
    whole = page.read_text()
    if write:
        page.write_text(pattern.sub(lambda _: f"<!-- judge -->\n{text.strip()}\n<!-- /judge -->", whole))
        return True
    return pattern.search(whole).group(1).strip() == text.strip()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("--most", type=int, default=0, help="of a set, drawn by a printed seed; 0: all")
    options.add_argument("--page", type=pathlib.Path)
    options.add_argument("--write", action="store_true")
    options = options.parse_args()

    rows = ["| patches | templates | judged | errors without the patch | with the made-up value's own | new |", "|---|---|---|---|---|---|"]
    new = 0
    values = collections.Counter()
    with multiprocessing.Pool(2, start) as pool:
        for file in sorted(options.folder.glob("*.jsonl")):
            cases = [json.loads(line) for line in file.read_text().splitlines()]
            total, sampled = len(cases), "all"
            if options.most and len(cases) > options.most:
                drawn = sorted(random.Random(SEED).sample(range(len(cases)), options.most))
                cases = [cases[i] for i in drawn]
                sampled = f"{options.most} drawn of {total}, seed {SEED}"
            before, owned, fresh = {}, 0, 0
            for case, count, news, owns in pool.imap(judge, cases, chunksize=32):
                before[case["unpatched"]] = count
                owned += bool(owns)
                fresh += bool(news)
                values.update(rule for rule, _ in owns)
                for rule, message in news:
                    print(f"new: {file.stem} {case['name']}: {rule} {message if case['name'] != 'untouched' else ''}")
            rows.append(f"| {file.stem} | {len(before)} | {len(cases)} ({sampled}) | {sum(before.values())} | {owned} | {fresh} |")
            print(rows[-1], flush=True)
            new += fresh
    print("the made-up values' own:", dict(values.most_common()))
    text = "\n".join(rows)
    held = not options.page or block(options.page, text, options.write)
    if not held:
        print(f"{options.page}: the block 'judge' is not what was measured")
    sys.exit(1 if new or not held else 0)


if __name__ == "__main__":
    main()
