"""Errors that a person can act on. Anything else that escapes is a fault of ours."""

from __future__ import annotations


class InputError(Exception):
    """The caller must change something: a path, a revision, a rubric, the configuration.

    ``place`` says where ("schema/rubrics/x.yaml:12"), ``message`` what is wrong, ``remedy`` what to
    do. The command line prints the three on one line and exits with 2.
    """

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        """One line: place, message, remedy."""
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text}. {self.remedy}" if self.remedy else text
