"""Marks of measurement: bounds, periods, methods, sums, changes."""

from __future__ import annotations

from pipeline.facts.marks.pattern import any_of

method = any_of(
    r"\bmeasured\b",
    r"\bload[ -]?test\w*",
    r"\bbenchmark\w*",
    r"\bprofil(?:er|ed|ing)\b",
    r"\b(?:k6|jmeter|locust|gatling|wrk|vegeta|artillery|hyperfine|pgbench|sysbench|prometheus|"
    r"grafana|datadog|new relic|jaeger|sentry|honeycomb|cloudwatch|lighthouse|flame ?graphs?|"
    r"EXPLAIN|pg_stat\w*|APM|tracing|perf|cprofile|py-spy|pytest|junit|jest|vitest|playwright|cypress|"
    r"checkstyle|callgrind|valgrind|/usr/bin/time)\b",
    r"\b(?:from|per|according to|(?:found|seen|counted) in) (?:the |our |its )?(?:\w+ )?(?:dashboards?|logs)\b",
    r"\b(?:access|server|query|slow|request|audit|event|CI) logs?\b",
    r"\blogs? (?:of|show(?:s|ed)?|over|for)\b",
    r"\bcompar(?:ed|ing|ison)\b",
    r"\bcalculated\b",
    r"\bexcluding\b",
    r"\bsurvey\w*",
    r"\bA/B\b",
    r"\bexperiment\w*",
    r"\bsampl(?:e|ed|es|ing)\b",
    r"\b(?:median|average|mean) of\b",
    r"\bn ?= ?\d",
    r"\bruns\b",
    r"\baudit\w*",
    r"\bsynthetic\b",
    r"\bsource\s*:",
    r"\b(?:for|in) (?:the |this |our )?evaluation\b|\bevaluated (?:on|with|against|over|across)\b|\bground truth\b",
    r"\b(?:checked|verified|recorded) (?:whether|that|against|by|with|live|via)\b",
    r"\blabel+ed (?:cases|data ?sets?|sets?)\b",
    r"\bdrills?\b|\bchaos (?:suites?|tests?|runs?)\b|\bfault injection\b",
    r"\bunder (?:live |real |full |production )?(?:traffic|load)\b",
    r"\bwith \d[\d,]{0,8} (?:concurrent )?(?:clients?|users|VUs?|threads|connections|workers)\b",
)
period = any_of(
    r"\b(?:over|during|for|within|in|across|after|per|each|every|last|past|first|a)\s+(?:the\s+)?(?:(?:past|"
    r"last|first|next|full|same)\s+)?(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|twelve|several|peak)?[ -]?(?:second|minute|hour|day|week|month|quarter|year|"
    r"sprint|run|deploy|request|release)s?\b",
    r"\b(?:Q[1-4]|H[12])\b",
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b",
    r"\b20\d\d\b",
    r"\b\d+[- ](?:day|week|month|year|hour|minute)s?\b",
    r"\b(?:daily|weekly|monthly|quarterly|yearly|annual(?:ly)?)\b",
    r"\bpost-(?:launch|implementation|migration|release)\b",
    r"/(?:s|sec|min|h|hr|day|week|mo|month|yr|year)\b",
    r"\bblack friday\b",
    r"\b\d[\d,]{0,8} (?:out )?of (?:the )?\d|\bn ?= ?\d",
)
"""Over which time, or of how many."""
_FIGURE = (
    r"(?=[^.;|\n]{0,30}?(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|zero|none|once|twice)\b|"
    r"\ba (?:second|minute|hour|day|week|month|third|quarter|tenth|hundred|thousand|million)))"
)
bound = any_of(
    r"[<>≤≥]\s?[$€£]?\d",
    rf"\b(?:under|below|less than|at most|within|no more than|up to|at least|more than|over|above|minimum|maximum|max|"
    rf"target){_FIGURE}",
    r"\d[^.;|\n]{0,20}\b(?:minimum|maximum|max|target|at most|at least|or (?:less|fewer|more|better))\b",
    r"\bsub-?\d",
)
"""A limit that can be missed: "over HTTPS" and "under its own domain" set none."""
percentile = any_of(
    r"\bp(?:50|75|90|95|99|99\.9|999)\b", r"\b(?:9[059]|99\.9)(?:th)? percentile\b", r"\btail latency\b", r"\bmedian\b"
)
money = any_of(r"[$€£₹¥]\s?\d", r"\b\d[\d.,]{0,15}\s?[kKmM]?\s?(?:USD|EUR|dollars|euros)\b")
trigger = any_of(
    r"\b(?:when|at|above|beyond|once|after|exceed\w*|threshold|until|reach\w*|if)\b.{0,60}\d",
    r"\d.{0,40}\b(?:threshold|limit|ceiling|exceed\w*)\b",
    r"[<>≥≤]\s?\d",
)
calculation = any_of(
    r"\d[^=≈\n]{0,60}(?:[×*÷]|\bx\b|\\times|\\div|(?<=\s)/(?=\s))[^=≈\n]{0,60}(?:=|≈|\\approx|"
    r"->|→)[^=\n]{0,30}\d",
    r"\d[\d,.]{0,15}\s?\w{0,12}(?: [a-z]{1,12}){0,4} (?:[×*÷]|x) [$~≈]?\d",
    r"\d\s?\w{0,8}/(?:s|sec|second|day|month|hour)\b[^\n]{0,30}[×*x] ?\d",
    r"\d[^=\n]{1,40} = [~$≈]?\d",
    r"\d[^\n]{0,40}\b(?:divided by|multiplied by|times)\b[^\n]{0,30}\d",
)
peak = any_of(
    r"\b(?:peaks?|peaking|bursts?|spikes?|surges?|rush hour|worst case|headroom)\b",
    r"\b\d{1,3}(?:\.\d)?\s?[x×] (?:the )?(?:average|avg|normal|mean)\b",
)
growth = any_of(
    r"\b\d[\d.,]{0,15}\s?(?:k|m|b|million|billion|thousand)?\+?\s?(?:users?|DAU|MAU|QPS|RPS|"
    r"TPS|req\w*|tenants?|connections?|orders?|studies|repositories|repos|events?|messages?|customers?|sellers?|devices|"
    r"sessions|jobs|records|rows|documents|sites|patients|students|members|bookings|payments|"
    r"transactions|videos|uploads|notifications)\b"
)
relative = any_of(
    r"\b(?:down|up|by|reduc\w+|cut|drop\w*|fell|rose|grew|increas\w*|decreas\w*|improv\w*|shrank|"
    r"sav(?:ed|ing|ings|es)|halv\w+|doubl\w+)\b[^.\n]{0,30}\d\s?(?:%|x\b|×|percent\b|times\b)",
    r"\d\s?(?:%|x\b|×|percent\b|times\b) \(?(?:\w+ )?(?:reduction|drop|increase|improvement|faster|"
    r"slower|fewer|less|more|lower|higher|decrease|cut|cheaper|saving|savings)\b",
)
latency = any_of(
    r"\blatenc(?:y|ies)\b",
    r"\bresponse times?\b",
    r"\b(?:load|loading|render|startup|query) times?\b",
    r"\b\d[\d.,]{0,15}\s?ms\b",
    r"\bmilliseconds?\b",
)
spread = any_of(
    r"±|\+/-",
    r"(?<![\d.,-])\d{1,6}(?:[.,]\d{1,3})?\s?(?:%|ms|s)?\s?(?:–|-)\s?\d{1,6}(?:[.,]\d{1,3})?(?![\d-])(?!\s?-(?:fold|time)\b)",
    r"\bbetween\s+[$€£]?\d[^.;\n]{0,30}\band\s+[$€£]?\d",
    r"\bn ?= ?\d",
    r"\b(?:confidence|interval|median|average|mean|percentiles?|deviation|variance|p(?:50|90|95|99)|best of|worst of|"
    r"sample size|range[sd]?)\b",
    r"\b(?:\d[\d,]{0,8}|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundreds? of|thousands? of) "
    r"(?:\w+ )?(?:runs|samples|measurements|trials|repetitions|replays|experiments|rounds|iterations|executions|"
    r"deploy(?:s|ments))\b",
    r"\b(?:over|across) \d[\d,]{0,8} [a-z]+\b",
)
"""How far a figure varies, or over how many cases it was taken."""
