"""The shape of the source: everything public explained, nothing long."""

import ast
from collections.abc import Iterator
from pathlib import Path

LONGEST_FUNCTION = 45
LONGEST_MODULE = 300

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _public(node: ast.Module | ast.ClassDef, prefix: str = "") -> Iterator[tuple[str, Definition]]:
    for child in node.body:
        if isinstance(child, Definition) and not child.name.startswith("_"):
            yield prefix + child.name, child
            if isinstance(child, ast.ClassDef):
                yield from _public(child, f"{prefix}{child.name}.")


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of code of a function; its docstring is explanation, not length."""
    first = function.body[0]
    explained = ast.get_docstring(function) is not None and first.end_lineno is not None
    docstring = first.end_lineno - first.lineno + 1 if explained else 0
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1 - docstring


def test_every_public_name_has_a_docstring(source: dict[Path, ast.Module]) -> None:
    bare = [f"{path}" for path, module in source.items() if module.body and not ast.get_docstring(module)]
    bare += [
        f"{path}:{node.lineno} {name}"
        for path, module in source.items()
        for name, node in _public(module)
        if ast.get_docstring(node) is None
    ]
    assert not bare, "Say what these mean:\n" + "\n".join(bare)


def test_no_function_is_long(source: dict[Path, ast.Module]) -> None:
    long = [
        f"{path}:{node.lineno} {node.name}: {_lines(node)} lines"
        for path, module in source.items()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _lines(node) > LONGEST_FUNCTION
    ]
    assert not long, f"Over {LONGEST_FUNCTION} lines:\n" + "\n".join(long)


def test_no_module_is_long(source: dict[Path, ast.Module], root: Path) -> None:
    lengths = {path: len((root / path).read_text(encoding="utf-8").splitlines()) for path in source}
    long = [f"{path}: {length} lines" for path, length in lengths.items() if length > LONGEST_MODULE]
    assert not long, f"Over {LONGEST_MODULE} lines, so about more than one topic:\n" + "\n".join(long)
