#!/bin/sh
# Writes requirements/*.txt from pyproject.toml: exact versions with hashes, for every Python and platform we support.
# Needs `uv`. No index address is written: which index to ask is the business of whoever installs.
set -eu
cd "$(dirname "$0")/.."

compile() {
    uv pip compile --quiet --universal --python-version 3.11 --no-annotate \
        --custom-compile-command "make lock" "$@"
}

upgrade="${UPGRADE:+--upgrade}"
# What users get, and the tools of development.
compile pyproject.toml --extra html --group dev --generate-hashes $upgrade --output-file requirements/dev.txt
# What users get, alone: it goes into the portable program, the image and the wheels for offline installs.
compile pyproject.toml --extra html --constraint requirements/dev.txt --generate-hashes $upgrade --output-file requirements/run.txt
# What the portable program and the zip archive are packed with, and what a release is built and looked over with.
compile --group portable --constraint requirements/dev.txt --generate-hashes $upgrade --output-file requirements/portable.txt
compile --group release --constraint requirements/dev.txt --generate-hashes $upgrade --output-file requirements/release.txt
# What the benchmarks' peer scripts need beyond that.
compile --group bench --constraint requirements/dev.txt --generate-hashes $upgrade --output-file requirements/bench.txt
# What the documentation site is built with.
compile --group docs --constraint requirements/dev.txt --generate-hashes $upgrade --output-file requirements/docs.txt
# What looks for known faults.
compile --group audit --constraint requirements/dev.txt --generate-hashes $upgrade --output-file requirements/audit.txt
# What changes the program to see whether the tests notice.
compile --group mutants --constraint requirements/dev.txt --generate-hashes $upgrade --output-file requirements/mutants.txt
# The floors of pyproject.toml themselves, below the same tools.
floors="$(mktemp)"
trap 'rm -f "$floors"' EXIT
compile pyproject.toml --extra html --resolution lowest-direct --no-strip-markers --output-file "$floors"
compile "$floors" --group dev --generate-hashes $upgrade --output-file requirements/lowest.txt
