"""Who may write to the repository, asked of GitHub: what a comment says about its author cannot be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pipeline.bot.github import GitHub

_WRITE = frozenset({"admin", "write"})


class People:
    """Permissions by login, each asked once a run."""

    def __init__(self, github: GitHub) -> None:
        self._github = github
        self._known: dict[str, bool] = {}

    def may_write(self, login: str) -> bool:
        """Whether that person may push. Maintainers count as writers; a stranger and a bot do not."""
        if login not in self._known:
            where = f"/repos/{self._github.access.repository}/collaborators/{quote(login, safe='')}/permission"
            found = self._github.find(where)
            self._known[login] = found is not None and found["permission"] in _WRITE
        return self._known[login]
