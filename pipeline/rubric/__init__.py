"""Rubrics: data that decides what a study must show and what it is worth."""

from pipeline.rubric.model import CapRule, Gate, Level, Question, Rubric, Rule, SectionRule
from pipeline.rubric.reader import read

__all__ = ["CapRule", "Gate", "Level", "Question", "Rubric", "Rule", "SectionRule", "read"]
