#!/usr/bin/env bash
# Run ctmodel validate for the GitHub Action. All that users give comes through the environment, and nothing of it is
# ever read as shell: INPUT_PATHS and INPUT_ARGS (one a line), INPUT_FAIL_ON, INPUT_SARIF_FILE.
set -uo pipefail

# GitHub takes a summary of at most 1 MiB.
readonly longest_summary=1000000
# Nothing is imported from the folder that is checked, also not by processes that the command starts.
export PYTHONSAFEPATH=1

work=$(mktemp -d) || exit 2
trap 'rm -rf -- "$work"' EXIT

sarif=${INPUT_SARIF_FILE:-$work/ctmodel.sarif}
arguments=(
    --output-format github
    --output "sarif:$sarif"
    --output "markdown:$work/summary.md"
    --fail-on "${INPUT_FAIL_ON:-error}"
)
while IFS= read -r line; do
    if [[ -n $line ]]; then arguments+=("$line"); fi
done <<<"${INPUT_ARGS:-}"

paths=()
while IFS= read -r line; do
    if [[ -n $line ]]; then paths+=("$line"); fi
done <<<"${INPUT_PATHS:-}"
if [[ ${#paths[@]} -eq 0 ]]; then paths=(.); fi

# -I, here and below: nothing is imported from the folder that is checked.
errors_in_sarif() {
    python3 -I -c '
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    runs = json.load(file)["runs"]
print(sum(result["level"] == "error" for run in runs for result in run["results"]))
' "$sarif" 2>/dev/null
}

# What an earlier run left must not pass for the findings of this one. Anything else stays: it may be what is checked,
# and the command does not write over that.
if [[ -f $sarif ]] && errors_in_sarif >/dev/null; then rm -f -- "$sarif"; fi
ctmodel validate "${arguments[@]}" -- "${paths[@]}"
code=$?

if [[ -f $work/summary.md ]]; then
    head -c "$longest_summary" "$work/summary.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
fi
if [[ -f $sarif ]]; then
    errors=$(errors_in_sarif) && printf 'errors=%s\n' "$errors" >>"${GITHUB_OUTPUT:-/dev/null}"
fi
exit "$code"
