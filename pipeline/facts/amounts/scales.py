"""The units that amounts are converted from: one table, case-sensitive where case decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

MINUTE, HOUR, DAY = 60, 3_600, 86_400
MONTH, YEAR = 365 * DAY // 12, 365 * DAY
"""A month is the twelfth of a year of 365 days: 2,628,000 seconds."""


@dataclass(frozen=True, slots=True)
class Scale:
    """One unit is ``size`` base units of ``dimension``; ``unit`` and ``per`` as ``Amount`` has them."""

    dimension: str
    size: Fraction
    unit: str
    per: str = ""


TIMES: Mapping[str, tuple[str, Fraction]] = MappingProxyType(
    {
        name: (canon, Fraction(size))
        for canon, size, names in (
            ("nanosecond", Fraction(1, 10**9), ("ns", "nanosecond", "nanoseconds")),
            ("microsecond", Fraction(1, 10**6), ("µs", "μs", "us", "microsecond", "microseconds")),
            ("millisecond", Fraction(1, 1000), ("ms", "msec", "msecs", "millis", "millisecond", "milliseconds")),
            ("second", 1, ("s", "sec", "secs", "second", "seconds")),
            ("minute", MINUTE, ("min", "mins", "minute", "minutes")),
            ("hour", HOUR, ("h", "hr", "hrs", "hour", "hours")),
            ("day", DAY, ("d", "day", "days")),
            ("week", 7 * DAY, ("wk", "wks", "week", "weeks")),
            ("month", MONTH, ("mo", "month", "months")),
            ("year", YEAR, ("yr", "yrs", "year", "years")),
        )
        for name in names
    }
)
SECONDS: Mapping[str, Fraction] = MappingProxyType(dict(TIMES.values()))
"""The length of each time that a rate may be per, in seconds."""
DAILY: Mapping[str, str] = MappingProxyType(
    {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}
)
FACTORS: Mapping[str, int] = MappingProxyType(
    dict.fromkeys(("k", "K", "thousand"), 10**3)
    | dict.fromkeys(("M", "million", "mn", "mln", "mil"), 10**6)
    | dict.fromkeys(("B", "billion", "bn", "bln"), 10**9)
    | {"T": 10**12, "trillion": 10**12, "lakh": 10**5, "crore": 10**7}
)
CURRENCIES: Mapping[str, str] = MappingProxyType(
    {"usd": "$", "dollar": "$", "dollars": "$", "eur": "€", "euro": "€", "euros": "€", "gbp": "£", "inr": "₹"}
)
_PREFIXES = "KMGTPE"
_SPELLED = ("kilo", "mega", "giga", "tera", "peta", "exa")


def _data() -> dict[str, Scale]:
    """Bytes and bits with their prefixes; "Mb" could be either, so it stays as it is."""
    table = {
        "B": Scale("bytes", Fraction(1), "byte"),
        "byte": Scale("bytes", Fraction(1), "byte"),
        "bytes": Scale("bytes", Fraction(1), "byte"),
        "bit": Scale("bits", Fraction(1), "bit"),
        "bits": Scale("bits", Fraction(1), "bit"),
        "bps": Scale("bits", Fraction(1), "bit", "second"),
    }
    for power, prefix in enumerate(_PREFIXES, 1):
        size, binary = Fraction(1000**power), Fraction(1024**power)
        for upper in {prefix, prefix.lower() if prefix == "K" else prefix}:
            table[f"{upper}B"] = Scale("bytes", size, "byte")
            table[f"{upper}iB"] = Scale("bytes", binary, "byte")
            table[f"{upper}Bps"] = Scale("bytes", size, "byte", "second")
            table[f"{upper}bps"] = Scale("bits", size, "bit", "second")
            table[f"{upper}bit"] = Scale("bits", size, "bit")
            table[f"{upper}bits"] = Scale("bits", size, "bit")
            table[f"{upper}b"] = Scale("other", Fraction(1), f"{prefix}b")
        for name in (f"{_SPELLED[power - 1]}byte", f"{_SPELLED[power - 1]}bytes"):
            table[name] = Scale("bytes", size, "byte")
        table[f"{prefix}i"] = Scale("bytes", binary, "byte")
        table[f"{prefix.lower()}b"] = Scale("bytes", size, "byte")
        table[f"{prefix.lower()}bps"] = Scale("bits", size, "bit", "second")
    return table


def _rates() -> dict[str, Scale]:
    one = Fraction(1)
    names = {
        "request": ("QPS", "qps", "RPS", "rps"),
        "transaction": ("TPS", "tps"),
        "operation": ("IOPS", "iops", "OPS"),
        "event": ("EPS",),
        "frame": ("FPS", "fps"),
    }
    return {word: Scale("count", one, noun, "second") for noun, words in names.items() for word in words}


def _plain() -> dict[str, Scale]:
    one = Fraction(1)
    return {
        **{name: Scale("time", size, "second") for name, (_, size) in TIMES.items()},
        **{name: Scale("percent", one, "%") for name in ("%", "percent", "pct")},
        **{name: Scale("percent", one, "pp") for name in ("pp", "ppt", "percentage points", "percent points")},
        **{case: Scale("money", one, sign) for name, sign in CURRENCIES.items() for case in (name, name.upper())},
        **{name: Scale("money", one, name) for name in "$€£₹¥"},
        **{name: Scale("money", Fraction(1, 100), "$") for name in ("cent", "cents", "¢")},
        **{name: Scale("factor", one, "x") for name in ("x", "X", "×")},
        **{name: Scale("frequency", Fraction(1000**n), "Hz") for n, name in enumerate(("Hz", "kHz", "MHz", "GHz"))},
        **{name: Scale("other", one, name) for name in ("m", "px", "pt", "em", "rem", "dpi", "mm", "cm", "km")},
        **{name: Scale("count", one, name.lower()) for name in ("DAU", "MAU", "WAU", "CCU", "SMS", "push", "LOC")},
        **{name: Scale("count", one, "vcpu") for name in ("vCPU", "vCPUs", "vcpu", "vcpus")},
    }


SCALES: Mapping[str, Scale] = MappingProxyType({**_plain(), **_data(), **_rates()})
