"""Imports run one way, as docs/architecture.md draws them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from collab.embedded.paths import ROOT

# What each part of the application may import of the others; a module belongs to the longest
# prefix that names it.
STORED = {"documents.core", "documents.models"}
SERVED = {*STORED, "documents.storage", "documents.relay", "documents.services"}
PAGES = {*SERVED, "documents.forms"}
ALLOWED = {
    "documents.core": set[str](),
    "documents.imaging": set[str](),
    "documents.replica": {"documents.core"},
    "documents.models": {"documents.core"},
    "documents.storage": STORED,
    "documents.relay": STORED,
    "documents.services": {
        *STORED,
        "documents.storage",
        "documents.relay",
        "documents.replica",
        "documents.imaging",
    },
    "documents.realtime": {*SERVED, "documents.replica"},
    "documents.forms": STORED,
    "documents.views": PAGES,
    "documents.api": PAGES,
    "documents.management": SERVED,
    "documents.admin": PAGES,
    "documents.templatetags": PAGES,
    "documents.urls": {"documents.views", "documents.api"},
    "documents.apps": {"documents.services"},
    "documents.migrations": {"documents.models"},
}
# Libraries that only one part may import.
RESERVED = {
    "pycrdt": "documents.replica",
    "math_core": "documents.replica",
    "PIL": "documents.imaging",
}
PURE = ("documents.core", {"asyncio", "channels", "django", "random", "socket", "time"})
WITHOUT_DJANGO = ("documents.imaging", "documents.replica")


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / "documents").rglob("*.py")):
        if "tests" not in path.relative_to(ROOT).parts:
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield name.removesuffix(".__init__"), path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def part_of(module: str) -> str | None:
    return next((part for part in ALLOWED if is_in(module, part)), None)


MODULES = [pytest.param(name, path, id=name) for name, path in modules() if name != "documents"]


@pytest.mark.parametrize(("name", "path"), MODULES)
def test_a_module_imports_only_what_its_part_may(name: str, path: Path) -> None:
    part = part_of(name)
    assert part is not None, f"say in ALLOWED what {name} may import"
    for imported in imports(path):
        if not is_in(imported, "documents"):
            assert not is_in(imported, "collab"), f"{name} imports {imported}"
            continue
        other = part_of(imported)
        assert other is not None, f"{name} imports {imported}, which belongs to no part"
        assert other == part or other in ALLOWED[part], f"{name} imports {imported}"


@pytest.mark.parametrize(("name", "path"), MODULES)
def test_a_reserved_library_stays_where_it_belongs(name: str, path: Path) -> None:
    for imported in imports(path):
        library = imported.partition(".")[0]
        if library in RESERVED:
            assert is_in(name, RESERVED[library]), f"{name} imports {imported}"
        if is_in(name, PURE[0]):
            assert library not in PURE[1], f"{name} imports {imported}"
        if any(is_in(name, package) for package in WITHOUT_DJANGO):
            assert library != "django", f"{name} imports {imported}"


@pytest.mark.parametrize(
    ("library", "importer"),
    [("pycrdt", "documents.replica.ydoc"), ("math_core", "documents.replica.formulas")],
)
def test_native_code_that_reads_what_clients_write_has_one_importer(
    library: str, importer: str
) -> None:
    importers = [
        name
        for name, path in modules()
        if any(is_in(imported, library) for imported in imports(path))
    ]
    assert importers == [importer]
