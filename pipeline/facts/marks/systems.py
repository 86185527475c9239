"""Marks of systems: what fails, what handles it, by which means, and how one finds out."""

from __future__ import annotations

from pipeline.facts.marks.pattern import any_of, both_of

_FAILURE = (
    r"\b(?:fail(?:s|ed|ing|ure|ures|over)?|time-?outs?|timed out|times out|timing out|"
    r"crash(?:es|ed)?|outages?|down(?:time)?|errors?|race|races|duplicat\w+|double|lost|loss|"
    r"leak\w*|corrupt\w*|partition\w*|deadlock\w*|"
    r"stale|overload\w*|exhaust\w*|throttl\w*|reject\w*|retr(?:y|ies|ied|ying)|conflict\w*|"
    r"inconsisten\w*|unavailab\w*|spike\w*|thunder\w*|hot ?(?:key|spot)s?|backpressure|lag\w*|"
    r"stall(?:s|ed|ing)?|loses|losing|unreachable|falls? behind|malformed|"
    r"flak\w*|broke|broken|break(?:s|ing)?|bug\w*|wrong(?:ly)?|miss(?:ed|ing)|drop(?:s|ped|"
    r"ping)?|OOM|out of memory|stuck|hang(?:s|ing)?|hung|starv(?:e|es|ed|ing)|split-?brain|poison\w*)\b"
)
_HANDLING = (
    r"\b(?:retr(?:y|ies|ied)|back-?off|fall(?:s|ing)?[ -]?back|circuit[ -]?breakers?|dead[ -]?letter\w*|"
    r"DLQs?|idempoten\w*|fail-?over|fails? (?:open|closed)|rollback|roll(?:s|ed)? back|compensat\w*|"
    r"time-?outs?|replay\w*|promot(?:e|es|ed|ion)|re-?elect\w*|quorum|degrad\w*|shed(?:s|ding)?|"
    r"queue[sd]?|buffer\w*|lock(?:s|ed|ing)?|de-?dup\w*|unique (?:key|constraint|index)|transaction\w*|"
    r"optimistic|pessimistic|rate[ -]?limit\w*|throttl\w*|alert\w*|paged|on-?call|restart\w*|restor\w*|"
    r"recover\w*|reconcil\w*|re-?queue\w*|drain\w*|expire[sd]?|expir\w+|invalidat\w*|reject(?:s|"
    r"ed)?|validat\w*|checksum\w*|snapshot\w*|replica\w*|health ?checks?|bulkhead\w*|jitter|"
    r"back-?pressure|fencing|fail(?:s|ing)? fast|salt(?:s|ed|ing)?|self-?heal\w*|hinted handoff|"
    r"keeps? (?:serving|working|running|accepting)|continues? (?:to (?:serve|work|run|accept)|serving|working|running)|"
    r"unaffected|skip(?:s|ped)|discard(?:s|ed)|released?|releases|cleared|resum(?:e|es|ed|ing)|rebuil(?:d|ds|t|ding)|"
    r"redeliver\w*|catch(?:es)? up)\b"
)
failure = any_of(_FAILURE)
handling = any_of(_HANDLING)
survived = both_of(_FAILURE, _HANDLING)
edge = any_of(
    r"\b(?:edge[ -]?cases?|race|races|concurren\w+|duplicat\w+|idempoten\w+|expir\w+|collision\w*|"
    r"conflict\w*|time-?zones?|retries|retry|partial\w*|offline|out of order|re-?order\w*|null|"
    r"empty|overflow\w*|stale|double|limit\w*|boundary (?:cases?|values?|conditions?)|twice|cancel\w*|"
    r"time-?out\w*|rollback|corrupt\w*|missing|invalid)\b",
)
mechanism = any_of(
    r"\b(?:using|via|through|with (?:a|an|the)|by [a-z]+ing|based on|on top of|backed by|implemented|"
    r"built|added|replaced|moved|introduced|split|wrote|converted|migrated|created|cached?|"
    r"index\w*|shard\w*|partition\w*|queue\w*|async\w*|batch\w*|event-?driven|pool\w*|lock\w*|"
    r"stream\w*|pipeline|middleware|schema|cron|webhook\w*|worker\w*|token\w*|hash\w*|cursor|"
    r"lease\w*|replica\w*|broker|proxy|gateway|trigger\w*|snapshot\w*|wrapper|library|module|"
    r"state machine|feature flags?|instrument\w*|version(?:ed|ing)|append-only|immutable|isolat\w+|"
    r"sandbox\w*|auto-?scal\w*|embed\w*|fine-?tun\w*|compress\w*|dedup\w*|encrypt\w*|throttl\w*|"
    r"validat\w*|configur\w*|deployed|refactor\w*|re-?architect\w*|set up|coalesc\w*|container\w*|"
    r"cluster\w*|parallel\w*|backfill\w*|canary|restor\w*|simplif\w+|switched|extracted|normali[sz]\w+|"
    r"tuned|rewr(?:ote|itten)|enforc\w+|wrapped|inject\w+|delegat\w+|adapters?|decoupl\w+|fixture\w*|"
    r"factor(?:y|ies)|polling|regenerat\w*|truncat\w*|chunk\w*|interface contracts?|checklists?|"
    r"unique|constraints?|replay\w*|recalculat\w*|script(?:s|ed)?|in (?:the )?shadow)\b",
)
tool = any_of(
    r"\b(?:EXPLAIN|flame ?graph\w*|profil\w+|trac(?:e|es|ing)|log(?:s|ged|ging)?|metric\w*|"
    r"dashboard\w*|APM|debugg\w*|strace|perf|tcpdump|wireshark|git bisect|bisect\w*|load[ -]?test\w*|"
    r"k6|jmeter|benchmark\w*|reproduc\w*|instrument\w*|New Relic|Datadog|Grafana|Prometheus|"
    r"Jaeger|Sentry|query plans?|audit\w*|interview(?:ed|ing)|interviews? with|survey\w*|root cause|"
    r"post-?mortem|five whys|heap dump|experiment\w*|analy[sz]ed?|investigat\w*|measured|looked at|pulled up|"
    r"recordings?|mapped|modell?ed|categori[sz]ed|spreadsheet|timeline|sampled|replayed|checked|traced|observed|"
    r"diagnos(?:ed|is|tics?)|(?:tests?|testing|trials?) (?:showed|revealed|exposed|confirmed|proved))\b",
)
detection = any_of(
    r"\b(?:detect\w*|alert\w*|monitor\w*|health ?checks?|heartbeat\w*|metric\w*|alarm\w*|paged|on-?call|"
    r"dashboard|notice[sd]?|probe[sd]?|watch\w*|lag)\b"
)
watched = any_of(
    r"\b(?:detect\w*|alert\w*|monitor\w*|health ?checks?|heartbeat\w*|metric\w*|alarm\w*|paged|on-?call|"
    r"dashboard|notice[sd]?|probe[sd]?|watch\w*|lag)\b",
    r"\b(?:hit|miss|error|failure|success|rejection|abort|timeout|reuse|retry|loss)[ -]?(?:rates?|ratios?)\b",
    r"\b(?:latency|latencies|throughput|saturation|utili[sz]ation|queue (?:depth|length|size)|p(?:50|90|95|99|999))\b",
    r"\b(?:response times?|time since|age of the (?:oldest|newest)|requests? (?:per|a) second|QPS|RPS|"
    r"(?:CPU|memory|disk) (?:use|usage|load|pressure))\b",
)
"""What a system shows of itself: a metric counts as watched where it is named as one."""
blast = any_of(
    r"\b(?:blast radius|affect\w*|impact\w*|all (?:users|tenants|requests|writes|reads|traffic|"
    r"customers)|only (?:the|one|new|users|reads|writes|this|that)|users? (?:see|get|cannot|"
    r"can't|lose|experience|on)|no new|degrad\w*|unaffected|isolated|partial\w*|scope|region|"
    r"tenants?|percent|%|critical|severe|minor|major|low|medium|high|unavailab\w*|down|lost|"
    r"cannot|still work\w*)\b"
)
testable = any_of(
    r"\b(?:must|shall|should|can|cannot|may|will|returns?|accepts?|rejects?|supports?|allows?|"
    r"lets?|receives?|sends?|creates?|updates?|deletes?|lists?|stores?|search(?:es)?|view(?:s)?|"
    r"notif(?:y|ies)|generat\w+|redirect\w*|upload\w*|download\w*|submit\w*|track\w*|match(?:es)?|"
    r"cancel\w*|rates?|pays?|schedul\w*|retriev\w*|delet\w+|edit\w*|shorten\w*|expir\w*|limit\w*|"
    r"deliver\w*|provid\w+|enforc\w+|detect\w*|log(?:s)?|handl\w+|configur\w+|process(?:es)?|"
    r"route(?:s)?|filter\w*|display\w*|export\w*|ingest\w*|query|monitor\w*|aggregat\w*)\b"
)
condition = any_of(
    r"\b(?:when|if|unless|within|after|before|until|at least|at most|up to|per|once|only|without|"
    r"even|under|exactly|every|each|up-?to|where|while|by)\b",
    r"\d",
    r"[≤≥<>]",
)
artefact = any_of(
    r"\bhttps?://",
    r"\]\(",
    r"\b(?:ADR|RFC|dashboard|repository|runbook|post-?mortem|pull request|commit|report|paper|"
    r"docs?|documentation|slides?|video|demo|screenshot\w*|appendix|recording|test suite)\b",
)
obstacle = any_of(
    r"\btoo (?!much of)\w+",
    r"\b(?:drift\w*|invalidat\w*|mismatch\w*|quirks?|bottlenecks?|clash\w*|restrict\w*|unpredictab\w*|"
    r"unreliab\w*|noisy|ambigu\w*|overfit\w*|hallucinat\w*|abuse|spam|block(?:s|ed|ing)|diverg\w*|"
    r"tangled|brittle|unreachable|explod\w*|CORS|N\+1|(?:full[- ]?table|sequential|seq) scans?)\b",
    r"\b(?:did|does|do|was|were|is|would|could|will)(?: not|n't) (?:work|load|fit|scale|match|"
    r"know|support|enough|handle|show|render|possible|catch|survive|be )",
)
migration = any_of(
    r"\b(?:migrat\w+|dual[ -]?writ\w+|double[ -]?writ\w+|back-?fill\w*|cut(?:s|ting)? ?-?over|strangler|"
    r"shadow (?:traffic|reads?|mode)|phased?[ -](?:in|out)|blue[ /-]green|canary|re-?shard\w*|"
    r"decommission\w*|zero[ -]downtime)\b",
    r"\bin (?:the )?shadow of\b|\b(?:the|a) way back\b|\broll(?:ed|s|ing)? (?:out|back) (?:to|in|by|gradually)\b",
    r"\b\d+ (?:%|percent|of \d+|more)[^.;\n]{0,40}\b(?:switch(?:es|ed)?|moves?|moved|each (?:day|week|month))\b",
    r"\b(?:moves?|moving|switch(?:es|ing)?|upgrades?|transitions?|evolves?|graduates?|splits?) "
    r"(?!(?:the |a |our |its )?(?:target|goal|deadline|date|bar|limit|budget)s?\b)"
    r"(?:\w+ ){0,4}(?:to|from|into|onto|over)\b",
)
reversal = any_of(
    r"\b(?:way back|roll(?:s|ed|ing)?[ -]?back|revert\w*|undo(?:es|ne)?|back(?:s|ed|ing)? out|fail(?:s|ed|ing)? back|"
    r"switch(?:es|ed|ing)? back|(?:can|could|may) be (?:undone|reversed)|reversible)\b",
    r"\b(?:old|previous|first) \w{1,20} (?:\w{1,20} ){0,2}(?:stays?|remains?|(?:is|are) kept|runs on)\b",
)
"""How a step is taken back."""
