#!/bin/sh
# Edits of Terraform files, judged by `terraform fmt -check`, and values of variables, judged by `terraform console`.
# Prints the counts. Needs terraform on PATH and PHANTOM_CORPUS.
set -eu
cd "$(dirname "$0")/../.."
: "${PHANTOM_CORPUS:?the folder of the corpus}"
command -v terraform > /dev/null || { echo 'terraform is not on PATH' >&2; exit 1; }
mvn -B -ntp -q -o -Pcorpus test -Dtest='CorpusModuleEditsTest,VariablePrecedenceTest' -Dsurefire.failIfNoSpecifiedTests=false
