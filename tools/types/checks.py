"""What must hold of a table before it is written. Counts are those of the pinned package, give or take a few."""

import sys

EXPECTED = {"types": 1898, "create": 1763, "read": 1756, "update": 1589, "delete": 1763, "list": 1685,
            "transforms": 206, "writeOnly": 1268, "readOnly": 5782, "createOnly": 4618}
TOLERANCE = 0.03
LISTS = ("readOnly", "writeOnly", "createOnly", "conditionalCreateOnly", "deprecated", "identifier")


def check(table):
    counts = dict.fromkeys(EXPECTED, 0)
    counts["types"] = len(table)
    astray = []
    for type_name, (facts, definitions) in table.items():
        for handler in facts["handlers"]:
            counts[handler] += 1
        for word in LISTS:
            astray += [f"{type_name} {word} {path}" for path in facts.get(word, ()) if not resolves(definitions, path)]
        for path in [path for path in facts.get("transforms", ()) if not resolves(definitions, path)]:
            yield f"left out, its schema has no such property: {type_name} transform {path}"
            del facts["transforms"][path]
        for word in ("transforms", "writeOnly", "readOnly", "createOnly"):
            counts[word] += len(facts.get(word, ()))
        for name in set(references(definitions)) - set(definitions):
            astray.append(f"{type_name} definition {name}")
    far = [f"{word}: {counts[word]}, expected about {n}" for word, n in EXPECTED.items()
           if abs(counts[word] - n) > n * TOLERANCE]
    if far or astray:
        sys.exit("\n".join(["the table is not what it should be:", *far, *astray]))
    arrays = [shape for _, definitions in table.values() for shape in every(definitions)
              if "array" in shape.get("kind", "").split("|")]
    yield "  ".join(f"{word} {n}" for word, n in counts.items())
    yield (f"arrays {len(arrays)}: unordered {sum(a.get('order') is False for a in arrays)}, "
           f"ordered {sum(a.get('order') is True for a in arrays)}, unique {sum('unique' in a for a in arrays)}")


def step(definitions, shape, key):
    while isinstance(shape, str):
        if not shape.startswith("#"):
            return None
        shape = definitions[shape[1:]]
    if key == "*":
        return shape.get("items", shape.get("values"))
    return shape.get("properties", {}).get(key, shape.get("values"))


def resolves(definitions, path):
    shape = definitions[""]
    for key in path.split("/"):
        shape = step(definitions, shape, key)
        if shape is None:
            return False
    return True


def every(definitions):
    open_shapes = list(definitions.values())
    while open_shapes:
        shape = open_shapes.pop()
        if isinstance(shape, dict):
            yield shape
            open_shapes += shape.get("properties", {}).values()
            open_shapes += [shape[word] for word in ("items", "values") if word in shape]


def references(definitions):
    for shape in [*definitions.values(), *every(definitions)]:
        for child in [shape] if isinstance(shape, str) else [*shape.get("properties", {}).values(),
                                                              *(shape[w] for w in ("items", "values") if w in shape)]:
            if isinstance(child, str) and child.startswith("#"):
                yield child[1:]
