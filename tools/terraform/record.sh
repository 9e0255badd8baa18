#!/bin/sh
# Records the plans of the scenarios (recorded.py) with the real Terraform and the real AWS provider against moto. A minute for
# each module. Needs terraform (or PHANTOM_TERRAFORM) and the AWS provider: in TERRAFORM_MIRROR, else where the CLI's own
# configuration finds it. Ids are new each time, so writes.json and the approved outputs of a scenario follow.
#   tools/terraform/record.sh [NAME…]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/target/terraform-record
venv=${LOOP_VENV:-$root/target/terraform-venv}

[ -x "$venv/bin/aws" ] || { python3 -m venv "$venv" && "$venv/bin/pip" --quiet --disable-pip-version-check install --no-compile --requirement "$here/requirements.txt"; }
mkdir -p "$work"
if [ -n "${TERRAFORM_MIRROR:-}" ]; then
  printf 'provider_installation {\n  filesystem_mirror {\n    path = "%s"\n  }\n}\n' "$TERRAFORM_MIRROR" > "$work/terraform.rc"
  export TF_CLI_CONFIG_FILE="$work/terraform.rc"
fi
exec "$venv/bin/python" "$here/record.py" "$work" "$venv/bin" "$@"
