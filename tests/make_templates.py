"""Add to schema/templates.json: hashes of known templates, whose text need not be ours to ship.

    python tests/make_templates.py [TEMPLATE…]

Each argument is a Markdown file or a folder of them; the prompts of our own rubrics are always
added. Nothing is taken out, since the old templates are not at hand.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline import markdown, preamble
from pipeline.facts.residue import BYTES, WIDTH, known, shingles, telling
from pipeline.library import KINDS, Library
from pipeline.study import Block, Paragraph

SCHEMA = Path(__file__).parents[1] / "schema"
TARGET = SCHEMA / "templates.json"


def pages(arguments: list[str]) -> Iterator[Path]:
    for argument in map(Path, arguments):
        inside = sorted(path for path in argument.rglob("*") if path.suffix in {".md", ".mdx"})
        yield from inside if argument.is_dir() else [argument]


def sections(path: Path) -> Iterator[tuple[Block, ...]]:
    """The blocks of every section by itself, and of the page as a whole, as the probe will ask for them."""
    text = path.read_text(encoding="utf-8")
    root = markdown.parse(tuple(text.split("\n")), preamble.read(text, path.name).body_line).root
    yield tuple(root.all_blocks())
    for section in root.walk():
        yield section.blocks


def prompts() -> Iterator[tuple[Block, ...]]:
    """What `casegrade new` asks in each section, as an author leaves it, and what the guide says of each rule."""
    library = Library(None)
    for rubric in map(library.rubric, KINDS):
        texts = [text for section in rubric.sections for text in (section.guidance, *section.prompts)]
        for rule in rubric.rules():
            texts += [rule.weak, rule.strong, rule.why, rule.message, rule.fix, rule.limits]
            texts += [f"{rule.title}: {rule.why} {rule.fix} {rule.limits}"]
            texts += [f"{level.says} {level.ask}" for level in rule.levels]
        yield from ((Paragraph(text, 1, 1),) for text in texts)


def examples() -> list[str]:
    """The telling words of each example of our rubrics, as one line each."""
    library = Library(None)
    rules = [rule for kind in KINDS for rule in library.rubric(kind).rules()]
    texts = {line for rule in rules for text in (rule.weak, rule.strong) for line in (text, *text.split("\n"))}
    return sorted({" ".join(sorted(telling(text))) for text in texts} - {""})


def main(arguments: list[str]) -> None:
    parts = [*prompts(), *(part for path in pages(arguments) for part in sections(path))]
    found = known().union(shingles(parts)) if TARGET.exists() else frozenset(shingles(parts))
    about = f"blake2b of {BYTES} bytes over every {WIDTH} words in a row; made by tests/make_templates.py"
    data = {"about": about, "examples": examples(), "shingles": sorted(found)}
    TARGET.write_text(json.dumps(data, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
