"""The terminal: readable in 80 columns, in any code page, and nothing a name could do to it."""

import io
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from wres_calc.render.terminal import render
from wres_calc.report.report import Population, Report, Step

SGR = re.compile(r"\x1b\[[0-9;]*m")


def shown(
    report: Report,
    width: int = 80,
    encoding: str = "utf-8",
    colour: bool | None = False,
    saved: tuple[Path, ...] = (),
) -> str:
    target = io.BytesIO()
    stream = io.TextIOWrapper(target, encoding=encoding, newline="")
    render(report, file=stream, width=width, colour=colour, saved=saved)
    stream.flush()
    return target.getvalue().decode(encoding)


@pytest.mark.parametrize("width", [40, 72, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal_or_than_120_nor_cut_below_72(
    make: SimpleNamespace, width: int
) -> None:
    text = shown(make.report(make.odd, odd=make.odd), width)
    assert max(len(line) for line in text.splitlines()) <= max(72, min(width, 120))
    assert not [line for line in text.splitlines() if line.endswith(" ")]


@pytest.mark.parametrize("width", [80, 120])
def test_figures_are_whole_with_their_counts(make: SimpleNamespace, width: int) -> None:
    lines = [line.split() for line in shown(make.report(), width).splitlines()]
    assert ["White", "170", "780", "21.8%"] in lines
    assert ["Whole", "workforce", "6,846", "2,409", "159", "9,414", "25.6%"] in lines
    assert ["Band", "5", "1,350", "990", "44", "2,384", "41.5%", "+15.9"] in lines
    assert ["Executive", "members", "7", "100.0%", "0", "0.0%", "0", "0.0%", "7", "−27.9"] in lines
    assert ["R", "Chinese", "1", "2,400", "<0.1%", "<0.01"] in lines
    assert "…" not in shown(make.report(), width)


@pytest.mark.parametrize("width", [10, 40, 72, 80])
def test_no_figure_is_cut_on_a_narrow_terminal(make: SimpleNamespace, width: int) -> None:
    def figures(text: str) -> list[str]:
        return sorted(re.findall(r"[-−+<>]?\d[\d,]*\.\d+%?", text))

    assert figures(shown(make.report(), width)) == figures(shown(make.report(), 120))


def test_it_says_what_matters_in_words(make: SimpleNamespace) -> None:
    text = " ".join(shown(make.report(), saved=(Path("out") / "wres_RX1_2025.xlsx",)).split())
    assert "Example NHS Foundation Trust (RX1)" in text
    assert (
        "White applicants are 1.83 times as likely as BME applicants to be appointed from shortlisting."
        in text
    )
    assert "Not calculated: a table that it needs has errors" in text
    assert "The ethnicity of 159 of 9,414 people is unknown (1.7%)." in text
    assert "rows dropped: assignments of people who are not in post (312); bank" in text
    assert "'Whte - British' x12" in text
    assert "Accepted: legacy grade, moved in June" in text
    assert "And 2 more kinds of issue: `wres validate` lists all" in text
    assert str(Path("out") / "wres_RX1_2025.xlsx") in text


def test_what_was_counted_is_called_what_it_is(make: SimpleNamespace) -> None:
    """A person may apply more than once; and one row is not "1 rows"."""
    report = make.report()
    step = Step(step="offer_declined", description="applicants who declined the offer", dropped=1, left=212)
    counted = Population(population="shortlisted", table="recruitment", steps=(step,), people=212)
    method = report.method.model_copy(update={"populations": (counted,)})
    text = " ".join(shown(report.model_copy(update={"method": method})).split())
    assert "Shortlisted: 212 applications; rows dropped: applicants who declined the offer (1)." in text


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
def test_every_code_page_can_carry_it(make: SimpleNamespace, encoding: str) -> None:
    text = shown(make.report("Søns 健康 Trust"), encoding=encoding)
    assert "─" not in text or encoding == "utf-8"
    assert ("−27.9" if encoding == "utf-8" else "-27.9") in text
    assert "1.83 times as likely" in text
    assert ("Søns" in text) == (encoding != "ascii") or encoding == "cp437"


@pytest.mark.parametrize("colour", [True, False, None])
def test_a_name_cannot_drive_the_terminal(make: SimpleNamespace, colour: bool | None) -> None:
    text = shown(make.report(make.odd, odd=make.odd), 120, colour=colour)
    assert "\x1b" not in SGR.sub("", text)
    assert not set("\x07\x9b\r\u202e\ud800") & set(text)
    assert r"[/x] :smile: \x1b]0;pwn\x07\x1b[2J" in text


def test_colour_is_as_asked(make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b" not in shown(make.report(), colour=False)
    assert "\x1b[1;34m" in shown(make.report(), colour=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", shown(make.report(), colour=None))
