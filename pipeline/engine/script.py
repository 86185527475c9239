"""What runs inside V8: mermaid reads a diagram, and its own model of it is told in plain values."""

from __future__ import annotations

from pathlib import Path

# The DOM that mermaidx brings asks these when something is drawn; parsing draws nothing.
HOOKS = """
globalThis.__log = () => {};
globalThis.__measureText = () => 0;
globalThis.__measureTextFull = () => ({width: 0, ascent: 0, descent: 0, xHeight: 0});
globalThis.__measureGlyphs = () => [];
globalThis.__measureForeignObject = () => ({width: 0, height: 0, line_count: 1, line_height: 0});
"""
START = """
globalThis.mermaid = __esbuild_esm_mermaid_nm.mermaid.default || __esbuild_esm_mermaid_nm.mermaid;
mermaid.initialize({startOnLoad: false, suppressErrorRendering: true});
"""
# Line types of sequence diagrams that open a branch: alt, else, opt, loop, par, critical, option, break.
READ = """
(() => {
  const BRANCHES = new Set([10, 12, 13, 15, 19, 20, 27, 28, 30]);
  const say = (value) => String(value === undefined || value === null ? "" : value).slice(0, 200);
  const pairs = (map) => map && map.entries ? Array.from(map.entries()) : Object.entries(map || {});
  const models = {
    flowchart: (db) => ({
      nodes: pairs(db.getVertices()).map(([id, node]) => [id, say(node.text || id)]),
      edges: db.getEdges().map((edge) => [edge.start, edge.end, say(edge.text)]),
      groups: db.getSubGraphs().map((group) => say(group.title)),
      holds: db.getSubGraphs().map((group) => [group.id, group.nodes.slice(0, 500)]),
    }),
    sequence: (db) => ({
      nodes: pairs(db.getActors()).map(([id, actor]) => [id, say(actor.description || id)]),
      edges: db.getMessages().filter((m) => m.from && m.to && m.message !== undefined && m.type !== 2)
        .map((m) => [m.from, m.to, say(m.message && m.message.text !== undefined ? m.message.text : m.message)]),
      groups: (db.getBoxes ? db.getBoxes() : []).map((box) => say(box.name)),
      branches: db.getMessages().filter((m) => BRANCHES.has(m.type) && !m.from).map((m) => say(m.message)),
    }),
    er: (db) => {
      const names = new Map(pairs(db.getEntities()).map(([name, entity]) => [entity.id, name]));
      return {
        nodes: pairs(db.getEntities()).map(([name, entity]) => [name, say(entity.alias || name)]),
        edges: db.getRelationships().map((r) => [say(names.get(r.entityA)), say(names.get(r.entityB)), say(r.roleA)]),
      };
    },
    class: (db) => ({
      nodes: pairs(db.getClasses()).map(([id, one]) => [id, say(one.label || id)]),
      edges: db.getRelations().map((r) => [r.id1, r.id2, say(r.title)]),
    }),
    stateDiagram: (db) => ({
      nodes: pairs(db.getStates()).map(([id, state]) => [id, say((state.descriptions || []).join(" ") || id)]),
      edges: db.getRelations().map((r) => [r.id1, r.id2, say(r.relationTitle)]),
    }),
  };
  const model = (type) => models[Object.keys(models).find((name) => type.startsWith(name))] || (() => ({}));
  globalThis.__read = async (text) => {
    globalThis.__answer = null;
    try {
      const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
      const found = model(diagram.type)(diagram.db);
      for (const name of Object.keys(found)) found[name] = found[name].slice(0, 500);
      globalThis.__answer = JSON.stringify({type: diagram.type, ...found});
    } catch (error) {
      const loc = error && error.hash && error.hash.loc;
      const line = loc && Number.isInteger(loc.last_line) ? loc.last_line : 0;
      const said = String(error && error.message || error).slice(0, 2000);
      globalThis.__answer = JSON.stringify({error: said, line});
    }
  };
})();
"""


def scripts(assets: Path) -> tuple[str, ...]:
    """What a fresh context runs, in order; ``assets`` is the folder that mermaidx brings."""
    shim, mermaid = ((assets / name).read_text(encoding="utf-8") for name in ("dom_shim.js", "mermaid.js"))
    return HOOKS, shim, mermaid, START, READ
