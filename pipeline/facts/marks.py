"""Marks of reasoning in a sentence, a bullet or a table row: a reason, a cost, a figure …

A mark is a small pattern over plain text, named after what it shows. Rubrics ask for marks by
name, alone or together ("reason+number" in the same unit), so that levels rest on relations and
not on single words. Patterns are linear and bounded; each has cases that must and must not fire.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipeline.facts.quantities import has_number, pairs

Mark = Callable[[str], bool]


def _any(*alternatives: str) -> Mark:
    pattern = re.compile("|".join(alternatives), re.IGNORECASE)
    return lambda text: pattern.search(text) is not None


def _pair(text: str) -> bool:
    return next(pairs(text), None) is not None


reason = _any(
    r"\bbecause\b",
    r"\bsince (?:we|it|the|they|our|each|every|all|most|this|that|no|reads?|writes?|users?)\b",
    r"\bdue to\b",
    r"\bso that\b",
    r"\bso (?:we|it|the|they|that|a|an|each|every|no|users?|clients?|reads?|writes?)\b",
    r"\b(?:in order )?to (?:avoid|prevent|reduce|keep|ensure|allow|enable|guarantee|protect|isolate|handle|survive|absorb|limit|minimi[sz]e|cut|stop|eliminate|support|meet|bound|decouple|save|preserve)\b",
    r"\bfor (?:lower|low|higher|high|better|faster|cost|strong|ACID|its|simpler|predictable|data|the sake|durab|consisten|ordering|throughput|latency|isolation|familiarity|horizontal)",
    r"\bwhich (?:lets|means|gives|allows|makes|keeps|avoids|prevents|removes|guarantees|ensures|reduces|enables)\b",
    r"\b(?:needs?|needed|requires?|required|must|has to|have to) ",
    r"\b(?:reason|rationale|why|justification)\b\s*:",
    r"^why (?!not\b)",
    r"\bgives? us\b",
    r"\b(?:this|it|that|they|these) (?:also |then |directly )?(?:keeps?|makes?|means?|gives?|removes?|cent(?:er|re)s?|isolat(?:es?)|simplif(?:y|ies)|separates?|guards?|protects?|prevents?|stops?|eliminates?|centrali[sz]es?)\b",
    r"\bmakes? (?:\w+ )?sense\b|\bfavou?r(?:s|ed)\b|\bjustif(?:y|ies|ied)\b",
    r"\bthe (?:root cause|reason|goal|point|insight|deciding factor) (?:was|is)\b",
    r"\blets? us\b",
    r"\ballow(?:s|ing|ed)\b",
    r"\benabl(?:es|ing|ed)\b",
    r"\bensur(?:es|ing|ed)\b",
    r"\bguarantee(?:s|d|ing)?\b",
    r"\bprevent(?:s|ed|ing)?\b",
    r"\bavoid(?:s|ed|ing)?\b",
    r"\breduc(?:es|ed|ing)\b",
    r"\bthus\b|\btherefore\b|\bhence\b|\bas a result\b",
    r"\bACID\b",
    r"\bwithout (?:the |a |any )?(?:need|cost|risk|over|block|lock|wait|down)",
)
alternative = _any(
    r"\binstead of\b",
    r"\brather than\b",
    r"\bover (?:the )?[A-Z][\w.+-]+",
    r"\b(?:vs\.?|versus)\s",
    r"\bconsidered\b",
    r"\brejected\b",
    r"\bruled out\b",
    r"\bdecided against\b",
    r"\balternative(?:ly)?\b",
    r"\balternatives\s*(?:[:.(|]|considered|rejected|were|are|such|like|includ)",
    r"\bcompared (?:to|with|against)\b",
    r"\b(?:option|approach|candidate|strategy|choice)s? (?:[A-D1-5]\b|one\b|two\b|three\b)",
    r"\bcould have\b",
    r"\b(?:first|also|initially|even) tried\b",
    r"\bother options?\b",
    r"\bunlike\b",
    r"\bevaluated\b",
    r"\bweighed\b",
    r"\bswitch(?:ed|ing)? (?:from|to)\b",
    r"\bas opposed to\b",
    r"\b(?:pros|cons)\b",
)
choice = _any(
    r"\bcho(?:se|sen|ose|oses|osing)\b",
    r"\bselect(?:ed|s)?\b",
    r"\bpick(?:ed|s)?\b",
    r"\bwent with\b",
    r"\bopted\b",
    r"\bdecided (?:to|on)\b",
    r"\bdecision\b",
    r"\badopt(?:ed|s)?\b",
    r"\bprefer(?:red|s)?\b",
    r"\bsettled on\b",
    r"\b(?:moved to|stayed (?:on|with)|kept|proposed|replaced)\b",
    r"\binstead of\b",
    r"\brather than\b",
    r"\bover (?:the )?[A-Z][\w.+-]+",
    r"\b(?:vs\.?|versus)\s",
    r"\bwe use\b|\bwe used\b|\buses?\b",
)
cost = _any(
    r"\btrade-?\s?off\b(?! (?:analys|discussion|matri))",
    r"\btrade-?\s?offs\s*(?:[:.(|]|are\b|were\b|we\b|accepted|includ|made|of\b)",
    r"\btrad(?:e|es|ed|ing) (?:off )?(?:\w+ ){1,3}for\b",
    r"\bat the (?:cost|expense|price) of\b",
    r"\b(?:we|I) accept\b|(?<!202 )\baccepted\b|\baccepting\b|\bacceptable\b",
    r"\baccepts? (?:that|some|higher|lower|more|stale|eventual)\b",
    r"\bdespite\b",
    r"\bdownsides?\b",
    r"\bdrawbacks?\b",
    r"\bdisadvantages?\b",
    r"\bin exchange\b",
    r"\bsacrific",
    r"\bgive(?:s|n)? up\b|\bgave up\b",
    r"\block-?in\b",
    r"\b(?:slower|costlier|harder|more expensive|more complex|heavier|riskier|stale|staleness)\b",
    r"\b(?:adds?|added|extra|more|higher|increased|additional|some|operational) (?:\w+ ){0,2}(?:complexity|latency|cost|costs|overhead|memory|storage|work|burden|risk|effort|hops?|maintenance|writes?)\b",
    r"\bthe (?:price|catch|cost|limit(?:ation)?|risk) (?:is|was)\b",
    r"\bcons?\b\s*:",
    r"\blower (?:\w+ )?(?:quality|accuracy|throughput|availability|precision|ceiling)\b",
    r"\bwe (?:lose|lost|pay|paid)\b",
    r"\bloses?\b",
    r"\bcosts? (?:us|an?|the|one|two|more|\d|about|around)\b",
    r"\bat the risk of\b",
    r"\bonly works?\b",
    r"\bdoes(?: not|n't) (?:support|scale|handle|cover|work)\b",
    r"\beventual(?:ly)? consisten",
    r"\bmay (?:miss|lose|drop|lag|delay|be stale|duplicate)\b",
    r"\bcompromis",
    r"\bpenalty\b",
    r"\b(?:but|although|though|however)[ ,].{0,60}\b(?:slow|cost|complex|expens|latenc|limit|hard|manual|risk|stale|delay|memory|lose|loss|overhead|less|no longer|cannot|can't|not)\w*",
)
consequence = _any(
    r"\b(?:los(?:t|e|es|s|ses|ing)|revenue|churn(?:ed)?|abandon\w*|complain\w*|refund\w*|penalt\w+|fines?|SLA|outages?|downtime|support (?:tickets?|load)|deadline|contract|deals?|compliance|audit|market|margin|conversion|customers?|retention|trust|budget|costs?|wasted|manual(?:ly)?|hours? (?:a|per)|on-?call|paged?|incidents?)\b",
)
persona = _any(
    r"\b(?:users?|customers?|clients?|sellers?|buyers?|developers?|engineers?|students?|teachers?|patients?|doctors?|nurses?|drivers?|riders?|passengers?|merchants?|shoppers?|operators?|admins?|administrators?|maintainers?|authors?|reviewers?|readers?|teams?|analysts?|researchers?|managers?|agents?|employees|staff|players?|learners?|parents?|tenants?|businesses|companies|owners?|people|farmers?|citizens?|citizen|communit(?:y|ies)|candidates?|recruiters?|responders?|guests?|hosts?|viewers?|creators?|publishers?|advertisers?|organi[sz]ations?|stakeholders?|volunteers?|members?|captains?|neighbou?rs?|residents?|librarians?|clerks?|couriers?|dispatchers?|accountants?|musicians?|gamers?|travell?ers?|commuters?|founders?|freelancers?|landlords?|caregivers?|clinicians?|pharmacists?|cashiers?|children|famil(?:y|ies)|subscribers?|professors?|lecturers?|tutors?|mentors?|athletes?|runners?|chefs?|donors?|voters?|technicians?|testers?|beginners?|newcomers?|moderators?|photographers?|writers?|editors?|lawyers?|investors?|traders?|treasurers?|individuals?|professionals?|anyone|everyone|startups?|schools?|hospitals?|clinics?|shops?|restaurants?|universit(?:y|ies)|CTO|CEO|CFO|VP|directors?|product (?:owner|manager))\b",
)
pain = _any(
    r"\b(?:lose|loses|losing|lost|waste[sd]?|wasting|fail(?:s|ed|ing|ure|ures)?|wait(?:s|ed|ing)?|struggl\w+|cannot|can't|could not|couldn't|unable|never|no way|slow|late|manual(?:ly)?|error-?prone|miss(?:es|ed|ing)?|broken|break(?:s|ing)?|confus\w+|frustrat\w+|expensive|duplicate[sd]?|hard to|difficult|delay(?:s|ed)?|oversell|forget|forgot|without|risk(?:s|y)?|leak(?:s|ed)?|pain\w*|problem|outdated|scattered|fragmented|inconsisten\w+|stale|unsafe|insecure|vulnerab\w+|downtime|outage|time-?consuming|tedious|overwhelm\w+|distract\w+)\b",
)
failure = _any(
    r"\b(?:fail(?:s|ed|ing|ure|ures|over)?|time-?outs?|timed out|crash(?:es|ed)?|outages?|down(?:time)?|errors?|race|races|duplicat\w+|double|lost|loss|leak\w*|corrupt\w*|partition\w*|deadlock\w*|stale|overload\w*|exhaust\w*|throttl\w*|reject\w*|retr(?:y|ies|ied|ying)|conflict\w*|inconsisten\w*|unavailab\w*|spike\w*|thunder\w*|hot ?(?:key|spot)s?|backpressure|lag\w*|flak\w*|broke|broken|break(?:s|ing)?|bug\w*|wrong(?:ly)?|miss(?:ed|ing)|drop(?:s|ped|ping)?|OOM|out of memory|stuck|hang(?:s|ing)?|hung|split-?brain|poison\w*)\b",
)
handling = _any(
    r"\b(?:retr(?:y|ies|ied)|back-?off|fall(?:s|ing)?[ -]?back|circuit[ -]?breakers?|dead[ -]?letter\w*|DLQs?|idempoten\w*|fail-?over|fails? (?:open|closed)|rollback|roll(?:s|ed)? back|compensat\w*|time-?outs?|replay\w*|promot(?:e|es|ed|ion)|re-?elect\w*|quorum|degrad\w*|shed(?:s|ding)?|queue[sd]?|buffer\w*|lock(?:s|ed|ing)?|de-?dup\w*|unique (?:key|constraint|index)|transaction\w*|optimistic|pessimistic|rate[ -]?limit\w*|throttl\w*|alert\w*|page[sd]?|restart\w*|restor\w*|recover\w*|reconcil\w*|re-?queue\w*|drain\w*|expire[sd]?|expir\w+|invalidat\w*|reject(?:s|ed)?|validat\w*|checksum\w*|snapshot\w*|replica\w*|health ?checks?|bulkhead\w*|jitter|back-?pressure|fencing|fail(?:s|ing)? fast|salt(?:s|ed|ing)?|self-?heal\w*|hinted handoff)\b",
)
edge = _any(
    r"\b(?:edge[ -]?cases?|race|races|concurren\w+|duplicat\w+|idempoten\w+|expir\w+|collision\w*|conflict\w*|time-?zones?|retries|retry|partial\w*|offline|out of order|re-?order\w*|null|empty|overflow\w*|stale|double|limit\w*|boundary|twice|cancel\w*|time-?out\w*|rollback|corrupt\w*|missing|invalid)\b",
)
method = _any(
    r"\bmeasured\b",
    r"\bload[ -]?test\w*",
    r"\bbenchmark\w*",
    r"\bprofil(?:er|ed|ing)\b",
    r"\b(?:k6|jmeter|locust|gatling|wrk|vegeta|artillery|hyperfine|pgbench|sysbench|prometheus|grafana|datadog|new relic|jaeger|sentry|honeycomb|cloudwatch|lighthouse|flame ?graphs?|EXPLAIN|pg_stat\w*|APM|dashboards?|tracing|perf|cprofile|py-spy|pytest|callgrind|/usr/bin/time|logs?)\b",
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
)
period = _any(
    r"\b(?:over|during|for|within|in|across|after|per|each|every|last|past|first|a)\s+(?:the\s+)?(?:(?:past|last|first|next|full|same)\s+)?(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|peak)?[ -]?(?:second|minute|hour|day|week|month|quarter|year|sprint|run|deploy|request|release)s?\b",
    r"\b(?:Q[1-4]|H[12])\b",
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b",
    r"\b20\d\d\b",
    r"\b\d+[- ](?:day|week|month|year|hour|minute)s?\b",
    r"\b(?:daily|weekly|monthly|quarterly|yearly|annual(?:ly)?)\b",
    r"\bpost-(?:launch|implementation|migration|release)\b",
    r"/(?:s|sec|min|h|hr|day|week|mo|month|yr|year)\b",
    r"\bblack friday\b",
)
bound = _any(
    r"[<>≤≥]\s?[$€£]?\d",
    r"\b(?:under|below|less than|at most|within|no more than|up to|at least|more than|over|above|minimum|maximum|max|target|sub-?\d)\b",
)
percentile = _any(
    r"\bp(?:50|75|90|95|99|99\.9|999)\b", r"\b(?:9[059]|99\.9)(?:th)? percentile\b", r"\btail latency\b", r"\bmedian\b"
)
owner = _any(r"\bI\b(?! and )", r"\bmy (?:role|responsib|task|job|team|first|own|decision)\w*", r"\bme\b")
ownership = _any(
    r"\bI (?:was |am |also |then |first |personally )?(?:responsible|led|lead|own(?:ed)?|design(?:ed)?|architect\w*|built|build|drove|drive|decided|proposed|wrote|asked|tasked|assigned|accountable|needed|had to|chose|set|defined|ran|introduced|started|replaced|created|took|looked|traced|found|convinced|rebuilt|moved|added|made|mapped|audited|interviewed|analy[sz]ed|measured|reviewed|implemented|migrated|coordinated|refactored)\b",
    r"\bmy (?:responsibilit|task|job|role|goal|mandate)\w*",
    r"\b(?:led|owned|drove|architected|designed|spearheaded|directed)\b",
    r"\bas (?:the |a )?(?:tech(?:nical)? |staff |senior |principal |lead |sole |founding )*(?:lead|engineer|architect|developer|owner|manager|cto)\b",
    r"\bresponsible for\b",
    r"\bsolo\b|\bsingle-handed\w*|\b(?:on my own|by myself)\b",
)
influence = _any(
    r"\b(?:mentor\w*|coach\w*|propos(?:ed|al)|explained|demonstrat\w*|demos?|agreed|signed off|train(?:ed|ing)\b|convinc\w*|persuad\w*|align(?:ed|ing|ment)|influenc\w*|present(?:ed|ing)|workshop\w*|design reviews?|RFCs?|ADRs?|pair(?:ed|ing)|onboard\w*|knowledge[ -]?shar\w*|adopt(?:ed|ion|ing)|roll(?:ed)?[ -]?out|buy-?in|stakeholders?|cross-?team|standard(?:s|i[sz]ed)?|guild|advocat\w*|negotiat\w*|championed|facilitat\w*|collaborat\w*|coordinat\w*|led (?:design|the|a|weekly|an)|taught|hired|delegat\w*|documented|playbooks?|runbooks?|guidelines?|champion\w*|consensus|resist\w*|push-?back|objection\w*)\b",
)
audience = _any(
    r"\b(?:team|teams|engineers?|developers?|juniors?|managers?|leadership|executives?|product|stakeholders?|QA|security|infrastructure|support|sales|design(?:ers)?|partners?|contributors?|organi[sz]ation|company|department|colleagues?|reviewers?|customers?|legal|board|vp|cto|founders?|ops|finance)\b"
)
change = _any(
    r"\bwould (?:have |not |never |also |now |rather |instead |start|add|use|choose|adopt|introduce|design|build|measure|split|move|write|invest|do|involve|set|begin|spend|keep|pick|make|test|ask|define|push|separate|replace|run|avoid|treat|ship)",
    r"\bshould have\b",
    r"\bcould have (?:been|avoided|saved|had|done|started|asked)\b",
    r"\bnext time\b",
    r"\bin hindsight\b",
    r"\bin retrospect\b",
    r"\bdifferently\b",
    r"\bI(?:'d| would)\b",
    r"\bwe'd\b",
    r"\binstead,? (?:I|we)\b",
    r"\bearlier\b",
    r"\bfrom the (?:start|beginning)\b",
    r"\bfrom day one\b",
    r"\bmistake\b",
    r"\bunderestimat\w*",
    r"\boverestimat\w*",
    r"\btoo (?:late|early|much|many|long|soon)\b",
    r"\b(?:taught|learn(?:ed|t)|lesson)\b",
    r"\breconsider\b",
)
future = _any(
    r"\b(?:will|plan(?:s|ned)? to|next|future|roadmap|v2|upcoming|apply|applies|applied since|going forward|from now on|since then|reus(?:e|ed|able)|transfer\w*|any (?:system|team|project)|whenever|when you|if you|if your|for any|before the first|applicab\w*|generali[sz]\w*)\b"
)
deferred = _any(
    r"\b(?:defer\w*|later|v2|out of scope|not (?:needed|required|planned|supported|in scope|worth|a goal|built|covered|now)|no need|postpon\w*|future|handled (?:by|elsewhere)|left to|belongs to|excluded?|beyond)\b",
    r"\bbecause\b",
    r"\bsince\b",
    r"\bonly \d",
    r"\b(?:explicitly|deliberately|intentionally|on purpose|instead)\b",
    r"\bdoes not (?:claim|include|support|try|aim)\b",
    r"\bcovers?\b",
    r"\balready\b",
)
testable = _any(
    r"\b(?:must|shall|should|can|cannot|may|will|returns?|accepts?|rejects?|supports?|allows?|lets?|receives?|sends?|creates?|updates?|deletes?|lists?|stores?|search(?:es)?|view(?:s)?|notif(?:y|ies)|generat\w+|redirect\w*|upload\w*|download\w*|submit\w*|track\w*|match(?:es)?|cancel\w*|rates?|pays?|schedul\w*|retriev\w*|delet\w+|edit\w*|shorten\w*|expir\w*|limit\w*|deliver\w*|provid\w+|enforc\w+|detect\w*|log(?:s)?|handl\w+|configur\w+|process(?:es)?|route(?:s)?|filter\w*|display\w*|export\w*|ingest\w*|query|monitor\w*|aggregat\w*)\b"
)
condition = _any(
    r"\b(?:when|if|unless|within|after|before|until|at least|at most|up to|per|once|only|without|even|under|exactly|every|each|up-?to|where|while|by)\b",
    r"\d",
    r"[≤≥<>]",
)
mechanism = _any(
    r"\b(?:using|via|through|with (?:a|an|the)|by [a-z]+ing|based on|on top of|backed by|implemented|built|added|replaced|moved|introduced|split|wrote|converted|migrated|created|cached?|index\w*|shard\w*|partition\w*|queue\w*|async\w*|batch\w*|event-?driven|pool\w*|lock\w*|stream\w*|pipeline|middleware|schema|cron|webhook\w*|worker\w*|token\w*|hash\w*|cursor|lease\w*|replica\w*|broker|proxy|gateway|trigger\w*|snapshot\w*|wrapper|library|module|state machine|feature flags?|instrument\w*|version(?:ed|ing)|append-only|immutable|isolat\w+|sandbox\w*|auto-?scal\w*|embed\w*|fine-?tun\w*|compress\w*|dedup\w*|encrypt\w*|throttl\w*|validat\w*|configur\w*|deployed|refactor\w*|re-?architect\w*|set up|coalesc\w*|container\w*|cluster\w*|parallel\w*|backfill\w*|canary|restor\w*|simplif\w+|switched|extracted|normali[sz]\w+|tuned|rewr(?:ote|itten)|enforc\w+|wrapped|inject\w+|delegat\w+|adapters?|decoupl\w+|fixture\w*|factor(?:y|ies)|polling|regenerat\w*|truncat\w*|chunk\w*|interface contracts?|checklists?|unique|constraints?|replay\w*|recalculat\w*)\b",
)
tool = _any(
    r"\b(?:EXPLAIN|flame ?graph\w*|profil\w+|trac(?:e|es|ing)|log(?:s|ged|ging)?|metric\w*|dashboard\w*|APM|debugg\w*|strace|perf|tcpdump|wireshark|git bisect|bisect\w*|load[ -]?test\w*|k6|jmeter|benchmark\w*|reproduc\w*|instrument\w*|New Relic|Datadog|Grafana|Prometheus|Jaeger|Sentry|query plans?|audit\w*|interview\w*|survey\w*|root cause|post-?mortem|five whys|heap dump|experiment\w*|analy[sz]ed?|investigat\w*|measured|looked at|pulled up|recordings?|mapped|modell?ed|categori[sz]ed|spreadsheet|timeline|sampled|replayed|checked)\b",
)
hypothesis = _any(
    r"\b(?:suspect\w*|hypothes\w*|assum\w*|ruled out|turned out|expected|at first|initially|first thought|we thought|I thought|disproved|not the|wasn't the|red herring|discarded|surpris\w+|actually|the (?:real|deeper|actual|underlying)|root cause|(?:was|were|is)(?:n't| not) (?:just|only|about))\b"
)
money = _any(r"[$€£₹¥]\s?\d", r"\b\d[\d.,]{0,15}\s?[kKmM]?\s?(?:USD|EUR|dollars|euros)\b")
gives = _any(
    r"\bhttps?://",
    r"\]\(",
    r"\b(?:ADR|RFC|dashboard|repository|runbook|post-?mortem|pull request|commit|report|paper|docs?|documentation|slides?|video|demo|screenshot\w*|appendix|recording|test suite)\b",
)
trigger = _any(
    r"\b(?:when|at|above|beyond|once|after|exceed\w*|threshold|until|reach\w*|if)\b.{0,60}\d",
    r"\d.{0,40}\b(?:threshold|limit|ceiling|exceed\w*)\b",
    r"[<>≥≤]\s?\d",
)
detection = _any(
    r"\b(?:detect\w*|alert\w*|monitor\w*|health ?checks?|heartbeat\w*|metric\w*|alarm\w*|page[sd]?|dashboard|notice[sd]?|probe[sd]?|watch\w*|lag)\b"
)
blast = _any(
    r"\b(?:blast radius|affect\w*|impact\w*|all (?:users|tenants|requests|writes|reads|traffic|customers)|only (?:the|one|new|users|reads|writes|this|that)|users? (?:see|get|cannot|can't|lose|experience|on)|no new|degrad\w*|unaffected|isolated|partial\w*|scope|region|tenants?|percent|%|critical|severe|minor|major|low|medium|high|unavailab\w*|down|lost|cannot|still work\w*)\b"
)
calculation = _any(
    r"\d[^=≈\n]{0,60}(?:[×*÷]|\bx\b|\\times|\\div|(?<=\s)/(?=\s))[^=≈\n]{0,60}(?:=|≈|\\approx|->|→)[^=\n]{0,30}\d",
    r"\d[\d,.]{0,15}\s?\w{0,12}(?: [a-z]{1,12}){0,4} (?:[×*÷]|x) [$~≈]?\d",
    r"\d\s?\w{0,8}/(?:s|sec|second|day|month|hour)\b[^\n]{0,30}[×*x] ?\d",
    r"\d[^=\n]{1,40} = [~$≈]?\d",
    r"\d[^\n]{0,40}\b(?:divided by|multiplied by|times)\b[^\n]{0,30}\d",
)
monotone = _any(
    r"\b\d[\d.,]{0,15}\s?(?:k|m|b|million|billion|thousand)?\+?\s?(?:users?|DAU|MAU|QPS|RPS|TPS|req\w*|tenants?|connections?|orders?|studies|repositories|events?|messages?)\b"
)

relative = _any(
    r"\b(?:down|up|by|reduc\w+|cut|drop\w*|fell|rose|grew|increas\w*|decreas\w*|improv\w*|shrank|sav(?:ed|ing|ings|es)|halv\w+|doubl\w+)\b[^.\n]{0,30}\d\s?(?:%|x\b|×|percent\b|times\b)",
    r"\d\s?(?:%|x\b|×|percent\b|times\b) (?:\w+ )?(?:reduction|drop|increase|improvement|faster|slower|fewer|less|more|lower|higher|decrease|cut|cheaper|saving|savings)\b",
)


def compared(text: str) -> bool:
    """A figure set against another one, or told as a change relative to the state before."""
    return _pair(text) or relative(text)


constraint = _any(
    r"\b(?:latency|throughput|consisten\w+|transaction\w*|ACID|atomic\w*|concurren\w+|isolat\w+|ordering|durab\w+|memory|bundle size|startup|cold starts?|SEO|SSR|offline|budget|cheap\w*|free tier|pricing|bandwidth|type[ -]?safe\w*|secur\w+|secrets?|privacy|compliance|GDPR|HIPAA|PCI|audit\w*|testab\w+|to test|maintain\w*|portab\w+|schema\w*|relational|joins?|queries|query|real[ -]?time|streaming|CPU|GPU|scal(?:e|es|ing)|reproducib\w+|determinis\w+|reusab\w+|boundar\w+|coupl\w+|decoupl\w*|platforms?|browser\w*|compatib\w+|vendor|lock-?in|open[ -]source|licen[cs]e\w*|deadline|migrations?|embedd\w+|hosting|convergence|failover|accuracy)\b",
)
latency = _any(
    r"\blatenc(?:y|ies)\b",
    r"\bresponse times?\b",
    r"\b(?:load|loading|render|startup|query) times?\b",
    r"\b\d[\d.,]{0,15}\s?ms\b",
    r"\bmilliseconds?\b",
)
role = _any(
    r"\brole\b",
    r"\b(?:solo|sole|lead|full-?stack|front-?end|back-?end|software|data|ML|mobile|web|platform) (?:developer|engineer|architect|designer|scientist|lead|maintainer|creator|founder)\b",
    r"\b(?:my|our) (?:part|contribution|responsibilit|job)\w*",
    r"\b(?:developer|engineer|architect|maintainer|contributor)\b",
)


def weighed(text: str) -> bool:
    """A choice told with what it was weighed against, or with its price."""
    return alternative(text) or cost(text)


_obstacle = _any(
    r"\btoo (?!much of)\w+",
    r"\b(?:drift\w*|invalidat\w*|mismatch\w*|quirks?|bottlenecks?|clash\w*|restrict\w*|unpredictab\w*|unreliab\w*|noisy|ambigu\w*|overfit\w*|hallucinat\w*|abuse|spam|block(?:s|ed|ing)|diverg\w*|tangled|brittle|unreachable|explod\w*|CORS)\b",
    r"\b(?:did|does|do|was|were|is|would|could|will)(?: not|n't) (?:work|load|fit|scale|match|know|support|enough|handle|show|render|possible|catch|survive|be )",
)


def trouble(text: str) -> bool:
    """Something that goes wrong: a fault of a system, an obstacle, or what somebody cannot do."""
    return failure(text) or pain(text) or _obstacle(text)


def grounded(text: str) -> bool:
    """A statement with what stands behind it: a reason, a figure, a price, or what went wrong."""
    return reason(text) or has_number(text) or cost(text) or trouble(text)


def yardstick(text: str) -> bool:
    """A figure that can be judged: beside a bound, or set against another one."""
    return bound(text) or compared(text)


MARKS: Mapping[str, Mark] = MappingProxyType(
    {
        "number": has_number,
        "pair": _pair,
        "reason": reason,
        "alternative": alternative,
        "choice": choice,
        "cost": cost,
        "consequence": consequence,
        "persona": persona,
        "pain": pain,
        "failure": failure,
        "handling": handling,
        "edge": edge,
        "method": method,
        "period": period,
        "bound": bound,
        "percentile": percentile,
        "owner": owner,
        "ownership": ownership,
        "influence": influence,
        "audience": audience,
        "change": change,
        "future": future,
        "deferred": deferred,
        "testable": testable,
        "condition": condition,
        "mechanism": mechanism,
        "tool": tool,
        "hypothesis": hypothesis,
        "money": money,
        "artefact": gives,
        "trigger": trigger,
        "detection": detection,
        "blast": blast,
        "growth": monotone,
        "calculation": calculation,
        "weighed": weighed,
        "constraint": constraint,
        "latency": latency,
        "role": role,
        "trouble": trouble,
        "grounded": grounded,
        "yardstick": yardstick,
        "compared": compared,
    }
)

LACKS: Mapping[str, str] = MappingProxyType(
    {
        "number": "gives no figure",
        "pair": "gives no figure before and after",
        "reason": "gives no reason",
        "alternative": "names nothing it was weighed against",
        "choice": "names no choice",
        "cost": "names no cost that was accepted",
        "consequence": "does not say what it cost the business",
        "persona": "does not say for whom",
        "pain": "names no problem",
        "failure": "names nothing that went wrong or may",
        "handling": "does not say what handles it",
        "edge": "names no edge case",
        "method": "does not say how it was measured",
        "period": "gives no period",
        "bound": "gives no bound",
        "percentile": "gives no percentile",
        "owner": "does not say who did it",
        "ownership": "does not say what you owned",
        "influence": "does not say how others were won over",
        "audience": "does not say who was involved",
        "change": "names nothing to do differently",
        "future": "does not say where it applies next",
        "deferred": "gives no reason for leaving it out",
        "testable": "cannot be tested as written",
        "condition": "states no condition",
        "mechanism": "names no mechanism",
        "tool": "names no tool or method of finding out",
        "hypothesis": "names nothing that was suspected and ruled out",
        "money": "gives no amount",
        "artefact": "links nothing that a reader could look at",
        "trigger": "gives no threshold",
        "detection": "does not say how it is noticed",
        "blast": "does not say who is affected",
        "growth": "gives no number of users or requests",
        "compared": "is set against no figure from before",
        "weighed": "names neither what it was weighed against nor its price",
        "constraint": "names no constraint that decided",
        "latency": "gives no response time",
        "role": "names no role",
        "trouble": "does not say what went wrong or could",
        "grounded": "does not say what stands behind it",
        "yardstick": "stands beside no target and no earlier value",
        "calculation": "shows no sum from inputs to result",
    }
)


def shows(text: str, name: str) -> bool:
    """Whether ``text`` bears the mark ``name``; "a+b" asks for both in the same text."""
    return all(MARKS[part](text) for part in name.split("+"))


def lacks(name: str) -> str:
    """In words: what a text without that mark is missing."""
    return LACKS[name.rsplit("+", maxsplit=1)[-1]]
