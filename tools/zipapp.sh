#!/bin/sh
# Packs a wheel with the pinned packages into one zip archive that Python runs: it unpacks itself once, at its first start.
# Usage: zipapp.sh ENVIRONMENT WHEEL TARGET
set -eu
environment="$1" wheel="$2" target="$3"
site="$(mktemp -d)"
trap 'rm -rf "$site"' EXIT
install() { "$environment/bin/python" -m pip --disable-pip-version-check -qq install --no-deps --target "$site" "$@"; }
install --require-hashes -r requirements/run.txt
install "$wheel"
mkdir -p "$(dirname "$target")"
"$environment/bin/shiv" --console-script wres --python "/usr/bin/env python3" --site-packages "$site" -o "$target"
