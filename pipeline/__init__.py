"""Grade engineering case studies that live in git against a rubric."""

__version__ = "0.1.0"
