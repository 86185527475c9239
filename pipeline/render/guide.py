"""The rubric as people read it: one criterion explained, or the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pipeline.render import cells, points, scorecard
from pipeline.render.escape import terminal as safe
from pipeline.render.look import Look
from pipeline.rubric import Rubric, Rule
from pipeline.rubric.beyond import BEYOND

_INDENT = "   "


def explanation(identifier: str, rubrics: Sequence[Rubric], look: Look) -> str:
    """What the criterion, gate or note of that name wants, why, and what each level needs.

    ``rubrics`` are those that have it. Where kinds differ, each different form is explained.
    """
    forms: list[list[tuple[Rubric, Rule]]] = []
    for rubric in rubrics:
        rule = rubric.rule(identifier)
        if rule is None:
            continue
        same = next((form for form in forms if _words(form[0][1]) == _words(rule)), None)
        if same is None:
            forms.append(same := [])
        same.append((rubric, rule))
    blocks = [_form(form, look) for form in forms]
    lines = [line for index, block in enumerate(blocks) for line in ([""] * (index > 0) + block)]
    return _joined(lines)


def beyond(identifier: str, rubrics: Sequence[Rubric], look: Look) -> str:
    """What a rule wants that no rubric lists; of `doc.substance` also the least words of each section."""
    rule = BEYOND[identifier]
    lines = [_bold(line, look) for line in cells.hang(f"{identifier}  ", rule.title, look.width)]
    least = [
        f"{rubric.id}: {', '.join(f'{section.title} {section.words}' for section in rubric.sections if section.words)}"
        for rubric in rubrics
    ]
    for title, text in (
        ("Why", rule.why),
        ("Least words", "\n".join(least) if identifier == "doc.substance" else ""),
        ("How to mend it", rule.fix),
        ("What it cannot see", rule.limits),
    ):
        body = _paragraphs(text, look)
        lines += ["", _bold(title, look), *body] if body else []
    return _joined(lines)


def rubric_text(rubric: Rubric, look: Look) -> str:
    """The whole rubric: what a pass takes, the criteria by section with their levels, gates and caps."""
    bands = ", ".join(f"{name} from {points.plain(least)}" for name, least in rubric.bands.items())
    lines = [
        _bold(safe(f"{rubric.id} {rubric.version}  {rubric.title}"), look),
        *cells.wrap(safe(rubric.about), look.width),
        *cells.wrap(f"Pass: every gate met and {points.plain(rubric.pass_mark)} of 100. Bands: {bands}.", look.width),
    ]
    for section in dict.fromkeys(rule.section for rule in rubric.criteria):
        members = [rule for rule in rubric.criteria if rule.section == section]
        worth = points.plain(sum((_share(rule, rubric) for rule in members), Fraction(0)))
        title = next((each.title for each in rubric.sections if each.id == section), scorecard.section_name(section))
        lines += ["", _bold(cells.justify(safe(title), f"{worth} of 100", look.width), look)]
        lines += [line for rule in members for line in _criterion(rule, rubric, look)]
    return _joined([*lines, *_conditions(rubric, look), *_notes(rubric, look), *_questions(rubric, look)])


def _questions(rubric: Rubric, look: Look) -> list[str]:
    """What reviewers are asked, since no machine can see it."""
    if not rubric.questions:
        return []
    asked = [
        line for each in rubric.questions for line in cells.hang(f" {safe(each.id)}  ", safe(each.ask), look.width)
    ]
    return ["", _bold("Asked of reviewers", look), *asked]


def question(identifier: str, rubrics: Sequence[Rubric], look: Look) -> str:
    """What reviewers are asked under that name and why; ``rubrics`` are those that ask it."""
    asked = {each.ask: each for rubric in rubrics if (each := rubric.question(identifier))}
    first = next(iter(asked.values()))
    kinds = " · ".join(rubric.id for rubric in rubrics)
    lines = [
        *(_bold(line, look) for line in cells.hang(f"{safe(first.id)}  ", safe(first.title), look.width)),
        *cells.wrap(f"{safe(kinds)} (people judge it, it gives no points)", look.width),
    ]
    for each in asked.values():
        for title, text in (("What reviewers are asked", each.ask), ("Why", each.why)):
            lines += ["", _bold(title, look), *_paragraphs(text, look)]
    return _joined(lines)


def _words(rule: Rule) -> tuple[object, ...]:
    return (rule.title, rule.why, rule.levels, rule.fix, rule.weak, rule.strong, rule.limits)


def _form(form: list[tuple[Rubric, Rule]], look: Look) -> list[str]:
    rule = form[0][1]
    worths = dict.fromkeys(_worth(each, rubric) for rubric, each in form)
    alike = [(worth, [rubric.id for rubric, each in form if _worth(each, rubric) == worth]) for worth in worths]
    kinds = "; ".join(f"{' · '.join(names)} {worth}" for worth, names in alike)
    lines = [
        *(_bold(line, look) for line in cells.hang(f"{safe(rule.id)}  ", safe(rule.title), look.width)),
        *cells.wrap(safe(kinds), look.width),
    ]
    for title, text in (
        ("Why", rule.why),
        ("What each level needs", None),
        ("How to mend it", rule.fix),
        ("Weak", rule.weak),
        ("Strong", rule.strong),
        ("What it cannot see", rule.limits),
    ):
        body = _ladder(rule, look) if text is None else _paragraphs(text, look)
        lines += ["", _bold(title, look), *body] if body else []
    return lines


def _worth(rule: Rule, rubric: Rubric) -> str:
    gate = next((gate for gate in rubric.gates if gate.id == rule.id), None)
    told = [f"{points.plain(_share(rule, rubric))} of 100"] if rule.weight else []
    if gate:
        told.append(f"gate at level {gate.level}")
        told += [f"below it at most {points.plain(gate.cap)} of 100"] if gate.cap is not None else []
    told += [f"below level {c.level} at most {points.plain(c.points)} of 100" for c in rubric.caps if c.by == rule.id]
    return f"({', '.join(told) or 'advice'})"


def _share(rule: Rule, rubric: Rubric) -> Fraction:
    total = sum((each.weight for each in rubric.criteria), Fraction(0))
    return Fraction(100) * rule.weight / total if total else Fraction(0)


def _ladder(rule: Rule, look: Look) -> list[str]:
    lines = []
    for number, level in enumerate(rule.levels, 1):
        lines += cells.hang(f"{number:>2} ", safe(level.says), look.width)
        lines += cells.hang(f"{_INDENT}to get there: ", safe(level.ask), look.width) if level.ask else []
    return lines


def _paragraphs(text: str, look: Look) -> list[str]:
    return [line for part in text.splitlines() for line in cells.wrap(safe(part), look.width, _INDENT)]


def _criterion(rule: Rule, rubric: Rubric, look: Look) -> list[str]:
    worth = points.plain(_share(rule, rubric))
    room = look.width - 6
    first, *rest = cells.hang(f" {safe(rule.id)}  ", safe(rule.title), room)
    levels = [
        line
        for number, level in enumerate(rule.levels, 1)
        for line in cells.hang(f"{_INDENT}{number} ", safe(level.says), look.width)
    ]
    return [cells.justify(first, worth, look.width), *rest, *levels]


def _conditions(rubric: Rubric, look: Look) -> list[str]:
    gates = [
        f"{gate.id} at level {gate.level}"
        + (f", or the score is at most {points.plain(gate.cap)}" if gate.cap is not None else "")
        for gate in rubric.gates
    ]
    caps = [f"{cap.by} below level {cap.level}: the score is at most {points.plain(cap.points)}" for cap in rubric.caps]
    return [*_list("Gates, without which nothing passes", gates, look), *_list("Caps", caps, look)]


def _notes(rubric: Rubric, look: Look) -> list[str]:
    return _list("Advice, which costs nothing", [f"{rule.id}: {rule.title}" for rule in rubric.notes], look)


def _list(title: str, entries: Sequence[str], look: Look) -> list[str]:
    if not entries:
        return []
    body = [line for entry in entries for line in cells.hang(" ", safe(entry), look.width)]
    return ["", _bold(title, look), *body]


def _bold(line: str, look: Look) -> str:
    return cells.paint(line, "strong", colour=look.colour)


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line.rstrip()}\n" for line in lines)
