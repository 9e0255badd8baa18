#!/bin/sh
# Builds the map from Terraform's AWS types to AWS's own, and the list of attributes that its test reads: from the schema of
# the pinned provider (`terraform` on PATH, with the provider from wherever its CLI configuration finds it), lines.txt and
# the embedded table of types. The same three give the same bytes.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

cat > "$work/main.tf" <<'HCL'
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}
HCL
terraform -chdir="$work" init -input=false -backend=false > /dev/null
terraform -chdir="$work" providers schema -json > "$work/schema.json"
python3 "$here/build.py" "$work/schema.json" "$here/lines.txt" "$root/src/main/resources/dev/phantom/drift/types" \
    "$root/src/main/resources/dev/phantom/drift/knowledge/terraform-types.txt" \
    "$root/src/test/resources/dev/phantom/drift/terraform/attributes.txt"
