"""``python -m docs.generate``: write the generated pages and the README's picture anew."""

from __future__ import annotations

from pathlib import Path

from docs.pages import pages
from docs.picture import picture
from pipeline.cli import work
from pipeline.cli.main import parser
from pipeline.cli.selection import select
from pipeline.library import KINDS, Library
from pipeline.render import RENDERERS, Look

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
    (HERE / "report.svg").write_text(pictured(), encoding="utf-8", newline="\n")


def pictured() -> str:
    """What a terminal of 80 columns shows for the draft that is kept for this."""
    command, path, *options = PICTURED
    arguments = parser().parse_args([command, str(HERE.parent / path), *options, "--no-cache"])
    report = work.run(select(arguments), fast=False, jobs=1, debug=False)
    return picture(RENDERERS["text"](report, Look(colour=True, width=80)), " ".join(("casegrade", *PICTURED)))


if __name__ == "__main__":
    main()
