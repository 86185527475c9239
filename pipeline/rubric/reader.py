"""YAML text → Rubric. Every mistake a rubric can hold is refused here, with its line."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from pipeline.errors import InputError
from pipeline.preamble import read_yaml
from pipeline.probes import PROBES
from pipeline.rubric.model import CapRule, Gate, Level, Question, Rubric, Rule, SectionRule
from pipeline.schema import validate

Lines = Mapping[tuple[str | int, ...], int]
LEVELS = 4
NOTHING: Mapping[str, str] = MappingProxyType({})


def read(text: str, path: str, shared: Mapping[str, str] = NOTHING, *, checked: bool = False) -> Rubric:
    """The rubric written in ``text``; ``shared`` (path → text) holds the definitions that kinds share.

    An entry of the rubric whose id stands in ``shared`` takes what it does not say itself from
    there. Raises InputError with file and line for anything the grader could not run; texts that are
    ``checked`` are known to hold nothing of the kind, and no probe is loaded for them.
    """
    data, lines = read_yaml(text, path)
    common = _shared(shared, checked=checked)
    if not checked:
        validate(data, "rubric.schema.json", path, lines)
    place = _Places(path, lines, checked=checked)
    groups = {name: _rules(data.get(name, []), name, common, place) for name in ("criteria", "notes")}
    judged = [(number, entry) for number, entry in enumerate(data["criteria"]) if "judge" in entry]
    gate_entries = [entry for entry in data.get("gates", []) if _own_probe(entry, common, groups["criteria"])]
    gate_rules = _rules(gate_entries, "gates", common, place)
    rubric = Rubric(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        about=data["about"],
        digest=f"sha256:{_digest(text, *shared.values())}",
        pass_mark=Fraction(str(data["pass_mark"])),
        bands=_bands(data["bands"], place),
        sections=tuple(_section(entry) for entry in data["sections"]),
        criteria=groups["criteria"],
        notes=groups["notes"],
        gate_rules=gate_rules,
        gates=tuple(Gate(e["id"], e.get("level", 1), _points(e.get("cap"))) for e in data.get("gates", [])),
        caps=tuple(CapRule(e["by"], e.get("level", 1), Fraction(str(e["points"]))) for e in data.get("caps", [])),
        questions=tuple(_question(entry, ("criteria", number), place) for number, entry in judged),
    )
    _cross_check(rubric, place)
    return rubric


def _digest(*texts: str) -> str:
    """What made the rubric, so that a report tells which one was used."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(hashlib.sha256(text.encode()).digest())
    return digest.hexdigest()


class _Places:
    """Where in the file an entry stands, for messages."""

    def __init__(self, path: str, lines: Lines, *, checked: bool) -> None:
        self.path = path
        self.lines = lines
        self.checked = checked

    def refuse(self, where: tuple[str | int, ...], message: str, remedy: str = "") -> InputError:
        line = next((self.lines[where[:n]] for n in range(len(where), 0, -1) if where[:n] in self.lines), 1)
        return InputError(message, place=f"{self.path}:{line}", remedy=remedy)


def _shared(texts: Mapping[str, str], *, checked: bool) -> Mapping[str, Mapping[str, Any]]:
    rules: dict[str, Mapping[str, Any]] = {}
    for path, text in texts.items():
        data, lines = read_yaml(text, path)
        if not checked:
            validate(data, "shared.schema.json", path, lines)
        for number, entry in enumerate(data["rules"]):
            if entry["id"] in rules:
                raise _Places(path, lines, checked=checked).refuse(
                    ("rules", number), f"{entry['id']} is defined twice", "Keep one of the two definitions."
                )
            rules[entry["id"]] = entry
    return rules


def _own_probe(entry: Mapping[str, Any], common: Mapping[str, Any], criteria: tuple[Rule, ...]) -> bool:
    return ("probe" in entry or entry["id"] in common) and all(rule.id != entry["id"] for rule in criteria)


def _rules(entries: list[Any], group: str, common: Mapping[str, Any], place: _Places) -> tuple[Rule, ...]:
    rules = []
    for number, entry in enumerate(entries):
        if "judge" in entry:
            continue
        full = {**common.get(entry["id"], {}), **entry}
        where = (group, number)
        missing = [key for key in ("title", "probe", "levels", "why", "message", "fix") if not full.get(key)]
        if missing:
            raise place.refuse(
                where, f"{entry['id']} has no {missing[0]}", "Every rule says what it wants, why, and how to mend it."
            )
        rules.append(_rule(full, where, place))
    return tuple(rules)


def _question(entry: Mapping[str, Any], where: tuple[str | int, ...], place: _Places) -> Question:
    """A criterion that people judge. Raises InputError where it lacks words, or has what only a probe can use."""
    missing = [key for key in ("title", "ask", "why") if not entry.get(key)]
    surplus = sorted(entry.keys() - {"id", "judge", "title", "ask", "why"})
    if missing or surplus:
        wrong = f"has no {missing[0]}" if missing else f"has {surplus[0]}, which only a probe can use"
        raise place.refuse(where, f"{entry['id']} {wrong}", "What people judge has a title, a question and a why.")
    return Question(entry["id"], entry["title"], entry["ask"], entry["why"])


def _rule(entry: Mapping[str, Any], where: tuple[str | int, ...], place: _Places) -> Rule:
    arguments = entry.get("with", {})
    levels = tuple(_level(level) for level in entry["levels"])
    applies = {name: _share(least) for name, least in entry.get("applies", {}).items()}
    if not place.checked:
        asked = {name for level in levels for name in (*level.needs, *level.allows)}
        _measurable(entry, asked | set(applies), where, place)
    return Rule(
        id=entry["id"],
        title=entry["title"],
        probe=entry["probe"],
        arguments=arguments,
        levels=levels,
        why=entry["why"],
        message=entry["message"],
        fix=entry["fix"],
        section=entry.get("section", ""),
        weight=Fraction(str(entry.get("weight", 0))),
        requires=tuple(entry.get("requires", [])),
        applies=applies,
        weak=entry.get("weak", ""),
        strong=entry.get("strong", ""),
        limits=entry.get("limits", ""),
    )


def _measurable(entry: Mapping[str, Any], names: set[str], where: tuple[str | int, ...], place: _Places) -> None:
    """Refuse a rule whose probe cannot be asked with its arguments, or gives no quantity of one of those ``names``."""
    offered = _quantities(entry["id"], entry["probe"], entry.get("with", {}), where, place)
    for name in sorted(names - offered):
        raise place.refuse(
            (*where, "levels"),
            f"{entry['id']}: probe {entry['probe']} gives no quantity {name!r}",
            f"It gives {', '.join(sorted(offered))}.",
        )


def _quantities(
    identifier: str, probe: str, arguments: Mapping[str, Any], where: tuple[str | int, ...], place: _Places
) -> frozenset[str]:
    """What the probe would measure with those arguments; refuses unknown probes and arguments."""
    if probe not in PROBES:
        raise place.refuse((*where, "probe"), f"{identifier}: there is no probe {probe!r}", _nearest(probe, PROBES))
    try:
        inspect.signature(PROBES[probe].measure).bind(None, **arguments)
        return PROBES[probe].quantities(**arguments)
    except (TypeError, ValueError) as error:
        raise place.refuse((*where, "with"), f"{identifier}: probe {probe}: {error}") from None


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    import difflib

    near = difflib.get_close_matches(name, sorted(known), 1)
    return f"Did you mean {near[0]}?" if near else f"Known: {', '.join(sorted(known))}."


def _level(entry: Mapping[str, Any]) -> Level:
    return Level(
        says=entry["says"],
        needs={name: _share(value) for name, value in entry.get("needs", {}).items()},
        allows={name: _share(value) for name, value in entry.get("allows", {}).items()},
        ask=entry.get("ask", ""),
    )


def _share(value: Any) -> Fraction:
    text = str(value)
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def _points(value: Any) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def _bands(data: Mapping[str, Any], place: _Places) -> Mapping[str, Fraction]:
    bands = {name: Fraction(str(least)) for name, least in data.items()}
    if any(high <= low for high, low in pairwise(bands.values())):
        raise place.refuse(("bands",), "the bands are not in falling order", "Write the highest first.")
    return bands


def _section(entry: Mapping[str, Any]) -> SectionRule:
    return SectionRule(
        id=entry["id"],
        title=entry["title"],
        aliases=tuple(entry.get("aliases", [])),
        guidance=entry["guidance"],
        prompts=tuple(entry["prompts"]),
        required=entry.get("required", True),
        words=entry.get("words", 0),
        page=entry.get("page", "README.md"),
        parent=entry.get("parent", ""),
    )


def _cross_check(rubric: Rubric, place: _Places) -> None:
    """Rules that need the whole: unique names, prerequisites above, references that exist."""
    for group, names in (("sections", [s.id for s in rubric.sections]), ("criteria", rubric.names())):
        twice = [name for name in names if names.count(name) > 1]
        if twice:
            raise place.refuse((group,), f"{twice[0]} stands twice")
    for where, message in _loose_ends(rubric):
        raise place.refuse(where, message)


def _loose_ends(rubric: Rubric) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where the rubric names what it does not have, with what to say about it."""
    sections = {section.id for section in rubric.sections}
    above: set[str] = set()
    for number, rule in enumerate(rubric.criteria):
        yield from ((("criteria", number), message) for message in _flaws(rule, sections, above))
        above.add(rule.id)
    for number, section in enumerate(rubric.sections):
        if section.parent and section.parent not in sections:
            yield ("sections", number), f"{section.id}: there is no section {section.parent!r}"
    for group, names in (("gates", [g.id for g in rubric.gates]), ("caps", [c.by for c in rubric.caps])):
        for number, name in enumerate(names):
            if rubric.rule(name) is None:
                yield (group, number), f"{name} is no rule of this rubric"


def _flaws(rule: Rule, sections: set[str], above: set[str]) -> Iterator[str]:
    """What is wrong with a criterion that stands below those in ``above``."""
    if rule.weight <= 0:
        yield f"{rule.id}: a criterion's weight must be above 0"
    if len(rule.levels) != LEVELS:
        yield f"{rule.id} has {len(rule.levels)} levels; a ladder has {LEVELS}"
    if rule.section not in sections:
        yield f"{rule.id}: there is no section {rule.section!r}"
    for name in sorted(set(rule.requires) - above):
        yield f"{rule.id} requires {name}, which does not stand above it"
