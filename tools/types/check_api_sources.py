"""Looks up every `api#Shape.Member` source of the facts kept by hand in the service models of the installed botocore.

    pip install botocore==1.43.11 && python3 tools/types/check_api_sources.py
"""

import pathlib
import re
import sys

import botocore
import botocore.loaders

FACTS = pathlib.Path("src/main/resources/dev/phantom/drift/types")


def models():
    """The models by their name and version: kafka-2018-11-14."""
    loader = botocore.loaders.create_loader()
    return {
        (m["metadata"].get("uid") or ""): m
        for m in (loader.load_service_model(s, "service-2") for s in loader.list_available_services("service-2"))
    }


def known(model, place):
    shape, _, member = place.partition(".")
    operation = model["operations"].get(shape)
    if operation and not member:
        return True
    found = model["shapes"].get(operation["input"]["shape"] if operation else shape)
    return found is not None and (not member or member in found.get("members", {}))


def main():
    by_name, checked, wrong = models(), 0, []
    for file in sorted(FACTS.glob("*.yaml")):
        text = file.read_text()
        head = re.search(r"^apis: \{(.*)\}$", text, re.M)
        apis = dict(pair.split(": ") for pair in head[1].split(", ")) if head else {}
        for name, place in re.findall(r'source: "?([\w-]+)#([\w.]+)', text):
            if name in apis:
                checked += 1
                if apis[name] not in by_name or not known(by_name[apis[name]], place):
                    wrong.append(f"{file.name}: {name}#{place}")
    print(f"{checked} sources looked up in botocore {botocore.__version__}, {len(wrong)} not found")
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
