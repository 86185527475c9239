"""Front matter for tests of the schema: a good one, and what is wrong once it is changed."""

from collections.abc import Mapping

from pipeline import schema
from pipeline.preamble import read
from pipeline.study import Fault

PATH = "studies/a/README.md"
GOOD: Mapping[str, str] = {
    "title": "Rate limiter for a public API",
    "kind": "system-design",
    "summary": "One sentence that says which problem was solved for the payment team",
    "authors": "[{name: Ada Lovelace, github: ada}]",
    "status": "draft",
    "date": "2026-03-01",
}
STORY: Mapping[str, str] = {
    "kind": "star-story",
    "role": "Tech lead",
    "team_size": "6",
    "duration": "4 months",
    "technologies": "[Go]",
}


def check(changes: Mapping[str, str | None], name: str = schema.STUDY) -> tuple[Fault, ...]:
    """Faults of good front matter with those keys changed (None: left out)."""
    keys = {**(GOOD if name == schema.STUDY else {}), **changes}
    text = "".join(f"{key}: {value}\n" for key, value in keys.items() if value is not None)
    found = read(f"---\n{text}---\n", PATH)
    assert found.data is not None, found.faults
    return schema.check(found.data, name, found, PATH)
