#!/bin/sh
# Has the pinned cfn-lint from PyPI judge every template that a patch was made for in the laws and the scenarios, beside
# the unpatched one. Needs the corpus (PHANTOM_CORPUS). Exit 1 on an error that only the patched template has, or if
# docs/accuracy.md says something else. Not part of `mvn verify`.
#   tools/judge/judge.sh [--most N] [--write]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
venv=$root/target/judge
judged=$root/target/judged
: "${PHANTOM_CORPUS:?set it to the corpus}"

cd "$root"
[ -x "$venv/bin/cfn-lint" ] || { python3 -m venv "$venv" && "$venv/bin/pip" --quiet --disable-pip-version-check install --requirement "$here/requirements.txt"; }
rm -rf "$judged"
JAVA_HOME=$(sh tools/find-jdk.sh) mvn -q -B -Dtests.without=none -Dtest='CorpusPatchesTest,ScenarioLawsTest,ScenarioTest' \
    -Dphantom.judged="$judged" test
exec "$venv/bin/python" "$here/judge.py" "$judged" --page docs/accuracy.md "$@"
