"""Every list says where it is from."""

from importlib.resources import files

DATA = files("wres_calc.facts") / "data"


def test_every_list_is_in_the_sources_and_every_source_is_of_a_list() -> None:
    lists = {entry.name for entry in DATA.iterdir() if entry.name.endswith(".csv")}
    text = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    named = {cell.strip("`") for line in text.splitlines() for cell in line.split() if ".csv`" in cell}
    assert {name.split("`")[0] for name in named} == lists
