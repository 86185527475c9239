"""Words that belong to no subject: those that join a sentence, and those that fit any story about work.

Written down by hand from common English, none of them the name of a thing that is built, stored, sent
or counted. A passage made of nothing else says nothing about the system that a study is about.
"""

from __future__ import annotations

from functools import lru_cache

_JOINING = """
    a about above across after again against all almost along already also although always am among an and another any
    anybody anyone anything are around as aside at away be because been before behind being below beside besides between
    beyond both but by can cannot could despite did do does done down due during each either else enough even ever every
    everybody everyone everything everywhere few first for forward from further had has have having he hence her here
    herself him himself his how however i if in indeed inside instead into is it its itself just last later least less
    let like likely made make makes many may maybe me might mine more moreover most much must my myself near nearly
    need neither never nevertheless next no nobody none nor not nothing now nowhere of off often on once one only onto
    or other others otherwise our ours ourselves out outside over own per perhaps quite rather really same second
    seldom several shall she should simply since so some somebody somehow someone something sometimes somewhere soon
    still such than that the their theirs them themselves then there therefore these they thing things this those though
    through throughout thus till to today together too toward towards under unless until up upon us usually very via was
    we well were what whatever when whenever where wherever whether which whichever while who whoever whole whom whose
    why will with within without would yes yet you your yours yourself
"""
JOINING = frozenset(_JOINING.split())
"""Articles, pronouns, prepositions, conjunctions, auxiliaries and the adverbs that go with them."""

_ABSTRACT = """
    ability able achieve actual adapt adjust adopt advance advantage affect agree aim allow appear apply appreciate
    approach appropriate area arise arrive aspect assure attention attitude awareness balance base basis become began
    begin begun belief believe belong benefit best better big bit bright bring broad brought business capable care
    careful carry cause celebrate central certain challenge chance change chapter choice clarity clear close collaborate
    collaboration collaborative colleague come comfortable commit commitment common communicate communication company
    complete complex complexity comprehensive concept concern conclusion confidence confident connect consequence
    consider considerable consideration consistent constant constantly context continue continuous contribute
    contribution conversation core course craft create creative critical culture current decision dedicated dedication
    deep deeper deliver delight demand depend deserve desire destination detail determine develop development difference
    different difficult difficulty dimension direction discover discuss discussion diverse drive driven dynamic early
    ease easier easily easy effective effectively efficient effort embrace emerge emphasis empower enable encounter
    encourage end endeavour energy engage engagement engineer engineering enjoy ensure enterprise enthusiasm entire
    environment envision equal especially essence essential essentials establish evaluate eventual evolve excellence
    excellent exceptional excite expect expectation experience explain explore extend face factor familiar far feedback
    feel felt finally find flexible focus follow foremost forth forward foster foundation fresh fruitful full fully
    fundamental future gain general genuine get give given go goal going good got grateful great greater grew ground
    grow grown growth guidance guide habit handle happy hard hear heard heart help helpful high highly history holistic
    hope human idea ideal ignore imagine impact implement importance important impression impressive improve improvement
    increase incredible industry influence inform initiative innovate innovation innovative insight inspire instructive
    integral intend involve journey judgement keep kept knew know knowledge known lack landscape large lasting lead
    leader leadership leading learn learned learning leave left lesson leverage life light listen little long look lot
    love maintain manage manner master matter mature mean meaning meaningful means meant meet meeting member memorable
    mention met mind mindset mission mistake modern motivate natural naturally necessary notable note obvious offer
    ongoing opinion opportunity organization organisation outcome outset overall overcome ownership pace participate
    particular partner passion past path pay perfect perform performance perspective picture plan play pleasant point
    positive possible potential power powerful practical practice prepare pressure pride principle priority proactive
    problem proceed productive professional progress promise proper proud prove provide purpose pursue quality question
    raise reach react ready real realise reality realize reason reflect reflection regard relationship relevant reliable
    remain remember remind resolve resource respect respond responsibility responsible rest result reveal rewarding rich
    right rise robust role said satisfaction saw say scope seamless seamlessly see seem seen self sense serious serve
    setting share sight significant significantly situation skill small smooth smoothly solid solution solve sound spans
    speak special specific spirit stood story strategic strategy strength strong stronger struggle succeed success
    successful suitable sure surprise sustain sustainable synergy take taken talent talk taught teach team technical
    technique technology term thank thankful theme thing think thorough thoroughly thought thoughtful time together told
    took tool topic touch transform transformation transparent transparency trust truth understand understanding
    understood unique useful valuable value various vast vision vital voice walk way weigh whole willing win wise wish
    wonder work world worth
"""
ABSTRACT = frozenset(_ABSTRACT.split())
"""What any report about work could say: effort and care, goals and paths, people and their views."""

_ENDINGS = (
    "ingly",
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "edly",
    "ed",
    "ly",
    "es",
    "s",
    "er",
    "ers",
    "d",
    "al",
)


@lru_cache(maxsize=16_384)
def is_ordinary(word: str) -> bool:
    """Whether a word (lower case) or what it is made from fits any story."""
    if word in JOINING or word in ABSTRACT:
        return True
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(stem in ABSTRACT or f"{stem}e" in ABSTRACT or stem[:-1] in ABSTRACT for stem in stems if len(stem) > 2)
