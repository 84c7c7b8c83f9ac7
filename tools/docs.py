"""Writes the generated parts of the documents anew: `make docs`. With `--check` it only says which are out of date.

A generated part stands between `<!-- generated: NAME -->` and `<!-- end: NAME -->`; NAME is a function of `PARTS`.
"""

import ast
import csv
import io
import json
import os
import re
import shlex
import sys
import tempfile
import tomllib
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from importlib.resources import files
from pathlib import Path
from typing import Any
from unittest.mock import patch

import coverage  # tools/coverage.py

from wres_calc.checking.catalogue import CATALOGUE, Entry
from wres_calc.intake.names import simplified
from wres_calc.intake.tables import TABLES, Table
from wres_calc.render.templates import settings
from wres_calc.standards import load

ROOT = Path(__file__).parents[1]
PART = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end: \2 -->)", re.DOTALL)
LARGE = "sample_data/large/2025"
PLAIN = {
    "COLUMNS": "80",
    "NO_COLOR": "1",
    "TERM": "dumb",
    "_TYPER_FORCE_DISABLE_TERMINAL": "1",
}


def _run(*arguments: str, folder: Path = ROOT) -> str:
    """What `wres` prints on standard output, 80 columns wide, without colour."""
    from wres_calc.cli.app import main  # what it imports looks at `PLAIN`

    out, err = io.StringIO(), io.StringIO()
    code: str | int | None = 0
    with chdir(folder), redirect_stdout(out), redirect_stderr(err), patch("sys.argv", ["wres", *arguments]):
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    if code not in {None, 0, 1}:
        raise SystemExit(f"wres {' '.join(arguments)}: exit {code}\n{err.getvalue()}")
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n")


def _fenced(command: str, output: str) -> str:
    return f"```text\n$ {command}\n{output}\n```\n"


def _demo() -> str:
    """The terminal report on the large sample: all indicators at a glance, and the last line."""
    with tempfile.TemporaryDirectory() as folder:
        report = _run("calc", str(ROOT / LARGE), "--quiet", folder=Path(folder))
    shown = re.split(r"^(?=\d  )", report, flags=re.MULTILINE)[0]
    last = report.rsplit("\n", 1)[1].replace("\\", "/")
    return _fenced(f"wres calc {LARGE}", f"{shown.rstrip()}\n…\n{last}")


def _grid(headings: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; a bar inside a cell stays text."""
    lines = [headings, ["---"] * len(headings), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _years() -> str:
    shipped = [load.load(year) for year in load.years()]
    rows = [
        [
            str(year.reporting_year),
            f"{year.snapshot_date.day} {year.snapshot_date:%B %Y}",
            str(year.survey.year),
            ", ".join(str(each.number) for each in year.indicators if each.verified) or "none",
            year.note,
        ]
        for year in shipped
    ]
    return _grid(["year", "snapshot", "survey of", "indicators confirmed", "note"], rows)


def _rules() -> str:
    latest = load.load(load.years()[-1])
    rows = [[rule.text, "confirmed" if rule.verified else "our rule"] for rule in latest.rules]
    return f"Reporting year {latest.reporting_year}:\n\n{_grid(['rule', 'status'], rows)}"


def _indicators() -> str:
    latest = load.load(load.years()[-1])
    rows = [
        [str(each.number), each.wording, each.formula, "confirmed" if each.verified else "not confirmed"]
        for each in latest.indicators
    ]
    table = _grid(["", "wording", "formula", "status"], rows)
    return f"Reporting year {latest.reporting_year}:\n\n{table}"


def _aliases(table: str) -> dict[str, list[str]]:
    """The headings recognised for each column of `table`, besides its own name."""
    found: dict[str, list[str]] = {}
    text = (files("wres_calc.facts") / "data" / "headings.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        if row["table"] in ("*", table) and simplified(row["heading"]) != simplified(row["column"]):
            found.setdefault(row["column"], []).append(row["heading"])
    return found


def _table(name: str, model: type[Table]) -> str:
    aliases = _aliases(name)
    described = model.model_json_schema()["properties"]
    rows = []
    for column, field in model.model_fields.items():
        required = "yes" if field.is_required() else ("one of these" if column in model.one_of else "")
        said = described[column].get("description", "")
        rows.append([f"`{column}`", required, said, ", ".join(aliases.get(column, []))])
    table = _grid(["column", "required", "what a cell holds", "headings recognised besides the name"], rows)
    return f"## {name}\n\nOne row is {model.what}.\n\n{table}"


def _tables() -> str:
    return "\n".join(_table(name, model) for name, model in TABLES.items())


def _settings() -> str:
    """Every setting of `submission.toml`, explained as `wres init` explains it."""
    written = settings.text(load.load(max(load.years())), "RX1", "Example NHS Foundation Trust")
    return f"```toml\n{written.rstrip()}\n```\n"


def _issues() -> str:
    rows = [
        [f"`{each.code}`", each.severity, *each.of(), each.accepted_as or _cannot(each)]
        for each in CATALOGUE.values()
    ]
    return _grid(["code", "severity", "what", "what to do", "once accepted"], rows)


def _cannot(entry: Entry) -> str:
    """What an error that cannot be accepted leaves."""
    if entry.way_out:
        return "cannot be accepted; its rows can be left out"
    return "cannot be accepted" if entry.severity == "error" else ""


def _coverage() -> str:
    headings = [
        "first group: people, truth",
        "second group",
        "Wilson, first group",
        "Newcombe",
        "Miettinen-Nurminen ratio",
    ]
    return _grid(headings, coverage.table())


def _rooms() -> list[str]:
    """The rooms of the package from the top floor to the ground, as the contract on imports has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    floors = next(each["layers"] for each in contracts if each["type"] == "layers")
    return [room for floor in floors for room in floor.split(" | ")]


def _modules() -> str:
    """Every module with the first line of its docstring."""
    package = ROOT / "src" / "wres_calc"
    rows = []
    for room in _rooms():
        alone = package / f"{room}.py"
        for path in [alone] if alone.is_file() else sorted((package / room).rglob("*.py")):
            said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
            if said:
                name = path.relative_to(package).as_posix().replace("/__init__.py", "/")
                rows.append([f"`{name}`", said.splitlines()[0]])
    return _grid(["module", "what it is"], rows)


def _commands() -> str:
    """The help of every command."""
    names = re.findall(r"^  ([a-z]+) {2,}\S", _run("--help"), flags=re.MULTILINE)
    parts = [f"## {name}\n\n{_fenced(f'wres {name} --help', _run(name, '--help'))}" for name in names]
    return "\n".join(parts)


def _json() -> str:
    """The keys of each kind of JSON, from the schemas that are committed."""
    parts = []
    for name in ("report", "comparison", "rollup", "run"):
        schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
        parts.append(f"## {name}\n\n{_said(schema)}\n\n{_keys(schema)}")
        for part, each in schema.get("$defs", {}).items():
            if "properties" in each:
                parts.append(f"### {name}: {part}\n\n{_said(each)}\n\n{_keys(each)}")
    return "\n".join(parts)


def _said(schema: dict[str, Any]) -> str:
    return " ".join(schema.get("description", "").replace("|", "\\|").split())


def _keys(schema: dict[str, Any]) -> str:
    required = schema.get("required", [])
    rows = [
        [f"`{key}`", _kind(value), "yes" if key in required else ""]
        for key, value in schema.get("properties", {}).items()
    ]
    return _grid(["key", "value", "always there"], rows)


def _kind(value: dict[str, Any]) -> str:
    """What a value is, in a few words."""
    if "$ref" in value:
        return str(value["$ref"]).rsplit("/", 1)[1]
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_kind(each) for each in value["anyOf"]))
    if "enum" in value or "const" in value:
        return ", ".join(f"`{each}`" for each in value.get("enum", [value.get("const")]))
    if value.get("type") == "array":
        items = value.get("items") or (value.get("prefixItems") or [{}])[0]
        return f"list of {_kind(items)}"
    return str(value.get("format") or value.get("type") or "any")


def _definitions() -> str:
    """Every indicator of the newest year of each standard, as `wres explain` says it."""
    parts = []
    for code in load.codes():
        newest = load.years(code)[-1]
        for each in load.load(newest, code).indicators:
            asked = ["explain", str(each.number), "--year", str(newest), "--standard", code]
            heading = f"## {code.upper()} {each.number}"
            parts.append(f"{heading}\n\n{_fenced(f'wres {shlex.join(asked)}', _run(*asked))}")
    return "\n".join(parts)


PARTS: dict[str, Callable[[], str]] = {
    "demo": _demo,
    "years": _years,
    "rules": _rules,
    "indicators": _indicators,
    "issues": _issues,
    "modules": _modules,
    "tables": _tables,
    "settings": _settings,
    "coverage": _coverage,
    "commands": _commands,
    "json": _json,
    "definitions": _definitions,
}


def _documents() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _as_generated(text: str) -> str:
    return PART.sub(lambda match: f"{match[1]}{PARTS[match[2]]()}{match[3]}", text)


def main() -> None:
    """Write what is out of date, or with `--check` only name it and end with 1."""
    os.environ.update(PLAIN)
    stale = []
    for document in _documents():
        text = document.read_text(encoding="utf-8")
        if (wanted := _as_generated(text)) != text:
            stale.append(document.relative_to(ROOT).as_posix())
            if "--check" not in sys.argv[1:]:
                document.write_text(wanted, encoding="utf-8", newline="\n")
    print("\n".join(stale) or "Every generated part is up to date.")
    if stale and "--check" in sys.argv[1:]:
        raise SystemExit("Out of date: make docs")


if __name__ == "__main__":
    main()
