"""An export of more than 100 MB: years of leavers beside the people in post, with titles above and notes below."""

from itertools import count
from pathlib import Path

import pytest
from tests.extracts.test_grid import TITLES, lines, spaced
from tests.extracts.trust import canonical, expected, figures

from wres_calc import pipeline

LARGE = 100 * 2**20


def leavers(folder: Path, encoding: str) -> Path:
    path = folder / "workforce.csv"
    first, *people = lines(spaced())
    status, number = first.index("Assignment Status"), first.index("Employee Number")
    with path.open("w", encoding=encoding, newline="\r\n") as file:
        file.writelines(",".join(line) + "\n" for line in [*TITLES, first, *people])
        for i in count():
            if i % 10_000 == 0 and path.stat().st_size > LARGE:
                break
            line = list(people[i % len(people)])
            line[status], line[number] = "Terminate Assignment", f"{90_000_000 + i}"
            file.write(",".join(line) + "\n")
        file.write("Total\n\nReport run by the workforce team\n")
    return path


@pytest.mark.long
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_file_of_more_than_100_mb_comes_to_the_figures_of_its_people(encoding: str, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["workforce"])
    assert leavers(folder, encoding).stat().st_size > LARGE
    report = pipeline.calculate(folder)
    assert report.issues.error == 0, [item.message for item in report.issues.items][:3]
    assert figures(report) == expected()
