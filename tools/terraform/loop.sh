#!/bin/sh
# The whole loop on a real Terraform module: apply against moto, an AWS that nobody here wrote; twenty changes with the
# AWS CLI; `phantom run` finds exactly these and opens pull requests on the embedded GitHub; merged and reverted, Terraform
# itself plans no more of what was decided, and nothing at all once a person has decided the rest. Prints counts; exit 1
# where something else is seen. Not part of `mvn verify`. Needs terraform (or PHANTOM_TERRAFORM) and the AWS provider: in
# TERRAFORM_MIRROR, a folder as `terraform providers mirror` makes it, else where the CLI's own configuration finds it.
#   tools/terraform/loop.sh
# PHANTOM_COMMAND and LOOP_JAVA take the place of ./phantom and of a Java on the test classes.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/target/terraform-loop
venv=${LOOP_VENV:-$root/target/terraform-venv}

cd "$root"
[ -x "$venv/bin/aws" ] || { python3 -m venv "$venv" && "$venv/bin/pip" --quiet --disable-pip-version-check install --no-compile --requirement "$here/requirements.txt"; }
if [ -z "${LOOP_JAVA:-}" ]; then
  jdk=$(sh "$root/tools/find-jdk.sh")
  JAVA_HOME=$jdk mvn -q -B -DskipTests test-compile dependency:build-classpath -Dmdep.outputFile="$venv/classpath" -Dmdep.includeScope=test
  LOOP_JAVA="$jdk/bin/java -XX:TieredStopAtLevel=1 -cp $root/target/test-classes:$root/target/classes:$(cat "$venv/classpath")"
fi
rm -rf "$work"
mkdir -p "$work"
if [ -n "${TERRAFORM_MIRROR:-}" ]; then
  printf 'provider_installation {\n  filesystem_mirror {\n    path = "%s"\n  }\n}\n' "$TERRAFORM_MIRROR" > "$work/terraform.rc"
  export TF_CLI_CONFIG_FILE="$work/terraform.rc"
fi

exec "$venv/bin/python" "$here/loop.py" "$work" "$venv/bin" "${PHANTOM_COMMAND:-$root/phantom}" "$LOOP_JAVA"
