"""Mermaid's own grammar, in a process of its own (owner of mermaidx and of the V8 that it brings).

Part of the extra ``casegrade[diagrams]``. A fault of the tool is never the author's: what it could
not read is then simply not known.
"""
