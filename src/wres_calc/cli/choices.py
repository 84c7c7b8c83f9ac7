"""Options that take one of several things: what they say they take, what the shell completes, what is refused."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    pass


def whole(what: str, least: int = 0, most: int | None = None) -> Callable[[str], int]:
    """Return the reader of a whole number, which says `what` is taken: "a year, for example 2025"."""

    def read(text: str) -> int:
        found = int(text) if str(text).isdecimal() else -1
        if found < least or (most is not None and found > most):
            raise typer.BadParameter(f"it takes {what}, not {text!r}.")
        return found

    return read


def number(option: str, least: int, about: str, most: int | None = None) -> Any:
    """Return an option that takes a whole number."""
    read = whole(f"a number from {least}{'' if most is None else f' to {most}'}", least, most)
    return typer.Option(option, parser=read, metavar="NUMBER", help=about)


def indicator(text: str) -> str:
    """Return an argument that is the number of an indicator."""
    from wres_calc.facts.indicator_number import parse

    if parse(text) is None:
        raise typer.BadParameter(f"it takes the number of an indicator, for example 2 or 4a, not {text!r}.")
    return text


def fraction(text: str) -> float:
    """Return the number that an option gives."""
    try:
        return float(text)
    except ValueError:
        raise typer.BadParameter(f"it takes a number, for example 0.95, not {text!r}.") from None


def one_of(option: str, names: Sequence[str], about: str) -> Any:
    """Return an option that takes one of `names`, which the shell completes."""

    def read(text: str) -> str:
        if text not in names:
            raise typer.BadParameter(f"it takes {', '.join(names[:-1])} or {names[-1]}, not {text!r}.")
        return text

    return typer.Option(
        option, parser=read, metavar="|".join(names), help=about, autocompletion=completed(lambda: names)
    )


def completed(names: Callable[[], Iterable[object]]) -> Callable[[str], list[str]]:
    """Return what completes words given with commas between them, from all that there are."""

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        given = before.split(",")
        return [
            f"{before}{comma}{name}"
            for name in map(str, names())
            if name.startswith(last) and name not in given
        ]

    return complete


def years_known() -> Iterable[int]:
    """Return the reporting years that are shipped."""
    from wres_calc.standards.load import codes, years

    return sorted({year for code in codes() for year in years(code)})


def standards_known() -> Iterable[str]:
    """Return the codes of the standards that are shipped."""
    from wres_calc.standards.load import codes

    return codes()


def numbers_known() -> Iterable[str]:
    """Return the numbers of the indicators of the latest year of each standard, "4a" for all parts of it."""
    from wres_calc.facts.indicator_number import order
    from wres_calc.standards.load import codes, load, years

    known = {each.number for code in codes() for each in load(years(code)[-1], code).indicators}
    return dict.fromkeys(str(number).partition(" ")[0] for number in sorted(known, key=order))


def year(about: str) -> Any:
    """Return the option `--year`."""
    read = whole("a year, for example 2025")
    return typer.Option(
        "--year", parser=read, metavar="YEAR", help=about, autocompletion=completed(years_known)
    )


def files(names: Sequence[str], default: str) -> Any:
    """Return the option `--to`, which takes some of `names`."""
    return typer.Option(
        "--to",
        metavar=",".join(names),
        help=f"Files to write: one or more of these, with commas. Default: {default}.",
        autocompletion=completed(lambda: names),
    )
