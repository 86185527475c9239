"""The reports of the example studies as people read them; their diff is the effect of a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import ROOT, casegrade
from tests.golden_files import golden

STUDIES = sorted(path.parent.name for path in (ROOT / "studies").glob("*/README.md"))
FORMS = {"text": "txt", "json": "json"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("slug", STUDIES)
def test_the_report_is_the_one_that_was_read(slug: str, form: str, tmp_path: Path) -> None:
    ran = casegrade("grade", f"studies/{slug}", "--format", form, cwd=ROOT, CASEGRADE_CACHE=str(tmp_path))
    golden(f"studies/{slug}.{FORMS[form]}", ran.out)
