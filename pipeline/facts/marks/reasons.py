"""Marks of judgement: why, instead of what, at which price, and what one would do next time."""

from __future__ import annotations

from pipeline.facts.marks.pattern import any_of

reason = any_of(
    r"\bbecause\b",
    r"\bsince (?:we|it|the|they|our|each|every|all|most|this|that|no|reads?|writes?|users?)\b",
    r",\s+since\b(?! (?:then|(?:19|20)\d\d|(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|v\d|last|late|early|day|launch|release)\b))",
    r"\bdue to\b",
    r"\bso that\b",
    r"\bso (?:we|it|the|they|that|a|an|each|every|no|users?|clients?|reads?|writes?)\b",
    r"\b(?:in order )?to (?:avoid|prevent|reduce|keep|ensure|allow|enable|guarantee|protect|"
    r"isolate|handle|survive|absorb|limit|minimi[sz]e|cut|stop|eliminate|support|meet|bound|"
    r"decouple|save|preserve)\b",
    r"\bfor (?:lower|low|higher|high|better|faster|cost|strong|ACID|its|simpler|predictable|"
    r"data|the sake|durab|consisten|ordering|throughput|latency|isolation|familiarity|horizontal)",
    r"\bwhich (?:lets|means|gives|allows|makes|keeps|avoids|prevents|removes|guarantees|ensures|"
    r"reduces|enables)\b",
    r"\b(?:needs?|needed|requires?|required|must|has to|have to) ",
    r"\b(?:reason|rationale|why|justification)\b\s*:",
    r"^ ?(?:pros?|cons?|advantages?|disadvantages?|benefits?|drawbacks?)\s*: *(?!none\b|n/a)\w",
    r"^why (?!not\b)",
    r"\bgives? us\b",
    r"\b(?:this|it|that|they|these) (?:also |then |directly )?(?:keeps?|makes?|means?|gives?|"
    r"removes?|cent(?:er|re)s?|isolat(?:es?)|simplif(?:y|ies)|separates?|guards?|protects?|"
    r"prevents?|stops?|eliminates?|centrali[sz]es?)\b",
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
    r"\bsimplif(?:y|ies|ied)\b|\beliminat(?:es|ing|ed)\b|\bunacceptabl[ey]\b",
    r"\bthus\b|\btherefore\b|\bhence\b|\bas a result\b",
    r"\bACID\b",
    r"\bwould (?:otherwise |silently |only )?(?:lie|break|lose|corrupt|block|leak|hide|destroy|require|force|"
    r"diverge|collide)\b",
    r"\bwithout (?:the |a |any )?(?:need|cost|risk|over|block|lock|wait|down)",
)
alternative = any_of(
    r"\binstead of\b",
    r"\binstead(?=[.,;:)])",
    r"\brather than\b",
    r"^why not \w",
    r", not (?:in |on |via |through )?(?:an? |the )?(?-i:[A-Z])[\w.+-]+",
    r"\bover (?:the )?(?-i:[A-Z])[\w.+-]+",
    r"\b(?:chose|chosen|chosing|picked|prefer\w*|selected|favou?red)\b[^.;|\n]{0,60}\bover\b",
    r"\b(?:vs\.?|versus)\s",
    r"\bconsidered\b",
    r"\brejected\b",
    r"\b(?:was|were) (?:abandoned|discarded)\b",
    r"\bruled out\b",
    r"\bdecided against\b",
    r"\balternative(?:ly)?\b",
    r"\balternatives\s*(?:[:.(|]|considered|rejected|were|are|such|like|includ)",
    r"\bcompared (?:to|with|against)\b",
    r"\b(?:option|approach|candidate|strategy|choice)s? (?:[A-D1-5]\b|one\b|two\b|three\b)",
    r"\bcould have\b",
    r"\bwould have (?:been|required|needed|meant|cost|taken)\b",
    r"\b(?:first|also|initially|even) tried\b",
    r"\bother options?\b",
    r"\bunlike\b",
    r"\bwhether to [^.;\n]{3,200}\bor(?: to)? (?!not\b)\w",
    r"\bswapp(?:ed|ing) (?:it |them )?(?:to|for|out)\b|\bno single (?:approach|way|method|tool)\b",
    r"\bevaluated\b",
    r"\bweighed\b",
    r"\bswitch(?:ed|ing)? (?:from|to)\b",
    r"\bas opposed to\b",
    r"\b(?:pros|cons)\b",
)
choice = any_of(
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
    r"\bover (?:the )?(?-i:[A-Z])[\w.+-]+",
    r"\b(?:chose|chosen|chosing|picked|prefer\w*|selected|favou?red)\b[^.;|\n]{0,60}\bover\b",
    r"\b(?:was|were) (?:rejected|abandoned|dropped|discarded|ruled out)\b",
    r"\bwe use\b|\bwe used\b|\buses?\b",
)
cost = any_of(
    r"\btrade-?\s?off\b(?! (?:analys|discussion|matri))",
    r"\btrade-?\s?offs\s*(?:[:.(|]|are\b|were\b|we\b|accepted|includ|made|of\b)",
    r"\btrad(?:e|es|ed|ing) (?:off )?(?:\w+ ){1,3}for\b",
    r"\bat the (?:cost|expense|price) of\b",
    r"\b(?:we|I) accept\b|\baccepting\b|(?<!not )\bacceptable\b",
    r"(?<!202 )\baccepted\b",
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
    r"\b(?:adds?|added|extra|more|higher|increased|additional|some|operational) (?:\w+ ){0,2}(?:complexity|"
    r"latency|cost|costs|overhead|memory|storage|work|burden|risk|effort|hops?|maintenance|"
    r"writes?)\b",
    r"\bthe (?:price|catch|cost|limit(?:ation)?|risk)(?: (?:is|was|of it)\b|:)",
    r"\bcons?\b\s*:",
    r"\blower (?:\w+ )?(?:quality|accuracy|throughput|availability|precision|ceiling)\b",
    r"\bwe (?:lose|lost|pay|paid)\b",
    r"(?:^|\n) ?(?:paid|negative|the bad)\b:?(?= ?(?:\n|$))",
    r"\bloses?\b",
    r"\b(?:that|this|which) costs? (?!no\b|nothing\b|is\b|of\b|model|estimate|figure|table)\w",
    r"\bcosts? (?:us|an?|the|one|two|more|about|around)\b|\bcosts? \d|\bwhat (?:it|this|that) costs\b",
    r"\bat the risk of\b",
    r"\bonly works?\b",
    r"\bdoes(?: not|n't) (?:support|scale|handle|cover|work)\b",
    r"\beventual(?:ly)? consisten",
    r"\bmay (?:miss|lose|drop|lag|delay|be stale|duplicate)\b",
    r"\bcompromis",
    r"\bpenalty\b",
    r"\b(?:but|although|though|however)[ ,].{0,60}\b(?:slow|cost|complex|expens|latenc|limit|"
    r"hard|manual|risk|stale|delay|memory|lose|loss|overhead|less|no longer|cannot|can't|not)\w*",
)
hypothesis = any_of(
    r"\b(?:suspect\w*|hypothes\w*|assum\w*|ruled out|turned out|expected|at first|initially|"
    r"first thought|we thought|I thought|disproved|not the|wasn't the|red herring|discarded|"
    r"surpris\w+|plausible|falsif\w+|mistaken|excluded|actually|the (?:real|deeper|actual|underlying)|"
    r"(?:was|were|is)(?:n't|"
    r" not) (?:just|only|about))\b"
)
change = any_of(
    r"\bwould (?:have |not |never |also |now |rather |instead |start|add|use|choose|adopt|introduce|"
    r"design|build|measure|split|move|write|invest|do|involve|set|begin|spend|keep|pick|make|"
    r"test|ask|define|push|separate|replace|run|avoid|treat|ship)",
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
future = any_of(
    r"\b(?:will|plan(?:s|ned)? to|next|future|roadmap|v2|upcoming|apply|applies|applied since|"
    r"going forward|from now on|since then|reus(?:e|ed|able)|transfer\w*|any (?:system|team|"
    r"project)|whenever|when you|if you|if your|for any|before the first|applicab\w*|generali[sz]\w*)\b"
)
deferred = any_of(
    r"\b(?:defer\w*|later|v2|out of scope|not (?:needed|required|planned|supported|in scope|"
    r"worth|a goal|built|covered|now)|no need|postpon\w*|future|handled (?:by|elsewhere)|left to|"
    r"belongs to|excluded?|beyond)\b",
    r"\bbecause\b",
    r"\bsince\b",
    r"\bonly \d",
    r"\b(?:explicitly|deliberately|intentionally|on purpose|instead)\b",
    r"\bdoes not (?:claim|include|support|try|aim)\b",
    r"\bcovers?\b",
    r"\balready\b",
)
constraint = any_of(
    r"\b(?:latency|throughput|consisten\w+|transaction\w*|ACID|atomic\w*|concurren\w+|isolat\w+|"
    r"ordering|durab\w+|memory|bundle size|startup|cold starts?|SEO|SSR|offline|budget|cheap\w*|"
    r"free tier|pricing|bandwidth|type[ -]?safe\w*|secur\w+|secrets?|privacy|compliance|GDPR|"
    r"HIPAA|PCI|audit\w*|testab\w+|to test|maintain\w*|portab\w+|schema\w*|relational|joins?|"
    r"queries|query|real[ -]?time|streaming|CPU|GPU|scal(?:e|es|ing)|reproducib\w+|determinis\w+|"
    r"reusab\w+|boundar\w+|coupl\w+|decoupl\w*|platforms?|browser\w*|compatib\w+|vendor|lock-?in|"
    r"open[ -]source|licen[cs]e\w*|deadline|migrations?|embedd\w+|hosting|convergence|failover|"
    r"accuracy|reachab\w+|unreachable|responsive\w*|production|low-end)\b",
)
