#!/bin/sh
# Installs a wheel into a fresh environment and uses it from a folder that knows nothing of the source tree.
# Usage: try_wheel.sh WHEEL SUBMISSION
set -eu
wheel="$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
submission="$(cd "$2" && pwd)"
room="$(mktemp -d)"
trap 'rm -rf "$room"' EXIT

"${PYTHON:-python3}" -m venv "$room/venv"
"$room/venv/bin/python" -m pip --disable-pip-version-check -qq install "$wheel"
cd "$room"
"$room/venv/bin/wres" --version
"$room/venv/bin/wres" explain 2
"$room/venv/bin/wres" calc "$submission" --to excel,json --out out > report.txt
test -s out/*.xlsx
test -s out/*.json
tail -n 2 report.txt
"$room/venv/bin/wres" calc "$submission" --to html --out page > page.txt 2>&1 && { echo "A page without its extra"; exit 1; }
grep -q 'pip install "wres-calc\[html\]"' page.txt
"$room/venv/bin/python" -m pip --disable-pip-version-check -qq install "$wheel[html]"
"$room/venv/bin/wres" calc "$submission" --to html --out page > page.txt
test -s page/*.html
echo "The wheel works on its own: $(basename "$wheel")"
