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
    r"\b(?:lose|loses|losing|lost|loss(?:es)?|corrupt\w*|double-?book\w*|"
    r"(?:rarely|hardly|seldom) (?:help|work|know|get|find|reach)\w*|"
    r"waste[sd]?|wasting|fail(?:s|ed|ing|ure|ures)?|wait(?:s|ed|"
    r"ing)?|struggl\w+|cannot|can't|could not|couldn't|unable|never|no way|slow|late|manual(?:ly)?|"
    r"error-?prone|miss(?:es|ed|ing)?|broken|break(?:s|ing)?|confus\w+|frustrat\w+|expensive|"
    r"duplicate[sd]?|hard to|difficult|delay(?:s|ed)?|oversell|forget|forgot|without|risk(?:s|"
    r"y)?|leak(?:s|ed)?|pain\w*|problem|outdated|scattered|fragmented|inconsisten\w+|stale|"
    r"unsafe|insecure|vulnerab\w+|downtime|outage|time-?consuming|tedious|overwhelm\w+|distract\w+|messy|clumsy|cluttered|juggl\w+)\b",
)
_HARM = (
    r"(?:affect\w*|angr\w+|annoy\w*|block\w*|charg\w+|confus\w+|delay\w*|disappoint\w*|dissatisf\w*|fail\w*|"
    r"fewer|gain\w*|harm\w*|hurt\w*|keep|kept|more|paying|retain\w*|satisf\w*|unhappy|upset|w[io]n|winning|"
    r"\d[\d.,]{0,15}(?: ?%| percent)?(?: of)?)"
)
consequence = any_of(
    r"\b(?:los(?:t|e|es|s|ses|ing)(?! (?:answers?|packets?|connections?|updates?|messages?|events?|locks?))|"
    r"revenue|churn(?:ed)?|abandon\w*|complain\w*|refund\w*|penalt\w+|"
    r"fines?|SLA|outages?|downtime|support (?:tickets?|load)|deadline|contract(?! tests?)|deals?|"
    r"compliance(?! (?:leads?|officers?|teams?|managers?|purposes|requirements))|"
    r"audit(?! (?:logs?|trails?|tables?|events?))|legal exposure|"
    r"liabilit\w+|lawsuits?|market share|(?:time|go|speed)[ -]to[ -]market|margin|conversion|retention|trust|budget|"
    r"costs?(?! no\b| nothing\b)|wasted|manual(?:ly)?|hours? (?:a|per)|on-?call|paged|incidents?)\b",
    rf"\b{_HARM} (?:\w+ ){{0,3}}customers?\b",
    r"\bcustomers?\b[^.;|\n]{0,40}\b(?:affected|call(?:s|ed)|cancel\w*|cannot|can't|could ?n[o']t|could not|"
    r"experience[ds]?|left|leav(?:e|es|ing)|notic\w+|pa(?:y|ys|id)|report(?:s|ed)|satisf\w+|saw|see|switched|unable|wait\w*|went)\b",
)
"""What it cost or brought: a loss, money, hours, trust. Customers count where something befell them."""
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
    r"\b(?:mentor\w*|coach\w*|propos(?:ed|al)|explained|demonstrat\w*|demos?|agreed(?! with)|signed off|"
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
    r"stakeholders?|QA|support|sales|designers|partners?|contributors?|maintainers?|"
    r"organi[sz]ation|company|department|colleagues?|reviewers?|customers?|legal|board|vp|cto|"
    r"founders?|ops|finance)\b",
    r"(?<!-)\bsecurity(?= (?:teams?|and|or|people|engineers?|officers?|asked|wanted|needed|signed|reviewed|approved|"
    r"said|required)\b|[,.;)]|$)",
)
charge = any_of(
    r"\b(?:own(?:ed|ing|s)|(?:I|we) own|led|(?:tech|team|project) lead|"
    r"responsib\w+|accountable|in charge|mandate|assigned|tasked|ownership|sole|solo|"
    r"single-handed\w*|my (?:own )?(?:task|job|role|goal|scope|part|mission)|on my own|by myself|drove|spearheaded|"
    r"directed|free to (?:decide|choose)|asked me|I was (?:asked|hired|brought|given)|(?:I|we) (?:had to|needed))\b",
    r"\bas (?:the |a )?(?:tech(?:nical)? |staff |senior |principal |founding ){0,3}"
    r"(?:lead|engineer|architect|developer|manager|cto)\b",
)
"""What somebody answers for, as against what he did."""
expected = any_of(
    r"\b(?:expect\w*|await\w*|wait(?:s|ed|ing)|want(?:s|ed|ing)?|need(?:s|ed|ing)?|ask(?:s|ed|ing)?|demand(?:s|ed|ing)?|"
    r"requir(?:e|es|ed|ing)|hop(?:ed|ing)|rel(?:y|ies|ied)|relying|depend(?:s|ed)|promis\w+|request(?:ed|ing)|insist\w*|"
    r"concern(?:s|ed)?|care[sd]?|worr(?:y|ied|ies)|fear(?:s|ed)?|goals?|priorit\w+|deadline|"
    r"in time|before the|by the (?:end|time)|by (?:Monday|Friday|January|February|March|April|May|June|July|August|"
    r"September|October|November|December))\b",
)
"""That somebody waits for something: wants it, needs it, fears it."""
role = any_of(
    r"\brole\b",
    r"\b(?:solo|sole|lead|full-?stack|front-?end|back-?end|software|data|ML|mobile|web|platform) (?:developer|"
    r"engineer|architect|designer|scientist|lead|maintainer|creator|founder)\b",
    r"\b(?:my|our) (?:part|contribution|responsibilit|job)\w*",
    r"\b(?:developer|engineer|architect|maintainer|contributor)\b",
)
