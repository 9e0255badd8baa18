"""Holds patched templates against the unpatched ones with cfn-lint. Called by judge.sh.

usage: judge.py FOLDER [--most N] [--write PAGE]

FOLDER holds one file of JSON lines for each set: name, unpatched, patched, and plain, the template with the change that
a case made up written straight into it. An error is new if the unpatched template has it not: the same rule with the
same message. A new error that the plain template has too is the made-up value's own, and is counted apart; an unknown
property or one that only AWS sets is never excused so. Exit 1 on a new error that is not excused.
"""

import argparse
import collections
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
# what is said of names, not of values: https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md
OF_NAMES = re.compile(r"E3002 Additional properties|E3040 ")
FOUND = {}


def start():
    """Rules and schemas are read once for each process."""
    global CONFIG, RULES
    CONFIG = ConfigMixIn(regions=["us-east-1"])
    RULES = Runner(CONFIG).rules


def errors(text):
    """What is an error, as often as it is said."""
    if text not in FOUND:
        template, matches = decode_str(text)
        if not matches:
            matches = run_template_by_data(template, CONFIG, RULES)
        said = collections.Counter((m.rule.id, re.sub(r"\b(line|column) \d+", r"\1 N", m.message))
                                   for m in matches if m.rule.id.startswith("E"))
        FOUND.clear()  # cases of one template follow one another
        FOUND[text] = said
    return FOUND[text]


def judge(case):
    unpatched = errors(case["unpatched"])
    fresh = errors_once(case["patched"]) - unpatched
    own = collections.Counter()
    if fresh and case["plain"]:
        plain = errors_once(case["plain"])
        own = collections.Counter({e: n for e, n in (fresh & plain).items() if not OF_NAMES.match(" ".join(e))})
    return case, sum(unpatched.values()), sorted((fresh - own).elements()), sorted(own.elements())


def errors_once(text):
    kept = dict(FOUND)
    try:
        return errors(text)
    finally:
        FOUND.clear()
        FOUND.update(kept)


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
    options.add_argument("--most", type=int, default=0, help="of a set; drawn by a printed seed")
    options.add_argument("--page", type=pathlib.Path)
    options.add_argument("--write", action="store_true")
    options = options.parse_args()

    rows = ["| patches | templates | judged | errors without the patch | the made-up value's own | new |", "|---|---|---|---|---|---|"]
    new = 0
    values = collections.Counter()
    with multiprocessing.Pool(2, start) as pool:
        for file in sorted(options.folder.glob("*.jsonl")):
            cases = [json.loads(line) for line in file.read_text().splitlines()]
            if options.most and len(cases) > options.most:
                drawn = sorted(random.Random(SEED).sample(range(len(cases)), options.most))
                cases = [cases[i] for i in drawn]
            before, owned, fresh = {}, 0, 0
            for case, count, news, owns in pool.imap(judge, cases, chunksize=32):
                before[case["unpatched"]] = count
                owned += bool(owns)
                fresh += bool(news)
                values.update(rule for rule, _ in owns)
                for rule, message in news:
                    print(f"new: {file.stem} {case['name']}: {rule} {message if case['name'] != 'untouched' else ''}")
            rows.append(f"| {file.stem} | {len(before)} | {len(cases)} | {sum(before.values())} | {owned} | {fresh} |")
            print(rows[-1], flush=True)
            new += fresh
    print(values)
    text = "\n".join(rows)
    held = not options.page or block(options.page, text, options.write)
    if not held:
        print(f"{options.page}: the block 'judge' is not what was measured")
    sys.exit(1 if new or not held else 0)


if __name__ == "__main__":
    main()
