"""A port of the GitHub runner's command parser: what it would do with a line of our output.

After ``ActionCommand.TryParseV2`` and ``TryParse`` of the runner's ``src/Runner.Common/ActionCommand.cs``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

REGISTERED = frozenset(
    {
        "add-mask",
        "add-matcher",
        "add-path",
        "debug",
        "echo",
        "endgroup",
        "error",
        "group",
        "notice",
        "remove-matcher",
        "save-state",
        "set-env",
        "set-output",
        "stop-commands",
        "warning",
    }
)


@dataclass
class Command:
    name: str
    data: str
    properties: dict[str, str] = field(default_factory=dict)


def command(line: str) -> Command | None:
    """The command that the runner takes the line for, if any."""
    return _current(line) or _legacy(line)


def commands(output: str) -> list[Command]:
    """Every command in an output, read line by line as the runner does."""
    found = (command(line) for line in output.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return [each for each in found if each]


def _current(line: str) -> Command | None:
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, properties = line[2:end].partition(" ")
    if name not in REGISTERED:
        return None
    pairs = (pair.split("=", 1) for pair in properties.strip().split(",") if "=" in pair)
    return Command(name, _unescape(line[end + 2 :]), {key: _unescape(value, ":,") for key, value in pairs})


def _legacy(line: str) -> Command | None:
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    name = line[start + 3 : end].partition(" ")[0]
    return Command(name, line[end + 1 :]) if name in REGISTERED else None


def _unescape(text: str, more: str = "") -> str:
    for character in f"\r\n{more}":
        text = text.replace(f"%{ord(character):02X}", character)
    return text.replace("%25", "%")
