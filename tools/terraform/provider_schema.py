#!/usr/bin/env python3
"""Writes src/main/resources/dev/phantom/drift/knowledge/terraform-aws.tsv: of each resource type of the AWS provider, the
attributes that only the provider sets, that it chooses where the configuration is silent, whose order means nothing, and
that are secret.

    terraform providers schema -json | tools/terraform/provider_schema.py VERSION > terraform-aws.tsv

Source: the provider's own schema, https://developer.hashicorp.com/terraform/cli/commands/providers/schema
"""
import json
import sys

PROVIDER = "registry.terraform.io/hashicorp/aws"
MARKS = ("computed", "chosen", "set", "sensitive")


def of_type(type_, path, marks):
    if not isinstance(type_, list):
        return
    kind, inner = type_[0], type_[1]
    if kind == "set":
        marks["set"].append(path)
    if kind in ("set", "list", "map"):
        of_type(inner, path + "/*", marks)
    if kind == "object":
        for name, one in sorted(inner.items()):
            of_type(one, path + "/" + name, marks)


def of_attribute(attribute, path, marks):
    computed, optional = attribute.get("computed"), attribute.get("optional")
    if computed:
        marks["chosen" if optional else "computed"].append(path)
    if attribute.get("sensitive"):
        marks["sensitive"].append(path)
    if computed and not optional:
        return
    of_type(attribute.get("type"), path, marks)
    nested = attribute.get("nested_type")
    if nested:
        mode = nested["nesting_mode"]
        if mode == "set":
            marks["set"].append(path)
        for name, one in sorted(nested["attributes"].items()):
            of_attribute(one, path + ("/" if mode == "single" else "/*/") + name, marks)


def of_block(block, path, marks):
    for name, attribute in sorted(block.get("attributes", {}).items()):
        of_attribute(attribute, path + "/" + name, marks)
    for name, inner in sorted(block.get("block_types", {}).items()):
        mode = inner["nesting_mode"]
        if mode == "set":
            marks["set"].append(path + "/" + name)
        of_block(inner["block"], path + "/" + name + ("" if mode == "single" else "/*"), marks)


def main():
    schemas = json.load(sys.stdin)["provider_schemas"][PROVIDER]["resource_schemas"]
    print("# " + PROVIDER + " " + sys.argv[1] + ", Terraform's `providers schema -json`; written by tools/terraform")
    for name, schema in sorted(schemas.items()):
        marks = {mark: [] for mark in MARKS}
        of_block(schema["block"], "", marks)
        print("\t".join([name] + [m + "=" + " ".join(p[1:] for p in marks[m]) for m in MARKS if marks[m]]))


if __name__ == "__main__":
    main()
