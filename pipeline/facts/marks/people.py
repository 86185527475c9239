"""Marks of people: who has the problem, who acted, who was won over, what it cost them."""

from __future__ import annotations

from pipeline.facts.marks.pattern import any_of

persona = any_of(
    r"\b(?:users?|customers?|clients?|sellers?|buyers?|developers?|engineers?|students?|teachers?|"
    r"patients?|doctors?|nurses?|drivers?|riders?|passengers?|merchants?|shoppers?|operators?|"
    r"admins?|administrators?|maintainers?|authors?|reviewers?|readers?|teams?|analysts?|researchers?|"
    r"managers?|agents?|employees|staff|players?|learners?|parents?|tenants?|businesses|companies|"
    r"owners?|people|farmers?|citizens?|citizen|communit(?:y|ies)|candidates?|recruiters?|responders?|"
    r"guests?|hosts?|viewers?|creators?|publishers?|advertisers?|organi[sz]ations?|stakeholders?|"
    r"volunteers?|members?|captains?|neighbou?rs?|residents?|librarians?|clerks?|couriers?|"
    r"dispatchers?|accountants?|musicians?|gamers?|travell?ers?|commuters?|founders?|freelancers?|"
    r"landlords?|caregivers?|clinicians?|pharmacists?|cashiers?|children|famil(?:y|ies)|subscribers?|"
    r"professors?|lecturers?|tutors?|mentors?|athletes?|runners?|chefs?|donors?|voters?|technicians?|"
    r"testers?|beginners?|newcomers?|moderators?|photographers?|writers?|editors?|lawyers?|"
    r"investors?|traders?|treasurers?|individuals?|professionals?|anyone|everyone|startups?|"
    r"schools?|hospitals?|clinics?|shops?|restaurants?|universit(?:y|ies)|CTO|CEO|CFO|VP|directors?|"
    r"product (?:owner|manager))\b",
)
pain = any_of(
    r"\b(?:lose|loses|losing|lost|waste[sd]?|wasting|fail(?:s|ed|ing|ure|ures)?|wait(?:s|ed|"
    r"ing)?|struggl\w+|cannot|can't|could not|couldn't|unable|never|no way|slow|late|manual(?:ly)?|"
    r"error-?prone|miss(?:es|ed|ing)?|broken|break(?:s|ing)?|confus\w+|frustrat\w+|expensive|"
    r"duplicate[sd]?|hard to|difficult|delay(?:s|ed)?|oversell|forget|forgot|without|risk(?:s|"
    r"y)?|leak(?:s|ed)?|pain\w*|problem|outdated|scattered|fragmented|inconsisten\w+|stale|"
    r"unsafe|insecure|vulnerab\w+|downtime|outage|time-?consuming|tedious|overwhelm\w+|distract\w+|messy|clumsy|cluttered|juggl\w+)\b",
)
consequence = any_of(
    r"\b(?:los(?:t|e|es|s|ses|ing)|revenue|churn(?:ed)?|abandon\w*|complain\w*|refund\w*|penalt\w+|"
    r"fines?|SLA|outages?|downtime|support (?:tickets?|load)|deadline|contract(?! tests?)|deals?|"
    r"compliance(?! (?:leads?|officers?|teams?|managers?|purposes|requirements))|"
    r"audit(?! (?:logs?|trails?|tables?|events?))|legal exposure|"
    r"liabilit\w+|lawsuits?|market|margin|conversion|customers?|retention|trust|budget|costs?|wasted|manual(?:ly)?|"
    r"hours? (?:a|per)|on-?call|paged?|incidents?)\b",
)
owner = any_of(r"\bI\b(?! and )", r"\bmy (?:role|responsib|task|job|team|first|own|decision)\w*", r"\bme\b")
ownership = any_of(
    r"\bI (?:was |am |also |then |first |personally )?(?:responsible|led|lead|own(?:ed)?|design(?:ed)?|"
    r"architect\w*|built|build|drove|drive|decided|proposed|wrote|asked|tasked|assigned|accountable|"
    r"needed|had to|chose|set|defined|ran|introduced|started|replaced|created|took|looked|traced|"
    r"found|convinced|rebuilt|moved|added|made|mapped|audited|interviewed|analy[sz]ed|measured|"
    r"reviewed|implemented|migrated|coordinated|refactored)\b",
    r"\bmy (?:responsibilit|task|job|role|goal|mandate)\w*",
    r"\b(?:led|owned|drove|architected|designed|spearheaded|directed)\b",
    r"\bas (?:the |a )?(?:tech(?:nical)? |staff |senior |principal |lead |sole |founding )*(?:lead|"
    r"engineer|architect|developer|owner|manager|cto)\b",
    r"\bresponsible for\b",
    r"\bsolo\b|\bsingle-handed\w*|\b(?:on my own|by myself)\b",
)
influence = any_of(
    r"\b(?:mentor\w*|coach\w*|propos(?:ed|al)|explained|demonstrat\w*|demos?|agreed|signed off|"
    r"convinc\w*|persuad\w*|align(?:ed|ing)|alignment (?:among|between|across|of)|"
    r"train(?:ed|ing) (?:[a-z]{1,12} ){0,2}(?:teams?|"
    r"engineers?|developers?|staff|colleagues|people|users|sessions?)|"
    r"influenc\w*|present(?:ed|ing)|workshop\w*|design reviews?|RFCs?|ADRs?|pair(?:ed|ing)|onboard\w*|"
    r"knowledge[ -]?shar\w*|"
    r"adopt(?:ed|ion|ing)|roll(?:ed)?[ -]?out|buy-?in|stakeholders?|cross-?team|standards|standardi[sz]\w+|"
    r"(?:team|company|shared|coding|our|the|as a) standard|guild|advocat\w*|negotiat\w*|championed|facilitat\w*|"
    r"collaborat(?:ed|ing|ions?)|coordinated|coordinating|"
    r"led (?:design|the|a|weekly|an)|taught|hired|delegated|(?<!-)documented|playbooks?|runbooks?|"
    r"guidelines?|champion\w*|consensus|resist\w*|push-?back|objection\w*)\b",
)
audience = any_of(
    r"\b(?:team|teams|engineers?|developers?|juniors?|managers?|leadership|executives?|product|"
    r"stakeholders?|QA|security|support|sales|designers|partners?|contributors?|"
    r"organi[sz]ation|company|department|colleagues?|reviewers?|customers?|legal|board|vp|cto|"
    r"founders?|ops|finance)\b"
)
role = any_of(
    r"\brole\b",
    r"\b(?:solo|sole|lead|full-?stack|front-?end|back-?end|software|data|ML|mobile|web|platform) (?:developer|"
    r"engineer|architect|designer|scientist|lead|maintainer|creator|founder)\b",
    r"\b(?:my|our) (?:part|contribution|responsibilit|job)\w*",
    r"\b(?:developer|engineer|architect|maintainer|contributor)\b",
)
