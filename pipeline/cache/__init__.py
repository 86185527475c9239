"""Reports kept by content, so that a study that did not change is not graded again.

A kept report is a hint and nothing more: whatever is wrong with it, or with the directory that
holds it, the study is graded as if nothing had been kept. It is data that cannot run as code.
"""

from pipeline.cache.folder import folder
from pipeline.cache.store import Store

__all__ = ["Store", "folder"]
