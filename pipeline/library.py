"""Where rubrics come from: the repository's ``schema/rubrics/``, else those of the package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.errors import InputError

if TYPE_CHECKING:  # the command line asks for the kinds, and must not wait for the readers of rubrics
    from fractions import Fraction

    from pipeline.load import Source
    from pipeline.rubric import Rubric

KINDS = (
    "portfolio-project",
    "system-design",
    "star-story",
    "problem-solution-impact",
    "architecture-deep-dive",
    "design-doc",
)
TOPICS = ("document", "numbers", "diagrams", "code", "game")
SHARED = tuple(f"schema/shared/{topic}.yaml" for topic in TOPICS)
"""The rules that kinds share, a file a topic."""


class Library:
    """Rubrics by kind, each read once. ``source`` is None where there is no repository.

    ``pass_marks`` are those that the repository's configuration sets in place of the rubric's.
    """

    def __init__(self, source: Source | None, pass_marks: Mapping[str, Fraction] | None = None) -> None:
        self._source = source
        self._pass_marks = pass_marks or {}
        self._texts: dict[str, str] = {}
        self._read: dict[str, Rubric] = {}

    def rubric(self, kind: str) -> Rubric:
        """The rubric of ``kind``. Raises InputError for an unknown kind or a rubric with a mistake."""
        if kind not in KINDS:
            raise InputError(f"there is no kind {kind!r}", remedy=f"Known kinds: {', '.join(KINDS)}.")
        if kind not in self._read:
            from dataclasses import replace

            from pipeline.rubric import read

            path = _path(kind)
            texts = {name: self._text(name) for name in (path, *SHARED)}
            shared = {name: texts[name] for name in SHARED}
            rubric = read(texts[path], path, shared, checked=_are_checked(texts))
            self._read[kind] = replace(rubric, pass_mark=self._pass_marks.get(kind, rubric.pass_mark))
        return self._read[kind]

    def identity(self, kind: str) -> tuple[str, ...]:
        """Texts that change with anything that the rubric of ``kind`` is made of; nothing is parsed for them."""
        import hashlib

        texts = (self._text(path) for path in (_path(kind), *SHARED))
        return (*(hashlib.sha256(text.encode()).hexdigest() for text in texts), str(self._pass_marks.get(kind, "")))

    def _text(self, path: str) -> str:
        if path not in self._texts:
            self._texts[path] = self._found(path)
        return self._texts[path]

    def _found(self, path: str) -> str:
        from pipeline.load import read_optional

        own = read_optional(self._source, path) if self._source else None
        if own is None:
            from pipeline.schema import schema_text

            return schema_text(path.removeprefix("schema/"))
        try:
            return own.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(f"byte {error.start} is not UTF-8", place=path, remedy="Save it as UTF-8.") from None


def _are_checked(texts: Mapping[str, str]) -> bool:
    """Whether all of them are those of a release, which were read with every check when it was made."""
    import hashlib
    import json

    from pipeline.schema import schema_text

    known = json.loads(schema_text("checked.json"))
    return all(known.get(name) == hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items())


def _path(kind: str) -> str:
    return f"schema/rubrics/{kind}.yaml"
