from wres_calc.facts.table import REGIONS


def test_the_seven_regions_by_code() -> None:
    assert list(REGIONS) == ["Y56", "Y58", "Y59", "Y60", "Y61", "Y62", "Y63"]
    assert REGIONS["Y60"] == "Midlands"
    assert REGIONS["Y63"] == "North East and Yorkshire"
