"""Words that praise without saying anything that could be checked.

A word list, kept where it is right most of the time: published checkers of this kind are right in
about six cases of ten, so a sentence with a figure, a name, a reason, a means or a link is left alone,
and so are terms of art.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.facts.marks import shows
from pipeline.facts.pattern import Caseless, pattern


def _either(words: str) -> str:
    """A pattern for one of those words; "/" stands between them, "_" for a space or hyphen."""
    return "(?:" + "|".join(" ".join(words.split()).replace("/ ", "/").replace("_", "[ -]").split("/")) + ")"


DEGREE = _either(
    "significantly/dramatically/drastically/substantially/considerably/greatly/vastly/hugely/massively/"
    "tremendously/immensely/remarkably/extremely/incredibly/exceptionally/highly/much/far/way/very/really/super"
)
STRONGLY = _either("significantly/dramatically/drastically/substantially/considerably/greatly")
GROWTH = _either(
    "improv(?:e|es|ed|ing|ements?)/increas(?:e|es|ed|ing)/reduc(?:e|es|ed|ing|tions?)/decreas(?:e|es|ed|ing)/"
    "boost(?:s|ed|ing)?/enhanc(?:e|es|ed|ing|ements?)/speeds? up/sped up/"
    r"faster/slower/better/smaller/larger/easier/cheaper/quicker/more \w{3,20}/less \w{3,20}"
)
CHANGE = _either("dropped/fell/grew/rose/declined/shrank/went up/went down")
GAIN = _either("gains?/speed-?ups?/savings?/performance gains?/performance improvements?")
QUALITY = _either(
    "fast/quick/slow/robust/scalable/reliable/efficient/performant/secure/flexible/responsive/powerful/stable/"
    "intuitive/maintainable/resilient/optimi[sz]ed/available/effective/successful/user-friendly"
)
BARE_QUALITY = _either("robust/scalable/performant/seamless/powerful/user-friendly/intuitive")
IMPROVES = _either(
    "improv(?:e|es|ed|ing)/enhanc(?:e|es|ed|ing)/boost(?:s|ed|ing)?/increas(?:e|es|ed|ing)/"
    "better/great/good/excellent/optimal/superior/maximum"
)
VIRTUE = _either(
    "performance/scalability/reliability/user experience/efficiency/usability/maintainability/productivity/"
    "throughput/response times?/latency/stability/quality/security"
)
EMPTY = _either(
    "seamless(?:ly)?(?: integrat(?:es?|ion)| experience)?/blazing(?:ly)?(?:[ -]fast)?/lightning_fast/cutting_edge/"
    "state_of_the_art/best_in_class/world_class/next_generation/enterprise_grade/game_chang(?:er|ing)/revolutionary/"
    "industry_leading/rock_solid/bullet-?proof/hassle-?free/effortless(?:ly)?/top_notch/future_proof/in no time/"
    "a lot (?:faster|better|easier|cheaper)/smooth(?:ly)? (?:experience|and (?:fast|responsive|intuitive))/"
    "great (?:results|success|experience)/modern and (?:clean|responsive|intuitive|scalable)/"
    "clean and (?:modern|simple|intuitive)"
)
IS = r"(?:(?:is|are|was|were|be|being|becomes?|became|remains?|stays?|more|and|an?)\b|,) (?:very |more |quite )?"
VIRTUES = rf"{IMPROVES} (?:(?:the|our|its|overall|system|application|query|user|code) )?{VIRTUE}"
CLAIM = Caseless(
    rf"\b{DEGREE} (?:{GROWTH}|{QUALITY})\b|\b(?:{GROWTH}|{CHANGE}) {STRONGLY}\b|\bsignificant (?:{GROWTH}|{GAIN})\b"
    rf"|\b{VIRTUES}\b|\b{EMPTY}\b|(?:\b|(?=,)){IS}(?P<bare>{BARE_QUALITY}(?: and {QUALITY})?)\b"
)
MEASURABLE = Caseless(rf"{GROWTH}|{CHANGE}|{VIRTUES}|{GAIN}")
TERMS = Caseless(
    r"\b"
    + _either(
        r"high(?:ly)?_availab\w+/fast_(?:path|lane|forward|fail|follower)/scalable vector graphics?/"
        "horizontally scalable/vertically scalable/robust statistics/high_performance computing/"
        "reliable (?:broadcast|multicast|delivery|messaging)/secure (?:enclave|boot|shell|cookie)/"
        "responsive (?:design|layout)/efficient frontier/secure by default"
    )
    + r"\b"
)
NAME = pattern(r"(?<=[a-z,;:)] )(?:[A-Z][A-Za-z0-9+.#]{1,40}|[a-z]{1,20}[A-Z]\w{0,30}|[A-Z]{2,8}s?)\b")
DIGIT = pattern(r"\d")
PERSON = pattern(r"\bI(?:'[a-z]{1,2})?\b")
GROUNDS = ("number", "pair", "alternative")
BECAUSE = Caseless(
    r"\b"
    + _either(
        r"because/due to/so that/since (?:we|it|the|they|our|each|every|all)/thanks to/by \w{2,20}ing/through/using/"
        "via/without/instead of/which (?:lets|means|allows|avoids|removes|keeps)/allowing/letting/measured/"
        r"load[ -]?test\w*/benchmark\w*/profil(?:er|ed|ing)/survey\w*"
    )
    + r"\b"
)
LEAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Claim:
    """A vague claim: the words, and whether a figure or grounds are what is missing."""

    words: str
    measurable: bool


def claim(sentence: str) -> Claim | None:
    """The first vague claim of ``sentence``, if nothing in its words backs the claim."""
    if len(sentence.split()) < LEAST_WORDS or sentence.rstrip().endswith("?"):
        return None
    plain = sentence
    for term in TERMS.finditer(sentence):
        plain = f"{plain[: term.start()]}{'_' * len(term[0])}{plain[term.end() :]}"
    found = CLAIM.search(plain)
    if found is None or _backed(sentence):
        return None
    words = plain[slice(*found.span("bare" if found["bare"] else 0))]
    return Claim(words, bool(MEASURABLE.search(words)))


def is_sourced(typed: str) -> bool:
    """Whether a sentence as typed names code or links to something: then it can be checked."""
    return "`" in typed or "](" in typed or "http" in typed


def _backed(sentence: str) -> bool:
    if DIGIT.search(sentence) or BECAUSE.search(sentence) or NAME.search(PERSON.sub("they", sentence)):
        return True
    return any(shows(sentence, mark) for mark in GROUNDS)
