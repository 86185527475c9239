"""Where rubrics come from: the repository's ``schema/rubrics/``, else those of the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from pipeline.errors import InputError
from pipeline.load import Source, read_optional
from pipeline.rubric import Rubric, read
from pipeline.schema import schema_text
from pipeline.study import NOTHING

KINDS = (
    "portfolio-project",
    "system-design",
    "star-story",
    "problem-solution-impact",
    "architecture-deep-dive",
    "design-doc",
)
SHARED = "schema/shared.yaml"


class Library:
    """Rubrics by kind, each read once. ``source`` is None where there is no repository.

    ``pass_marks`` are those that the repository's configuration sets in place of the rubric's.
    """

    def __init__(self, source: Source | None, pass_marks: Mapping[str, Fraction] = NOTHING) -> None:
        self._source = source
        self._pass_marks = pass_marks
        self._read: dict[str, Rubric] = {}

    def rubric(self, kind: str) -> Rubric:
        """The rubric of ``kind``. Raises InputError for an unknown kind or a rubric with a mistake."""
        if kind not in KINDS:
            raise InputError(f"there is no kind {kind!r}", remedy=f"Known kinds: {', '.join(KINDS)}.")
        if kind not in self._read:
            path = f"schema/rubrics/{kind}.yaml"
            rubric = read(self._text(path), path, self._text(SHARED), SHARED)
            self._read[kind] = replace(rubric, pass_mark=self._pass_marks.get(kind, rubric.pass_mark))
        return self._read[kind]

    def _text(self, path: str) -> str:
        own = read_optional(self._source, path) if self._source else None
        if own is None:
            return schema_text(path.removeprefix("schema/"))
        try:
            return own.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(f"byte {error.start} is not UTF-8", place=path, remedy="Save it as UTF-8.") from None
