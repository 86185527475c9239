"""Rubrics → Markdown pages: one a criterion, one a kind, and their index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from pipeline.rubric import Rubric, Rule
from pipeline.rubric.beyond import BEYOND

NOTE = "<!-- Written by `nox -s docs` from schema/. Change the rubric, not this page. -->\n\n"


def pages(rubrics: Sequence[Rubric]) -> Mapping[str, str]:
    """Page path below docs/ → text, for all rubrics together."""
    having: dict[str, list[Rubric]] = {}
    for rubric in rubrics:
        for rule in rubric.rules():
            having.setdefault(rule.id, []).append(rubric)
    written = {f"criteria/{name}.md": _criterion(name, owners) for name, owners in having.items()}
    written |= {f"rubrics/{rubric.id}.md": _rubric(rubric) for rubric in rubrics}
    written |= {f"criteria/{name}.md": _beyond(name, rubrics) for name in BEYOND}
    asked = {question.id for rubric in rubrics for question in rubric.questions}
    written |= {f"criteria/{name}.md": _asked(name, rubrics) for name in asked}
    written["criteria/README.md"] = _index(rubrics)
    return dict(sorted(written.items()))


def _criterion(name: str, owners: Sequence[Rubric]) -> str:
    rules = [rule for rubric in owners if (rule := rubric.rule(name))]
    first = rules[0]
    parts = [NOTE, f"# {name}\n\n", f"**{first.title}.** {first.why}\n"]
    parts.append(f"\n{_where(name, owners)}\n")
    for rubric, rule in zip(owners, rules, strict=True):
        if rule is first or _ladder(rule) != _ladder(first):
            title = (
                "Levels"
                if len(owners) == 1 or all(_ladder(r) == _ladder(first) for r in rules)
                else f"Levels in {rubric.title}"
            )
            parts.append(f"\n## {title}\n\n{_ladder(rule)}")
    parts.append(f"\n## How to mend it\n\n{first.fix}\n")
    if first.weak and first.strong:
        parts.append(f"\n## Weak and strong\n\nWeak:\n\n{_quoted(first.weak)}\n\nStrong:\n\n{_quoted(first.strong)}\n")
    parts.append(f"\n## How it is measured\n\nProbe `{first.probe}`: {_measured(first)}\n")
    if first.limits:
        parts.append(f"\n## What it cannot see\n\n{first.limits}\n")
    return "".join(parts)


def _where(name: str, owners: Sequence[Rubric]) -> str:
    lines = []
    for rubric in owners:
        rule = rubric.rule(name)
        gate = next((gate for gate in rubric.gates if gate.id == name), None)
        total = sum(criterion.weight for criterion in rubric.criteria)
        worth = f"{float(100 * rule.weight / total):.1f} of 100 points" if rule and rule.weight else "no points"
        closes = f", a gate at level {gate.level}" if gate else ""
        most = [gate.cap] if gate and gate.cap is not None else []
        most += [cap.points for cap in rubric.caps if cap.by == name]
        holds = f", holds the score at {float(min(most)):g} while it is not met" if most else ""
        lines.append(f"- [{rubric.title}](../rubrics/{rubric.id}.md): {worth}{closes}{holds}")
    return "\n".join(lines)


def _ladder(rule: Rule) -> str:
    rows = [f"| {n} | {level.says} | {_needs(level.needs, level.allows)} |" for n, level in enumerate(rule.levels, 1)]
    return "| level | shows | measured as |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def _needs(needs: Mapping[str, object], allows: Mapping[str, object]) -> str:
    least = [f"{name} ≥ {_number(value, name)}" for name, value in needs.items()]
    most = [f"{name} ≤ {_number(value, name)}" for name, value in allows.items()]
    return ", ".join(chain(least, most))


def _number(value: object, name: str) -> str:
    amount = float(value)  # type: ignore[arg-type]
    return f"{amount * 100:g} %" if "share" in name or name in {"residue", "worst"} else f"{amount:g}"


def _measured(rule: Rule) -> str:
    from pipeline.probes import PROBES

    text = (PROBES[rule.probe].measure.__doc__ or "").split("\n\n")[0]
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.strip().splitlines())


def _rubric(rubric: Rubric) -> str:
    total = sum(criterion.weight for criterion in rubric.criteria)
    parts = [NOTE, f"# {rubric.title}\n\n{rubric.about}\n\n"]
    parts.append(f"Version {rubric.version}. Pass: every gate met and at least {float(rubric.pass_mark):g} of 100.\n")
    parts.append("\n## Sections\n\n")
    for section in rubric.sections:
        depth = "  " if section.parent else ""
        parts.append(f"{depth}- **{section.title}**{'' if section.required else ' (optional)'}: {section.guidance}\n")
    parts.append("\n## Criteria\n\n| criterion | what it wants | points |\n|---|---|---|\n")
    for rule in rubric.criteria:
        points = f"{float(100 * rule.weight / total):.1f}"
        parts.append(f"| [{rule.id}](../criteria/{rule.id}.md) | {rule.title} | {points} |\n")
    if rubric.questions:
        parts.append("\n## Asked of reviewers\n\n")
        parts += [f"- [{each.id}](../criteria/{each.id}.md): {each.ask}\n" for each in rubric.questions]
    parts.append("\n## Gates\n\n")
    for gate in rubric.gates:
        known = rubric.rule(gate.id)
        most = f"; while it is open the score is at most {float(gate.cap):g}" if gate.cap is not None else ""
        parts.append(f"- [{gate.id}](../criteria/{gate.id}.md): {known.title if known else gate.id}{most}\n")
    parts += [
        f"- [{cap.by}](../criteria/{cap.by}.md) below level {cap.level}: at most {float(cap.points):g} points\n"
        for cap in rubric.caps
    ]
    return "".join(parts)


def _asked(name: str, rubrics: Sequence[Rubric]) -> str:
    """What reviewers are asked, the same in whichever kinds ask it."""
    having = [(rubric, question) for rubric in rubrics if (question := rubric.question(name))]
    first = having[0][1]
    where = "".join(f"- [{rubric.title}](../rubrics/{rubric.id}.md)\n" for rubric, _ in having)
    questions = "".join(f"> {ask}\n" for ask in dict.fromkeys(question.ask for _, question in having))
    told = "People judge it: `/casegrade checklist` on a pull request gives a reviewer the list. It gives no points."
    head = f"{NOTE}# {name}\n\n**{first.title}.** {first.why}\n\n{where}"
    return f"{head}\n## What reviewers are asked\n\n{questions}\n{told}\n"


def _beyond(name: str, rubrics: Sequence[Rubric]) -> str:
    rule = BEYOND[name]
    parts = [NOTE, f"# {name}\n\n**{rule.title}.** {rule.why}\n"]
    if name == "doc.substance":
        parts += ["\n## Least words\n\n| kind | section | least words |\n|---|---|---|\n"]
        parts += [f"| {each.title} | {s.title} | {s.words} |\n" for each in rubrics for s in each.sections if s.words]
    parts += [f"\n## How to mend it\n\n{rule.fix}\n", f"\n## What it cannot see\n\n{rule.limits}\n"]
    return "".join(parts)


def _index(rubrics: Sequence[Rubric]) -> str:
    lines = [NOTE, "# Criteria by kind\n"]
    for rubric in rubrics:
        lines.append(f"\n## [{rubric.title}](../rubrics/{rubric.id}.md)\n\n")
        lines += [f"- [{rule.id}]({rule.id}.md): {rule.title}\n" for rule in rubric.criteria]
    return "".join(lines)
