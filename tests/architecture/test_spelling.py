"""Nothing above the facts and the standards spells out a group, a category or an indicator's number.

They come from the standard (`compared`, `reference`, `kind`, the words) and from the characteristic (groups, labels).
What is read is code and templates: names and texts, without docstrings and comments.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from wres_calc.facts.characteristics import CHARACTERISTICS

MAY = ("facts", "standards", "sampling")

_COMMON = {
    "and",
    "any",
    "asked",
    "background",
    "black",
    "british",
    "ethnic",
    "group",
    "groups",
    "mixed",
    "not",
    "other",
    "stated",
    "unknown",
    "yes",
}
_LABELS = " ".join(
    label
    for each in CHARACTERISTICS.values()
    for grouping in each.groupings
    for label in (*grouping.groups.values(), *each.categories.values())
)
_WORDS = {word.casefold() for word in re.findall(r"[A-Za-z]{3,}", _LABELS)} - _COMMON
"""Words of the labels that are of no group alone are left out."""
_SPELT = re.compile(rf"(?<![a-z])(?:{'|'.join(sorted(_WORDS))})(?![a-z])(?!.space)", re.IGNORECASE)
_NUMBERED = re.compile(r"\bindicators? [1-9]|survey_[5-8]", re.IGNORECASE)


def _code(module: ast.Module) -> Iterator[ast.AST]:
    """The nodes of a module, docstrings left out."""
    explained = set()
    for node in ast.walk(module):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            explained |= {
                id(each.value)
                for each in body
                if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
            }
    yield from (node for node in ast.walk(module) if id(node) not in explained)


def _spelt(module: ast.Module) -> Iterator[str]:
    for node in _code(module):
        texts = [getattr(node, each, None) for each in ("value", "id", "attr", "arg", "name")]
        for text in texts:
            if isinstance(text, str) and (found := _SPELT.search(text) or _NUMBERED.search(text)):
                yield f"line {getattr(node, 'lineno', '?')}: {found[0]}"
        if _goes_by_number(node):
            line = getattr(node, "lineno", None) or node.target.lineno
            yield f"line {line}: an indicator's number"


def _goes_by_number(node: ast.AST) -> bool:
    match node:
        case ast.Dict(keys=keys) if keys:
            return all(each is not None and _is_number(each) for each in keys)
        case ast.Compare(left=left, comparators=[right]):
            return _compared(left, right) or _compared(right, left)
        case ast.comprehension(target=target, iter=of) | ast.For(target=target, iter=of):
            return _named(target) and isinstance(of, ast.Tuple | ast.List | ast.Set) and _numbers(of)
        case ast.Subscript(value=of, slice=at):
            return _name(of).endswith("indicators") and _is_number(at)
    return False


def _name(node: ast.AST) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


def _named(node: ast.AST) -> bool:
    return _name(node) in {"number", "indicator"}


def _compared(left: ast.AST, right: ast.AST) -> bool:
    """Whether an indicator's number is asked for; `number == 1` alone may be of anything: "1 row, 2 rows"."""
    plural = isinstance(left, ast.Name) and isinstance(right, ast.Constant) and right.value == 1
    return _named(left) and _numbers(right) and not plural


def _numbers(node: ast.AST) -> bool:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return bool(node.elts) and all(map(_is_number, node.elts))
    return _is_number(node)


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and 1 <= node.value <= 9


def _found(root: Path, source: dict[Path, ast.Module]) -> dict[str, list[str]]:
    src = root / "src" / "wres_calc"
    found = {path: list(_spelt(module)) for path, module in source.items()}
    for path in src.rglob("*.j2"):
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        found[path.relative_to(root)] = [
            f"line {at}: {hit[0]}" for at, line in lines if (hit := _SPELT.search(line))
        ]
    named = {path.as_posix().removeprefix("src/wres_calc/"): spelt for path, spelt in found.items() if spelt}
    return {
        name: spelt for name, spelt in named.items() if not name.startswith(tuple(f"{each}/" for each in MAY))
    }


def test_no_group_category_or_number_is_spelt_out(root: Path, source: dict[Path, ast.Module]) -> None:
    found = _found(root, source)
    new = [f"{name} {line}" for name, lines in sorted(found.items()) for line in lines]
    assert not new, "Take these from the standard or the characteristic:\n" + "\n".join(new)


@pytest.mark.parametrize(
    "code",
    [
        'x = "bme"',
        "x = rates.white",
        'x = f"{n} BME staff"',
        "x = {2: 'applicants', 3: 'staff'}",
        "x = indicator.number == 9",
        "x = number in (5, 6, 7, 8)",
        "x = [each for number in (1, 9)]",
        'x = "of indicator 3"',
        'x = "Chinese"',
    ],
)
def test_what_is_looked_for_is_found(code: str) -> None:
    assert list(_spelt(ast.parse(code)))


@pytest.mark.parametrize(
    "code", ['"""White over BME."""', "x = 1  # White", 'x = "white space"', "x = {0: 1}", "x = rows == 1"]
)
def test_what_is_harmless_is_not(code: str) -> None:
    assert not list(_spelt(ast.parse(code)))
