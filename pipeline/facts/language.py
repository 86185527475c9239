"""Which language a study is written in, answered only when it is clear.

Grading rests on English words, so another language must be named rather than graded badly; but a
short or code-like English text taken for another one would be worse. Hence "en" unless most of
the letters are of another script, or another language's function words clearly outnumber
English's. Pure counting: the same text gives the same answer on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from pipeline.facts.pattern import pattern

ENGLISH = "en"

_SAMPLE = 200_000
"""Characters looked at: a study's language does not change after that."""
_LETTERS = 40
_WORDS = 30
_DISTINCT = 6
"""Different function words: a line of code repeated a hundred times is no prose."""
_SCRIPT_SHARE = 0.25
"""Of all letters. One Chinese character says as much as several Latin ones, and terms stay English."""
_FUNCTION_SHARE = 0.12
"""Of all words. Running prose has a third or more; English prose about 0.03 of any other language's."""
_LEAD = 2
"""How many times as many function words as English a language needs."""

_SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        "han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
        "kana": "\u3040-\u30ff\uff66-\uff9f",
        "ko": "\uac00-\ud7af\u1100-\u11ff\u3130-\u318f",
        "cyrillic": "\u0400-\u04ff",
        "arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
        "he": "\u0590-\u05ff",
        "el": "\u0370-\u03ff",
        "hi": "\u0900-\u097f",
        "bn": "\u0980-\u09ff",
        "ta": "\u0b80-\u0bff",
        "th": "\u0e00-\u0e7f",
        "ka": "\u10a0-\u10ff",
        "hy": "\u0530-\u058f",
    }
)
_FIRST_SCRIPT = "\u0370"
"""No letter of a script other than the Latin one stands before it."""
_ANY_SCRIPT = pattern("|".join(f"(?P<{name}>[{letters}])" for name, letters in _SCRIPTS.items()))
_WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CODE = pattern(r"`[^`\n]{1,200}`|https?://\S{1,2000}|[\w.-]{0,80}[_/][\w./-]{0,80}")

_FUNCTION_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        language: frozenset(words.split())
        for language, words in {
            "en": (
                "the of and to in is for with that on are this we by from it as an be was or not which when were our "
                "can have has at their but its into if each than they you your will all so how what because"
            ),
            "es": (
                "el la los las de del que y en un una para con por es se lo como más pero su al sus este esta entre "
                "cuando muy sin sobre también hasta hay donde desde todo nos durante son fue cada no"
            ),
            "pt": (
                "o a os as de do da dos das que e em um uma para com por não se mais como mas ao é no na nos nas seu "
                "sua ou quando muito já também só pelo pela até isso ela entre depois sem são foi cada"
            ),
            "fr": (
                "le la les de des du et en un une pour avec que qui dans est par sur pas plus au aux ce cette se ne "
                "sont nous vous il elle mais ou où être son sa ses comme leur été d'une c'est chaque"
            ),
            "de": (
                "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden "
                "aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum oder wir"
            ),
            "it": (
                "il lo la i gli le di del della dei delle che e in un una per con non è si da sono come più ma al "
                "alla nel nella questo questa anche dal ha ogni dalla quando essere ed tra"
            ),
            "nl": (
                "de het een en van in is dat op te met voor zijn niet aan er om ook als door bij maar dan nog wordt "
                "worden naar uit deze over die of heeft geen we kan"
            ),
            "pl": (
                "i w z na do się że nie jest to o jak ale po dla od przez są lub oraz który która które tylko jako "
                "przy może być tego już ich czy za co"
            ),
            "tr": (
                "ve bir bu için ile da de olarak daha çok en gibi olan kadar sonra her veya ise ancak göre değil ne "
                "biz var hem ama olduğu tarafından"
            ),
            "vi": (
                "và của là có được cho trong các với những không một khi này để từ đến người dữ liệu hệ thống như "
                "nhiều về sẽ thì trên hoặc cần theo bằng tại vào ra"
            ),
            "id": (
                "dan yang di untuk dengan dari ini itu pada adalah tidak dalam akan ke oleh atau juga sebagai dapat "
                "karena kami sudah lebih secara tersebut"
            ),
            "sv": "och att det i på är som en ett för av med den till har inte om vi kan från vid var eller när så",
            "ro": "și de la în cu pe pentru care este un o să nu din mai sunt prin sau fi ce al dar a ca",
            "cs": "a v na je se že s z do o pro jako které který jsou ale nebo by tak jeho není při od i ke",
        }.items()
    }
)


def detect(text: str) -> str:
    """The ISO 639-1 code of the language of ``text``, prose without code; "en" when in doubt."""
    sample = _CODE.sub(" ", text[:_SAMPLE])
    return _by_script(sample) or _by_words(sample) or ENGLISH


def _by_script(text: str) -> str | None:
    """The language whose script fills a good part of the letters."""
    if text.isascii():
        return None
    counts: Counter[str] = Counter()
    for character, number in Counter(text).items():
        script_of = _ANY_SCRIPT.match(character) if character >= _FIRST_SCRIPT else None
        if script_of:
            counts[script_of.lastgroup or ""] += number
    foreign = counts.total()
    letters = sum(map(str.isalpha, text))
    if letters < _LETTERS or foreign < letters * _SCRIPT_SHARE:
        return None
    script = max(sorted(counts), key=counts.__getitem__)
    if script in {"han", "kana"}:
        # Japanese prose always has its syllables; Chinese has none.
        return "ja" if counts["kana"] * 10 > counts["han"] else "zh"
    if script == "cyrillic":
        return "uk" if sum(text.count(letter) for letter in "іїєґ") * 50 > counts[script] else "ru"
    if script == "arabic":
        return "fa" if sum(text.count(letter) for letter in "پچژگ") * 50 > counts[script] else "ar"
    return script


def _by_words(text: str) -> str | None:
    """The language whose function words clearly outnumber English's."""
    words = Counter(_WORD.findall(text.casefold()))
    total = words.total()
    if total < _WORDS:
        return None
    hits = {name: sum(words[word] for word in listed) for name, listed in _FUNCTION_WORDS.items()}
    best = max(sorted(hits), key=hits.__getitem__)
    distinct = len(words.keys() & _FUNCTION_WORDS[best])
    clear = hits[best] >= max(total * _FUNCTION_SHARE, hits[ENGLISH] * _LEAD) and distinct >= _DISTINCT
    return best if best != ENGLISH and clear else None
