"""Takes the CloudFormation templates out of source archives that lie in a folder: files, texts in Python files as they stand, and
dictionaries in Python files, printed as JSON. One copy of each; none of a corpus folder, if one is given.

    extract.py ARCHIVES OUT [CORPUS]
"""

import ast
import json
import pathlib
import re
import sys
import tarfile

import yaml

SUFFIXES = (".json", ".yaml", ".yml", ".template", ".cfn")
RESOURCES = re.compile(r'(^|[{,])\s*"?Resources"?\s*:', re.M)
TYPE = re.compile(r"""["']?Type["']?\s*:\s*["']?(AWS|Custom)::""")
PLACEHOLDER = re.compile(r"\{\{(?!resolve:)|\{%|<%|(?<!\$)\{\d+\}|%\(\w+\)s")  # a template of a template


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Knows the short functions as what they hold."""


def tagged(loader, tag, node):
    kind = {yaml.ScalarNode: loader.construct_scalar, yaml.SequenceNode: loader.construct_sequence}
    value = kind.get(type(node), loader.construct_mapping)(node)
    return {tag: value}


Loader.add_multi_constructor("!", tagged)


def content(text):
    """What the template says, whatever its notation; the text itself where that cannot be read."""
    try:
        return json.dumps(yaml.load(text.expandtabs(2), Loader), sort_keys=True, default=str)
    except (yaml.YAMLError, TypeError, ValueError):
        return text


def template(text):
    return bool(RESOURCES.search(text) and TYPE.search(text) and not PLACEHOLDER.search(text))


def is_template(value):
    return (
        isinstance(value, dict)
        and isinstance(value.get("Resources"), dict)
        and bool(value["Resources"])
        and all(isinstance(r, dict) and isinstance(r.get("Type"), str) for r in value["Resources"].values())
    )


def in_python(source):
    """The templates in a Python file, with their kind."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in parts:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and template(node.value):
            yield "text", node.value
        elif isinstance(node, ast.Dict):
            try:
                value = ast.literal_eval(node)
                if is_template(value):
                    yield "dictionary", json.dumps(value, indent=2) + "\n"
            except (ValueError, TypeError, SyntaxError):
                pass  # a part of it is computed


def found(archive):
    with tarfile.open(archive) as files:
        for member in sorted(files.getmembers(), key=lambda m: m.name):
            if not member.isfile() or member.size > 1_000_000:
                continue
            if not member.name.endswith(SUFFIXES + (".py",)):
                continue
            try:
                text = files.extractfile(member).read().decode("utf-8")
            except UnicodeDecodeError:
                continue
            if member.name.endswith(".py"):
                yield from ((member.name, kind, one) for kind, one in in_python(text))
            elif template(text):
                yield member.name, "file", text


def main(archives, out, corpus=None):
    seen = set()
    if corpus:
        for file in pathlib.Path(corpus).rglob("*"):
            text = file.read_bytes().decode("utf-8", "replace") if file.name.endswith(SUFFIXES) else ""
            if template(text):
                seen.add(content(text))
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    counts, again = {}, 0
    for archive in sorted(pathlib.Path(archives).glob("*.tar.gz")):
        number = 0
        for name, kind, text in found(archive):
            what = content(text)
            if what in seen:
                again += 1
                continue
            seen.add(what)
            number += 1
            suffix = "json" if text.lstrip().startswith("{") else "yaml"
            stem = re.sub(r"[^A-Za-z0-9]+", "-", pathlib.Path(name).stem)
            package = archive.name.removesuffix(".tar.gz")
            (out / f"{kind}.{package}.{number:03}.{stem}.{suffix}").write_text(text, encoding="utf-8", newline="")
            counts[kind, package] = counts.get((kind, package), 0) + 1
    for (kind, package), count in sorted(counts.items()):
        print(f"{count:4} {kind:10} {package}")
    print(f"{sum(counts.values()):4} templates, {again} left out that were there already")


if __name__ == "__main__":
    main(*sys.argv[1:])
