#!/usr/bin/env python3
"""Builds the map from Terraform's AWS types to AWS's from the schemas of both sides.

    build.py SCHEMA LINES TYPES MAP ATTRIBUTES

SCHEMA      what `terraform providers schema -json` prints
LINES       pairs of types, and what names alone do not say (lines.txt)
TYPES       folder of the embedded table of AWS types
MAP         written: the map that Phantom carries
ATTRIBUTES  written: attribute paths of each mapped type, for the test of the map

Where the names of an attribute and a property agree, and so do their kinds, the line writes itself. Standard error names
the attributes that are left over.
"""
import glob
import json
import re
import sys

DEEPEST = 5
PROVIDER = "registry.terraform.io/hashicorp/aws"


# --- Terraform's side: a node is (kind, children, settable) --------------------------------------------------------

class Node:
    def __init__(self, kind, children=None, settable=True, single=False):
        self.kind, self.children, self.settable, self.single = kind, children or {}, settable, single


def of_type(kind, settable):
    if isinstance(kind, str):
        return Node(kind, settable=settable)
    outer, inner = kind
    if outer == "object":
        return Node("block", {k: of_type(v, settable) for k, v in inner.items()}, settable, True)
    if isinstance(inner, list) and inner[0] == "object" and outer in ("list", "set"):
        return Node("block", {k: of_type(v, settable) for k, v in inner[1].items()}, settable)
    return Node("map" if outer == "map" else "list", settable=settable)


def of_block(block, settable=True):
    children = {}
    for name, a in block.get("attributes", {}).items():
        open_ = settable and bool(a.get("optional") or a.get("required")) and not a.get("deprecated")
        if "nested_type" in a:
            nested = of_block({"attributes": a["nested_type"]["attributes"]}, open_)
            nested.single = a["nested_type"]["nesting_mode"] == "single"
            nested.plain = nested.single
            children[name] = nested
        else:
            children[name] = of_type(a["type"], open_)
    for name, b in block.get("block_types", {}).items():
        nested = of_block(b["block"], settable and not b["block"].get("deprecated"))
        nested.single = b.get("max_items") == 1
        nested.plain = b["nesting_mode"] == "single"
        children[name] = nested
    return Node("block", children, settable)


def step(name, node, many):
    """The segments of one child: an index stands between a list of blocks and what is in it."""
    if node.kind != "block" or getattr(node, "plain", False):
        return name
    return name + ("/*" if many else "/0")


def leaves(node, closed=(), at="", depth=0):
    for name, child in sorted(node.children.items()):
        path = at + name
        if child.kind == "block" and child.children and depth < DEEPEST and path not in closed:
            yield from leaves(child, closed, at + step(name, child, not child.single) + "/", depth + 1)
        else:
            yield path, child


# --- AWS's side ------------------------------------------------------------------------------------------------------

class Aws:
    def __init__(self, definitions, head):
        self.definitions, self.head = definitions, head

    def shape(self, word):
        if isinstance(word, str):
            return self.shape(self.definitions.get(word[1:], {})) if word.startswith("#") else {"kind": word}
        if "ref" in word:
            return self.shape(self.definitions.get(word["ref"].lstrip("#"), {}))
        if word.get("kind", "").startswith("#"):
            return self.shape(self.definitions.get(word["kind"][1:], {}))
        return word

    def root(self):
        return self.shape(self.definitions.get("", {}))

    def child(self, shape, name):
        if name in ("*", "0", "+") or "=" in name:
            inner = shape.get("items") or shape.get("values")
        else:
            inner = shape.get("properties", {}).get(name)
            if inner is None and "map" in shape.get("kind", ""):
                inner = shape.get("values") or "any"
            if inner is None and name.startswith("{") and kinds(shape) & {"object", "map"}:
                inner = shape.get("values") or "any"
        return None if inner is None else self.shape(inner)

    def at(self, path):
        shape = self.root()
        for name in path.split("/"):
            shape = self.child(shape, name)
            if shape is None:
                return None
        return shape


def aws_types(folder):
    types = {}
    for name in sorted(glob.glob(folder + "/*.jsonl")):
        for line in open(name, encoding="utf-8"):
            row = json.loads(line)
            if "type" in row:
                current = types[row["type"]] = Aws({}, row)
            else:
                current.definitions[row["definition"]] = row["shape"]
    return types


def kinds(shape):
    return set(shape.get("kind", "any").split("|"))


# --- where names agree -----------------------------------------------------------------------------------------------

def plain(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())


def spellings(name, type_):
    """The name itself, then what both sides are known to vary: number, and short forms of a word."""
    bare = plain(name)
    yield bare
    for old, new in (("configuration", "config"), ("config", "configuration"), ("parameters", "params")):
        if bare.endswith(old):
            yield bare[: -len(old)] + new
    yield bare + "s"
    if bare.endswith("y"):
        yield bare[:-1] + "ies"
    if bare.endswith("s"):
        yield bare[:-1]
    if name in ("name", "id", "arn", "description", "type", "identifier"):
        yield plain(type_.split("::")[-1]) + bare
    yield bare + "configuration"
    yield bare + "config"


def conversion(node, shape):
    """How a value of the attribute becomes one of the property; None if they cannot be the same."""
    of = kinds(shape)
    if node.kind in ("string", "dynamic"):
        if of & {"object", "map"} and node.kind == "string":
            return "json" if "string" in of or "properties" not in shape else None
        if "string" in of or "any" in of:
            return ""
        return "plain" if of & {"boolean", "integer", "number"} else None
    if node.kind == "number":
        return "" if of & {"integer", "number", "string", "any"} else None
    if node.kind == "bool":
        return "" if of & {"boolean", "any"} or ("string" in of and not shape.get("enum")) else None
    if node.kind == "list":
        return "" if of & {"array", "any"} else None
    if node.kind == "map":
        if of & {"object", "map", "any"}:
            return ""
        return None
    return None


def pairs(aws, shape):
    """The names of key and value in a list of pairs."""
    items = aws.child(shape, "*") or {}
    names = list(items.get("properties", {}))
    for key, value in (("Key", "Value"), ("Name", "Value")):
        if key in names and value in names:
            return "pairs %s %s" % (key, value)
    return None


class Mapping:
    def __init__(self, type_, aws, root, hand, start, patterns):
        self.type, self.aws, self.root, self.hand, self.start = type_, aws, root, hand, start
        self.patterns = patterns
        self.lines, self.claimed = {}, set()

    def run(self):
        for attribute, (target, how) in self.hand.items():
            if target is not None:
                self.claimed.add(target)
        for attribute, (target, how) in self.hand.items():
            if target is not None:
                self.by_hand(attribute, target, how)
        if self.start is not False:
            self.block(self.root, "", self.aws.at(self.start) if self.start else self.aws.root(),
                       self.start + "/" if self.start else "", 0)
        return self.lines

    def by_hand(self, attribute, target, how):
        node = self.find(attribute)
        if node is not None and node.kind == "block" and not how and attribute[-1] in "*0":
            shape = self.aws.at(target)
            if shape is None:
                sys.exit("%s %s: no property %s" % (self.type, attribute, target))
            self.block(node, attribute + "/", shape, target + "/", attribute.count("/"))
        else:
            shape = self.aws.at(target)
            if not how and node is not None and shape is not None:
                how = self.value(node, shape) or ""
            self.lines[attribute] = (target, "" if how == "same" else how)

    def find(self, attribute):
        node = self.root
        for name in attribute.split("/"):
            if node is None:
                return None
            if name in ("*", "0"):
                continue
            node = node.children.get(name)
        return node

    def value(self, node, shape):
        if node.kind == "map" and "array" in kinds(shape):
            return pairs(self.aws, shape)
        return conversion(node, shape)

    def block(self, node, at, shape, to, depth):
        names = {}
        for name in shape.get("properties", {}):
            names.setdefault(plain(name), name)
        for name, child in sorted(node.children.items()):
            path = at + name
            if path in self.hand or path + "/0" in self.hand or path + "/*" in self.hand \
                    or own_of_provider(path, self.patterns):
                continue
            for spelling in spellings(name, self.aws.head["type"]):
                target = names.get(spelling)
                if target and to + target not in self.claimed and self.match(child, path, shape, to, target, depth):
                    break

    def match(self, child, path, shape, to, target, depth):
        inner = self.aws.child(shape, target)
        if child.kind != "block":
            how = self.value(child, inner)
            if how is None:
                return False
            self.lines[path] = (to + target, how)
            self.claimed.add(to + target)
            return True
        if depth >= DEEPEST:
            return False
        before = len(self.lines)
        if "array" in kinds(inner):
            element = self.aws.child(inner, "*") or {}
            if "properties" not in element:
                return False
            self.block(child, path + ("" if getattr(child, "plain", False) else "/*") + "/", element,
                       to + target + ("/0/" if getattr(child, "plain", False) else "/*/"), depth + 1)
        elif "properties" in inner:
            self.block(child, path + ("" if getattr(child, "plain", False) else "/0") + "/", inner, to + target + "/",
                       depth + 1)
        return len(self.lines) > before


# --- files -------------------------------------------------------------------------------------------------------------

def read_lines(name):
    """Blocks of a type's header and its lines; `#` starts a comment."""
    every, types = [], []
    for number, raw in enumerate(open(name, encoding="utf-8"), 1):
        text = raw.split(" #")[0].rstrip()
        if not text or text.startswith("#"):
            continue
        if not text.startswith(" "):
            types.append((text, []))
        elif types:
            types[-1][1].append(text.strip())
        else:
            every.append(text.strip())
    return every, types


def same(path):
    """A path without what says which element: `0` and `*` are one, and a block that is split has none ahead."""
    return re.sub(r"/[0*](?=/|$)", "/*", re.sub(r"^\*/", "", path))


def check(name, aws, root, lines):
    for path, (target, how) in lines.items():
        node, names = root, [n for n in path.split("/") if n not in ("*", "0")]
        for part in names:
            node = node.children.get(part) if node else None
        if node is None:
            sys.exit("%s has no attribute %s" % (name, path))
        if aws.at(target) is None:
            sys.exit("%s %s: no property %s" % (name, path, target))


def own_of_provider(path, patterns):
    return any(re.fullmatch(p, path) or re.fullmatch(p, path.split("/")[0]) for p in patterns)


def of_its_own(block, lines):
    """The lines whose attribute the type has."""
    names = set(block.get("attributes", {})) | set(block.get("block_types", {}))
    return [line for line in lines
            if re.split("[/ ]", line.removeprefix("split ").lstrip("-!"))[0] in names]


def main():
    schema, lines, folder, out, attributes = sys.argv[1:]
    terraform = json.load(open(schema, encoding="utf-8"))
    terraform = terraform["provider_schemas"][PROVIDER]["resource_schemas"]
    aws = aws_types(folder)
    every, types = read_lines(lines)
    patterns = [line[1:] for line in every]
    text, listed, left = [], {}, []
    by_name = {header.split()[0]: (header, hand_lines) for header, hand_lines in types}
    for header, hand_lines in types:
        words = header.split()
        if words[1] == "=":
            header, hand_lines = by_name[words[2]]
            words = words[:1] + header.split()[1:]
            hand_lines = of_its_own(terraform[words[0]]["block"], hand_lines)
        name, target = words[0], words[1]
        options = words[2:]
        auto = "" if not options or "only" not in options else False
        if "below" in options:
            auto = options[options.index("below") + 1]
            at = options.index("below")
            options = options[:at] + options[at + 2:]
        options = [o for o in options if o != "only"]
        root = of_block(terraform[name]["block"])
        hand, extra, own = {}, [], set()
        for line in hand_lines:
            if line.startswith("-"):
                hand[line[1:]] = (None, "")
                own.add(line[1:])
            elif line.startswith("!"):
                hand[line[1:]] = (None, "")
            elif line.startswith("split "):
                extra.append(line)
            else:
                parts = line.split(" ", 2)
                hand[parts[0]] = (parts[1], parts[2] if len(parts) > 2 else "")
        found = Mapping(name, aws[target], root, hand, auto, patterns).run()
        text.append(" ".join([name, target] + options))
        text += [" " + line for line in extra]
        check(name, aws[target], root, found)
        closed = {line[1:] for line in hand_lines if line.startswith("!")}
        rows = list(leaves(root, closed))
        for path in sorted(found):
            to, how = found[path]
            text.append(" %s %s%s" % (path, to, " " + how if how else ""))
        text += [" -" + path for path in sorted({p for p, n in rows if own_of_provider(p, patterns) or
                                                 any(p == o or p.startswith(o + "/") for o in own)})]
        listed.setdefault(name, rows)
        mapped = {same(path) for path in found}
        for path, node in rows:
            if node.settable and not any(same(path) == f or same(path).startswith(f + "/") or f == same(path) + "/*"
                                         for f in mapped) \
                    and not own_of_provider(path, patterns) \
                    and not any(path == o or path.startswith(o + "/") for o in own):
                left.append("%s %s %s" % (name, path, node.kind))
    head = "# terraform-provider-aws 5.100.0; made by tools/terraform/build.sh, not by hand\n"
    open(out, "w", encoding="utf-8").write(head + "\n".join(text) + "\n")
    with open(attributes, "w", encoding="utf-8") as file:
        file.write(head)
        for name in sorted(listed):
            file.write(name + "\n")
            for path, node in listed[name]:
                file.write(" %s %s%s\n" % (path, node.kind, "" if node.settable else " computed"))
    sys.stderr.write("\n".join(left) + "\n")


main()
