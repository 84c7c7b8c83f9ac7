"""Makes the portable program, a folder that needs no Python and no installation, as a zip: `make portable`.

Run by an environment with the pinned packages, PyInstaller and the wheel: `portable.py DIST`. A folder, not
one file: that is unpacked anew at each start, which takes seconds and alarms virus scanners.
"""

import platform
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from wres_calc import __version__

ROOT = Path(__file__).parents[1]
ENTRY = """from multiprocessing import freeze_support

if __name__ == "__main__":
    freeze_support()  # the processes of a batch, and those that read files first, are this program started again
    from wres_calc.cli.app import main

    main()
"""
_COLLECT = (
    *("--collect-submodules", "wres_calc", "--collect-data", "wres_calc"),
    *("--collect-all", "vl_convert", "--collect-all", "altair", "--collect-binaries", "highspy"),
    *(word for name in ("polars", "pydantic", "fastexcel", "highspy") for word in ("--copy-metadata", name)),
)
_NOT_IN_IT = ("setuptools", "pip", "tkinter")
_WINDOWS = '@"%~dp0program\\wres.exe" %*\r\n'
_OTHERS = '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/program/wres" "$@"\n'
_README = """wres-calc {version}, portable: needs no Python, no installation and no administrator rights.

Unpack the whole folder where you may run programs, and call it by its path:

    Windows        wres.cmd calc "C:\\My data\\WRES 2025"
    macOS, Linux   ./wres calc "My data/WRES 2025"

`wres --help` lists the commands. Nothing is sent anywhere. LICENSE is that of wres-calc; the folder "licences" has
those of what it is built on. To remove it, delete the folder.
"""


def main(dist: Path) -> None:
    """Build the folder and zip it into `dist`."""
    name = f"wres-calc-{__version__}-{sys.platform}-{platform.machine().lower()}"
    build = ROOT / "build" / "portable"
    shutil.rmtree(build, ignore_errors=True)
    folder = build / name
    folder.mkdir(parents=True)
    _freeze(build)
    shutil.move(build / "dist" / "wres", folder / "program")
    (folder / "README.txt").write_text(_README.format(version=__version__), encoding="ascii")
    shutil.copy(ROOT / "LICENSE", folder)
    _licences(folder / "licences")
    if sys.platform == "win32":
        (folder / "wres.cmd").write_text(_WINDOWS, encoding="ascii", newline="")
    else:
        (folder / "wres").write_text(_OTHERS, encoding="ascii")
        (folder / "wres").chmod(0o755)
    print(_zipped(folder, dist / f"{name}.zip"))


def _freeze(build: Path) -> None:
    (build / "wres.py").write_text(ENTRY, encoding="utf-8")
    without = [word for name in _NOT_IN_IT for word in ("--exclude-module", name)]
    places = ["--distpath", str(build / "dist"), "--workpath", str(build / "work"), "--specpath", str(build)]
    command = [
        sys.executable,
        "-m",
        "PyInstaller",
        "--onedir",
        "--console",
        "--noconfirm",
        "--log-level",
        "WARN",
    ]
    subprocess.run([*command, *places, *_COLLECT, *without, str(build / "wres.py")], check=True)


def _licences(folder: Path) -> None:
    """Copy the licence of each pinned package, and Python's."""
    pinned = {
        line.split("==")[0]
        for line in (ROOT / "requirements/run.txt").read_text(encoding="utf-8").splitlines()
    }
    for package in distributions():
        if package.name.lower().replace("_", "-") in pinned:
            for path in _licence_files(package):
                target = folder / f"{package.name}-{package.version}" / path.name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)
    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for path in (
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(sys.base_prefix) / "lib" / python / "LICENSE.txt",
    ):
        if path.is_file():
            shutil.copy(path, folder / "Python-LICENSE.txt")


def _licence_files(package: Distribution) -> Iterator[Path]:
    for file in package.files or ():
        if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE")):
            yield Path(str(package.locate_file(file)))


def _zipped(folder: Path, target: Path) -> Path:
    """Zip a folder; what may be executed stays so."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            archive.write(path, Path(folder.name) / path.relative_to(folder))
    return target


if __name__ == "__main__":
    main(Path(sys.argv[1]))
