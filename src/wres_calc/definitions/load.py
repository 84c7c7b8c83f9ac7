"""Loading the definition files: one whole TOML per reporting year, read alone."""

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from wres_calc.definitions.model import YearDefinitions
from wres_calc.errors import ConfigurationError


def _folder() -> Traversable:
    return files("wres_calc.definitions") / "wres"


@cache
def years() -> tuple[int, ...]:
    """The reporting years shipped, earliest first."""
    names = (
        entry.name.removesuffix(".toml") for entry in _folder().iterdir() if entry.name.endswith(".toml")
    )
    return tuple(sorted(int(name) for name in names))


@cache
def load(year: int) -> YearDefinitions:
    """The standard as it stands for reporting year `year`. Raises `ConfigurationError` where no file is shipped."""
    return YearDefinitions.model_validate(tomllib.loads(_bytes(year).decode("utf-8")))


@cache
def sha256(year: int) -> str:
    """The hash of the year's file, the same under every convention of line ends. Raises as `load` does."""
    return hashlib.sha256(_bytes(year)).hexdigest()


def _bytes(year: int) -> bytes:
    if year not in years():
        first, last = years()[0], years()[-1]
        nearest = min(max(year, first), last)
        raise ConfigurationError(
            f"There are no definitions for the reporting year {year}: the years shipped are {first} to {last}.",
            f"The nearest year is {nearest}. `wres years` lists them all.",
        )
    return _folder().joinpath(f"{year}.toml").read_bytes().replace(b"\r\n", b"\n")
