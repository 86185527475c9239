"""Where studies come from: a source of files → which studies stand there → each of them, read.

The source is a protocol of two methods, so that nothing here can tell a work tree from an index or
a revision, and a study read from any of the three is the same study.
"""

from pipeline.load.places import INDEX, Place, places, standing, touched
from pipeline.load.reading import Gathered, assembled, gather, study
from pipeline.load.source import Entry, Source, read_optional
from pipeline.load.waivers import waivers

__all__ = [
    "INDEX",
    "Entry",
    "Gathered",
    "Place",
    "Source",
    "assembled",
    "gather",
    "places",
    "read_optional",
    "standing",
    "study",
    "touched",
    "waivers",
]
