#!/bin/sh
# Zips the wheel with every pinned package it needs, of this system and this Python: to install where no index can be reached.
# Usage: wheelhouse.sh ENVIRONMENT WHEEL DIST
set -eu
environment="$1" wheel="$2" dist="$(cd "$3" && pwd)"
room="$(mktemp -d)"
trap 'rm -rf "$room"' EXIT
name="$(basename "$wheel" -py3-none-any.whl | tr _ -)-wheels-$("$environment/bin/python" -c \
    'import platform, sys; print(sys.platform, platform.machine().lower(), "py%d%d" % sys.version_info[:2], sep="-")')"
mkdir "$room/$name"
cp "$wheel" "$room/$name"
"$environment/bin/python" -m pip --disable-pip-version-check -qq download --require-hashes --no-deps --only-binary :all: \
    -r requirements/run.txt -d "$room/$name"
cat > "$room/$name/README.txt" <<TEXT
wres-calc and all that it needs, to install without an index. Unpack this folder, and in it:

    Windows        py -m pip install --no-index -f . "wres-calc[html]"
    macOS, Linux   python3 -m pip install --no-index -f . "wres-calc[html]"
TEXT
(cd "$room" && "$OLDPWD/$environment/bin/python" -m zipfile -c "$dist/$name.zip" "$name")
# It installs, and starts, with nothing but itself.
"$environment/bin/python" -m venv "$room/venv"
PIP_FIND_LINKS= "$room/venv/bin/python" -m pip --disable-pip-version-check -qq install --no-index -f "$room/$name" "wres-calc[html]"
"$room/venv/bin/wres" --version
echo "$dist/$name.zip"
