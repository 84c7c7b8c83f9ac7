"""JSON and CSV: the same figures, unrounded, and nothing that does harm."""

import csv
import datetime as dt
import io
import json
from types import SimpleNamespace

import polars as pl
import pytest

from wres_calc.render import csv_report, json_text
from wres_calc.report.report import Report, Status


def rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_report.text(report), newline="")))


def test_json_gives_the_report_back(make: SimpleNamespace) -> None:
    for report in (make.report(), make.report(make.odd, odd=make.odd)):
        back = Report.model_validate(json.loads(json_text.text(report)))
        assert back == report.model_copy(update={"issues": report.issues.model_copy(update={"groups": ()})})


def test_json_leaves_groups_of_issues_out_and_keeps_nulls(make: SimpleNamespace) -> None:
    document = json.loads(json_text.text(make.report()))
    assert set(document["issues"]) == {"error", "warning", "note", "items"}
    assert document["indicators"][1]["measures"][0]["interval"] is None
    assert document["indicators"][1]["measures"][2]["value"] == (170 / 780) / (46 / 386)


def test_json_is_indented_utf8_with_one_line_feed_at_the_end(make: SimpleNamespace) -> None:
    text = json_text.text(make.report("Søns"))
    assert text.startswith('{\n  "format": 1,\n')
    assert text.endswith("}\n")
    assert "Søns" in text
    assert json_text.encoded(make.report("Søns")) == text.encode()


def test_json_refuses_what_is_no_number(make: SimpleNamespace) -> None:
    report = make.report()
    broken = report.indicators[1].measures[2].model_copy(update={"value": float("nan")})
    indicator = report.indicators[1].model_copy(update={"measures": (broken,)})
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text.text(report.model_copy(update={"indicators": (indicator,)}))


def test_csv_has_one_row_a_measure_and_one_for_what_has_none(make: SimpleNamespace) -> None:
    report = make.report()
    expected = sum(max(len(indicator.measures), 1) for indicator in report.indicators)
    assert len(rows(report)) == expected
    assert [row["reason"] for row in rows(report) if row["indicator"] == "8"] == ["table_missing"]


def test_csv_numbers_are_unrounded_and_plain(make: SimpleNamespace) -> None:
    found = rows(make.report())
    ratio = next(row for row in found if row["indicator"] == "2" and row["measure"] == "relative_likelihood")
    assert float(ratio["value"]) == (170 / 780) / (46 / 386)
    gaps = [row["value"] for row in found if row["measure"] == "gap_to_workforce" and row["value"]]
    assert min(float(gap) for gap in gaps) < 0
    mean = next(row for row in found if row["indicator"] == "3" and row["group"] == "bme")
    assert mean["numerator"] == "9.5"


def test_csv_breakdowns_are_columns(make: SimpleNamespace) -> None:
    found = rows(make.report())
    assert {row["pay_band"] for row in found if row["staff_category"] == "medical_and_dental"} >= {
        "",
        "consultant",
    }
    assert {row["board"] for row in found if row["indicator"] == "9"} == {
        "total", "voting", "non_voting", "executive", "non_executive"
    }  # fmt: skip
    assert {row["internal"] for row in found} == {"", "yes", "no"}
    assert {row["grouping"] for row in found} == {"", "ethnic_category"}


def test_csv_opens_in_a_spreadsheet_without_running_anything(make: SimpleNamespace) -> None:
    report = make.report(make.odd, code="=1+1")
    data = csv_report.encoded(report)
    assert data.startswith(b"\xef\xbb\xbfstandard,organisation_code,")
    assert data.count(b"\n") == data.count(b"\r\n") == len(rows(report)) + 1
    assert {row["organisation_code"] for row in rows(report)} == {"'=1+1"}
    assert {row["organisation_name"][:5] for row in rows(report)} == {"'=cmd"}
    assert b"\x1b" not in data


def test_csv_loses_no_breakdown(make: SimpleNamespace) -> None:
    report = make.report()
    strange = make.rate("share", "white", 1, 2, site="north")
    indicator = report.indicators[0].model_copy(update={"measures": (strange,)})
    (row,) = rows(report.model_copy(update={"indicators": (indicator,)}))
    assert row["site"] == "north"
    assert list(row).index("site") + 1 == list(row).index("group")


def test_parquet_and_the_frame_hold_what_the_csv_does_typed(make: SimpleNamespace) -> None:
    report = make.report()
    frame = pl.read_parquet(io.BytesIO(csv_report.parquet(report)))
    assert frame.equals(report.figures())
    assert {frame.schema[name] for name in ("numerator", "value", "upper", "p_value")} == {pl.Float64}
    assert frame["snapshot_date"].unique().to_list() == [dt.date(2025, 3, 31)]
    for written, typed in zip(rows(report), frame.iter_rows(named=True), strict=True):
        as_text = {name: "" if cell is None else cell for name, cell in typed.items()}
        for name, cell in written.items():
            number = isinstance(as_text[name], float)
            assert (float(cell) if number else cell) == (as_text[name] if number else str(as_text[name])), (
                name
            )


def test_what_is_withheld_is_blank_in_csv_and_null_in_parquet_and_its_status_says_so(
    make: SimpleNamespace,
) -> None:
    report = make.report()
    hidden = (
        report.indicators[1]
        .measures[0]
        .model_copy(
            update={"value": None, "numerator": None, "denominator": None, "status": Status.SUPPRESSED}
        )
    )
    indicator = report.indicators[1].model_copy(update={"measures": (hidden,)})
    public = report.model_copy(update={"indicators": (indicator,)})
    [written], [typed] = rows(public), public.figures().to_dicts()
    withheld = ("numerator", "denominator", "value")
    assert [written[name] for name in withheld] == [""] * 3
    assert written["status"] == "suppressed"
    assert [typed[name] for name in withheld] == [None] * 3
    assert typed["status"] == "suppressed"
