"""``python -m docs.generate``: write the generated pages and the README's picture anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from docs.pages import pages
from docs.picture import picture
from pipeline.library import KINDS, Library

HERE = Path(__file__).parent
PICTURED = ("grade", "docs/example-draft", "--kind", "star-story")


def main() -> None:
    """Write every page; remove pages whose criterion is gone."""
    written = pages([Library(None).rubric(kind) for kind in KINDS])
    for folder in ("criteria", "rubrics"):
        (HERE / folder).mkdir(exist_ok=True)
        for page in (HERE / folder).glob("*.md"):
            if f"{folder}/{page.name}" not in written:
                page.unlink()
    for name, text in written.items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
    shown = subprocess.run([sys.executable, "-m", "pipeline", *PICTURED], capture_output=True, text=True, check=False)
    (HERE / "report.svg").write_text(
        picture(shown.stdout, "casegrade " + " ".join(PICTURED)), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main()
