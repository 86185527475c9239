"""What a figure is a figure of, by the words around it: its metric, its statistic, and the words that narrow it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pipeline.facts.pattern import Caseless, pattern
from pipeline.facts.stems import stem

METRICS: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = MappingProxyType(
    {
        "percent": (
            ("availability", pattern(r"\b(?:availability|uptime)\b", re.IGNORECASE)),
            ("hit rate", pattern(r"\b(?:cache )?hit[- ](?:rate|ratio)\b", re.IGNORECASE)),
        ),
        "time": (
            ("latency", pattern(r"\b(?:latency|latencies|response times?)\b", re.IGNORECASE)),
            ("RTO", pattern(r"\bRTO\b")),
            ("RPO", pattern(r"\bRPO\b")),
            ("hot retention", pattern(r"\bretention\b.{0,40}\bhot\b|\bhot (?:data|storage)\b", re.IGNORECASE)),
            ("warm retention", pattern(r"\bretention\b.{0,40}\bwarm\b|\bwarm (?:data|storage)\b", re.IGNORECASE)),
            ("cold retention", pattern(r"\bretention\b.{0,40}\bcold\b|\bcold (?:data|storage)\b", re.IGNORECASE)),
        ),
        "count": (
            ("daily users", pattern(r"\b(?:DAU|daily active users?)\b", re.IGNORECASE)),
            ("monthly users", pattern(r"\b(?:MAU|monthly active users?)\b", re.IGNORECASE)),
            ("concurrent connections", pattern(r"\bconcurrent\b.{0,30}\bconnections?\b", re.IGNORECASE)),
            ("concurrent connections", pattern(r"\bconnections?\b.{0,30}\bconcurrent\b", re.IGNORECASE)),
            ("concurrent users", pattern(r"\bconcurrent users?\b", re.IGNORECASE)),
        ),
    }
)
"""Per dimension of an amount: what a system has one of, and how it is called."""
OTHERWISE = Caseless(
    r"\b(?:if|when|unless|until|would|could|might|may|examples?|e\.g|instead|stages?|phases?|mvp|day \d|years? \d|v\d"
    r"|growth|future|later|options?|alternatives?|alternatively|vs|versus|compar\w+|before|after|was|were|previous\w*|old"
    r"|per|each|every|single|one|other|another|assum\w+|suppose|alerts?|alarms?|thresholds?|warn\w*|critical|bursts?"
    r"|scenarios?|failures?|incidents?|outages?|spikes?|extra|additional|reduc\w+|increas\w+|improv\w+|beyond|exceed\w*"
    r"|reconsider|migrat\w+|now|today|current\w*|hyper|costs?|dropp?\w*|first|initial\w*|starts?|then|limit\w*|los[st]\w*"
    r"|tests?|tested|benchmark\w*|pitfalls?|trade-?offs?|decisions?|provider|default|max(?:imum)?|min(?:imum)?|quotas?|tiers?|plans?"
    r"|free|pro|premium|enterprise|replicas?|shards?|servers?|nodes?|regions?|between|within|except|only|not|no|never"
    r"|choices?|considered|comparison|bottlenecks?|lessons?|interview|questions?|budget|(?<!in )short|long|small"
    r"|large|some|internal\w*|external\w*|real|industry|typical\w*|usual\w*|others?|like|such|degraded|worst|best|ideal\w*)\b"
    r"|→|->|×|÷|\*|=|\d ?x\b"
)
"""Words by which a figure is of a part, a time or a case of its own, or no claim at all."""
_GENERAL = """
detailed component diagram flow structure topology layout technical wrap tip scaling strategy deep dive chapter part
steady state cluster reference result production readiness commitment feature advanced
a an the of to in on at with by as from for and or is are be this that it its our we all must should will shall
under over above below about around roughly approximately approx up least most than less more while functional non
nonfunctional requirement goal target scale estimate estimation capacity metric key problem statement core
challenge overview summary performance reliability scalability success measure objective slo sla nfr traffic
quality attribute constraint number quick math back envelope value amount parameter figure figures order magnitude
level system platform design architecture introduction background context scope document user throughput rate
qps rps tps ingestion ingest total percentage time end handle support serve sustain maintain maintaining provide
deliver delivering achieve require keep keeping stay remain storing store expected reasonable latency response
availability uptime online service level agreement
"""
GENERAL = frozenset(_GENERAL.split())
"""Words that do not narrow what a figure is of, in the singular."""
PEAK = pattern(r"\bpeaks?\b", re.IGNORECASE)
MEAN = pattern(r"\b(?:avg|average|mean|sustained)\b", re.IGNORECASE)
MEASURED = pattern(r"\b(?:measured|actual\w*|achieved|observed|results?|reached|benchmark\w*)\b", re.IGNORECASE)
_PHRASE = pattern(r"\bhigh[- ](?=level|availab|throughput)|\bin short\b", re.IGNORECASE)
_WORD = pattern(r"[^\W\d_]{2,40}")


def words(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the words that narrow a figure."""
    found = (word.casefold() for text in texts for word in _WORD.findall(_PHRASE.sub(" ", text)))
    return frozenset(stem(word) for word in found if not {word, word.removesuffix("s"), stem(word)} & GENERAL)
