"""`wres calc --to html` as a process: for whom the page is, and what it takes."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

LARGE = Path(__file__).parents[2] / "sample_data" / "large" / "2025"


def test_the_page_is_for_everybody_unless_asked_otherwise(wres, small, tmp_path):
    run = wres("calc", small, "--to", "html,json", "-o", tmp_path)
    assert run.returncode == 0, run.stderr
    names = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert names == ["wres_RX0_2025.json", "wres_RX0_2025_published.html"]
    assert b"Internal: small numbers" not in (tmp_path / names[1]).read_bytes()
    run = wres("calc", small, "--to", "html", "--internal", "-o", tmp_path)
    assert run.returncode == 0, run.stderr
    assert b"Internal: small numbers" in (tmp_path / "wres_RX0_2025.html").read_bytes()


def test_internal_and_published_contradict_each_other(wres, small, tmp_path):
    run = wres("calc", small, "--to", "html", "--internal", "--publish", "-o", tmp_path)
    assert run.returncode == 2
    assert not list(tmp_path.glob("*.html"))


def test_a_page_of_somebody_else_is_not_written_over(wres, small, tmp_path):
    other = tmp_path / "wres_RX0_2025_published.html"
    other.write_text("<html><title>Ours</title></html>", "utf-8")
    run = wres("calc", small, "--to", "html", "-o", tmp_path)
    assert run.returncode == 4
    assert other.read_text("utf-8") == "<html><title>Ours</title></html>"
    other.unlink()
    for _ in range(2):
        assert wres("calc", small, "--to", "html", "-o", tmp_path).returncode == 0


def test_without_the_extra_it_says_how_to_have_it(small, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "vl_convert.py").write_text("raise ImportError('not installed')", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "wres_calc", "calc", str(small), "--to", "html", "-o", str(tmp_path / "out")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(blocked), os.environ.get("PYTHONPATH", "")])},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 2
    assert b"wres-calc[html]" in run.stderr
    assert b'pip install ".[html]"' in run.stderr
    assert b"Traceback" not in run.stderr


def test_on_windows_for_arm_nothing_is_to_be_installed_that_does_not_exist(wres, small, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    monkeypatch.setattr("platform.machine", lambda: "ARM64")
    monkeypatch.setattr("wres_calc.render.html.sys", SimpleNamespace(platform="win32"))
    refused = wres("calc", small, "--to", "html")
    assert refused.returncode == 2
    assert b"x64" in refused.stderr
    assert b"wres-calc[html]" not in refused.stderr


def test_the_audit_holds_the_page_against_the_submission(wres, tmp_path):
    assert wres("calc", LARGE, "--publish", "--to", "json,html,excel", "-o", tmp_path).returncode == 0
    run = wres("audit", tmp_path, "--truth", LARGE)
    assert run.returncode == 0, run.stdout
    page = tmp_path / "wres_RX1_2025_published.html"
    page.write_bytes(page.read_bytes().replace(b"</main>", b"<p>3 cases</p></main>"))
    run = wres("audit", tmp_path, "--truth", LARGE)
    assert run.returncode == 1
    assert b"wres_RX1_2025_published.html is not what" in run.stdout
