"""What the editor's page makes a browser load before one can write."""

import pytest

from documents.tests.harness.bundle import first_load

LIMIT_KB = 250


@pytest.mark.usefixtures("built_pages")
def test_the_editor_is_light_at_first() -> None:
    sizes = first_load("src/site.ts", "src/editor.ts")
    assert any(file.endswith(".css") for file in sizes)
    assert sum(sizes.values()) < LIMIT_KB * 1000, sizes
