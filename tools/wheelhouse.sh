#!/bin/sh
# Zips the wheel with every pinned package it needs, of this system and this Python: to install where no index is in reach.
# Usage: wheelhouse.sh PYTHON WHEEL DIST
set -eu
python="$1" wheel="$2" dist="$3"
room="$(mktemp -d)"
trap 'rm -rf "$room"' EXIT
name="$(basename "$wheel" -py3-none-any.whl | tr _ -)-wheels-$("$python" -c \
    'import platform, sys; print(sys.platform, platform.machine().lower(), "py%d%d" % sys.version_info[:2], sep="-")')"
mkdir -p "$room/$name" "$dist"
cp "$wheel" "$room/$name"
"$python" -m pip --disable-pip-version-check -qq download --require-hashes --no-deps --only-binary :all: \
    -r requirements/run.txt -d "$room/$name"
cat > "$room/$name/README.txt" <<TEXT
wres-calc and all that it needs, to install without an index. Unpack this folder, and in it:

    Windows        py -m pip install --no-index -f . "wres-calc[html]"
    macOS, Linux   python3 -m pip install --no-index -f . "wres-calc[html]"
TEXT
# It installs, and starts, with nothing but itself.
"$python" -m venv "$room/venv"
[ -d "$room/venv/bin" ] && programs="$room/venv/bin" || programs="$room/venv/Scripts"
PIP_FIND_LINKS= "$programs/python" -m pip --disable-pip-version-check -qq install --no-index -f "$room/$name" "wres-calc[html]"
"$programs/wres" --version
"$python" -c 'import shutil, sys; print(shutil.make_archive(*sys.argv[1:]))' "$dist/$name" zip "$room" "$name"
