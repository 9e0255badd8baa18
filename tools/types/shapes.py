"""Folds one resource schema into the table's shapes: `$ref` kept as a name, oneOf/anyOf/allOf merged into their owner.

A shape is a word (`string`, `object`, `#Definition`) where a word says it all, else an object with any of:
kind (`string|object` where several are allowed), properties, items, values (of a map), order (insertionOrder), unique,
default, enum, ignoreCase, format, relations, required, excludes. What a branch of anyOf or oneOf says holds only sometimes:
its properties are kept, its defaults and requirements are not.
"""

COMBINATORS = ("allOf", "anyOf", "oneOf")
KINDS = ("string", "integer", "number", "boolean", "object", "array")


def resolve(schema, ref):
    node = schema
    for step in ref.split("/")[1:]:
        node = node[step]
    return node


class Folder:
    """The definitions of one schema, folded on demand and named as in the schema."""

    def __init__(self, schema):
        self.schema = schema
        self.definitions = {}

    def root(self):
        keep = ("properties", "patternProperties", "required", "requiredXor", "dependentExcluded", *COMBINATORS)
        shape = self.fold([({"type": "object"} | {k: v for k, v in self.schema.items() if k in keep}, True)])
        return shape if isinstance(shape, dict) else {"kind": shape}

    def define(self, name):
        if name not in self.definitions:
            self.definitions[name] = None
            self.definitions[name] = self.fold([(self.schema["definitions"][name], True)])
        return "#" + name

    def reference(self, node):
        """The definition's name when the node is nothing but a reference to it, also inside a lone allOf."""
        says = {k: v for k, v in node.items() if k not in ("description", "title", "type", "examples", "$comment")}
        if len(says) != 1:
            return None
        (key, value), = says.items()
        if key == "$ref" and value.startswith("#/definitions/"):
            return value.split("/")[2]
        if key == "allOf" and len(value) == 1:
            return self.reference(value[0])
        return None

    def flatten(self, nodes, seen=()):
        """Every node that speaks about one place: (node, certain). An anyOf or oneOf branch is not certain."""
        flat = []
        for node, certain in nodes:
            flat.append((node, certain))
            ref = node.get("$ref")
            if ref and ref not in seen:
                flat += self.flatten([(resolve(self.schema, ref), certain)], (*seen, ref))
            for word in COMBINATORS:
                branches = node.get(word, [])
                sure = certain and (word == "allOf" or len(branches) == 1)
                flat += self.flatten([(branch, sure) for branch in branches], seen)
        return flat

    def fold(self, nodes):
        if len(nodes) == 1 and (name := self.reference(nodes[0][0])):
            return self.define(name)
        names = {self.reference(node) for node, _ in nodes}
        if len(names) == 1 and None not in names:
            return self.define(names.pop())
        flat = self.flatten(nodes)
        sure = [node for node, certain in flat if certain]
        maybe = [node for node, certain in flat if not certain]
        shape = {}

        properties, items, values = {}, [], []
        for node, certain in flat:
            for key, value in node.get("properties", {}).items():
                if isinstance(value, dict):
                    properties.setdefault(key, []).append((value, certain))
            if isinstance(node.get("items"), dict):
                items.append((node["items"], certain))
            values += [(v, certain) for v in node.get("patternProperties", {}).values() if isinstance(v, dict)]
            if isinstance(node.get("additionalProperties"), dict):
                values.append((node["additionalProperties"], certain))

        kinds = types_of(sure) or types_of(maybe) or implied(properties, items, values, sure)
        if "object" in kinds and values and not properties:
            kinds = ["map" if kind == "object" else kind for kind in kinds]
        shape["kind"] = "|".join(kinds) or "any"
        if properties:
            shape["properties"] = {key: self.fold(properties[key]) for key in sorted(properties)}
        if items:
            shape["items"] = self.fold(items)
        if values:
            shape["values"] = self.fold(values)
        shape |= facts(sure, maybe)
        return shape["kind"] if len(shape) == 1 else shape


def types_of(nodes):
    said = set()
    for node in nodes:
        word = node.get("type", [])
        said.update([word] if isinstance(word, str) else word)
    if "number" in said:
        said.discard("integer")
    return [kind for kind in KINDS if kind in said]


def implied(properties, items, values, nodes):
    if properties or values:
        return ["object"]
    if items:
        return ["array"]
    listed = [v for node in nodes for v in node.get("enum", [])]
    return ["string"] if listed and all(isinstance(v, str) for v in listed) else []


def choices(node):
    if "const" in node:
        return [node["const"]]
    return node.get("enum", node.get("enumCaseInsensitive"))


def agreed(sure, maybe, word):
    """What the certain nodes say, else what all branches say alike, else nothing."""
    said = [node[word] for node in sure if word in node] or [node[word] for node in maybe if word in node]
    return said[0] if said and all(value == said[0] for value in said) else None


def facts(sure, maybe):
    found = {}
    order, unique = agreed(sure, maybe, "insertionOrder"), agreed(sure, maybe, "uniqueItems")
    if order is not None:
        found["order"] = order
    if unique:
        found["unique"] = True
    defaults = [node["default"] for node in sure if node.get("default") is not None]
    if defaults:
        found["default"] = defaults[0]
    listed = [choices(node) for node in sure if choices(node)]
    if not listed and maybe and all(choices(node) for node in maybe):
        listed = [[v for node in maybe for v in choices(node)]]
    if listed:
        found["enum"] = sorted({repr(v): v for v in listed[0]}.values(), key=lambda v: (str(v), repr(v)))
        if any("enumCaseInsensitive" in node for node in sure):
            found["ignoreCase"] = True
    formats = sorted({node["format"] for node in sure + maybe if "format" in node and "(" not in node["format"]})
    if formats:
        found["format"] = formats
    relations = {(r["typeName"], r["propertyPath"]) for node in sure + maybe if (r := node.get("relationshipRef"))}
    if relations:
        found["relations"] = [f"{kind}#{path}" for kind, path in sorted(relations)]
    required = sorted({key for node in sure for key in node.get("required", [])})
    if required:
        found["required"] = required
    excludes = {}
    for node in sure:
        for key, others in node.get("dependentExcluded", {}).items():
            excludes.setdefault(key, set()).update(others)
        alternatives = node.get("requiredXor", [])
        for key in alternatives:
            excludes.setdefault(key, set()).update(other for other in alternatives if other != key)
    if excludes:
        found["excludes"] = {key: sorted(excludes[key]) for key in sorted(excludes)}
    return found
