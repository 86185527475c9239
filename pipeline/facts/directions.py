"""Whether more or less of a metric is better, by its name; unknown where the name does not tell."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.facts.pattern import pattern

LOWER = pattern(
    r"\b(?:latenc(?:y|ies)|response time|load time|delay|lag|errors?|failures?|failed|faults?|crash(?:es)?|costs?"
    r"|price|spend|bill|time to [a-z]+|ttfb|lcp|fcp|cls|inp|tti|tbt|cold start|duration|run ?time|build time"
    r"|wait(?:ing)? time|downtime|data loss|packet loss|message loss|churn|bounce rate|staleness|backlog"
    r"|queue (?:depth|length|size)|time-?outs?|incidents?|bugs?|defects?|duplicates?|mtt[rda]|rto|rpo|jitter"
    r"|miss(?:es| rate| ratio)|overhead"
    r"|false (?:positives?|negatives?|alarms?)|complaints?|[45]xx|abandonment|rework|vulnerabilit(?:y|ies)"
    r"|p(?:50|9\d|99\d))\b",
    re.IGNORECASE,
)
HIGHER = pattern(
    r"\b(?:uptime|availability|throughput|hit[ -]?(?:rate|ratio)s?|qps|rps|tps|requests? (?:per|a) second"
    r"|coverage|success(?:ful)? (?:rate|ratio|share)|accuracy|precision|recall|conversions?(?: rate)?|retention"
    r"|satisfaction|csat|nps|lighthouse|durability|adoption|compliance|mtbf|on-time|deliverability|delivery rate"
    r"|completion rate)\b",
    re.IGNORECASE,
)
TURNED = pattern(
    r"\b(?:reduc\w+|sav(?:ed|ings?)|improve\w*|avoided|prevented|caught|found|detected|fixed|resolved|recovered"
    r"|remaining"
    r"|left|budget|free|less|without|between|cut|drop|decrease|increase|gain|since|limit|capacity|tolerance|headroom)\b"
    r"|-free\b",
    re.IGNORECASE,
)
"""Words that turn a metric round, or leave it open: "errors caught", "cost saved", "error budget left"."""


@lru_cache(maxsize=1_024)
def direction(metric: str) -> int:
    """1 where more is better, -1 where less is, 0 where the name does not say or says both."""
    if TURNED.search(metric):
        return 0
    return bool(HIGHER.search(metric)) - bool(LOWER.search(metric))
