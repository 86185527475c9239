"""How well scores agree with raters: labels and reports → figures with intervals. Pure; floats are fine here."""

from pipeline.agreement.case import Case
from pipeline.agreement.labels import Label, read_labels, read_repositories
from pipeline.agreement.summary import Agreement, agreement

__all__ = ["Agreement", "Case", "Label", "agreement", "read_labels", "read_repositories"]
