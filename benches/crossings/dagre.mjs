// Lays out the workflows that benches/crossings.rs writes with dagre and counts what it counts:
// pairs of edges that cross, and edges that pass through a node that is not theirs.
//
//   cargo bench --bench crossings -- --json | node benches/crossings/dagre.mjs
import dagre from "@dagrejs/dagre";

let text = "";
for await (const part of process.stdin) text += part;
const workflows = JSON.parse(text);

// The part of the segment a–b within the box shrunk by `off`: is there any?
function passes(a, b, box, off = 0.5) {
  let [from, to] = [0, 1];
  for (const [p, d, low, high] of [
    [a.x, b.x - a.x, box.x - box.width / 2 + off, box.x + box.width / 2 - off],
    [a.y, b.y - a.y, box.y - box.height / 2 + off, box.y + box.height / 2 - off],
  ]) {
    if (d === 0) {
      if (p <= low || p >= high) return false;
      continue;
    }
    const [s, t] = [(low - p) / d, (high - p) / d];
    from = Math.max(from, Math.min(s, t));
    to = Math.min(to, Math.max(s, t));
  }
  return from < to;
}

function cross(a, b, c, d) {
  const side = (p, q, r) => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
  const [s, t, u, v] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  return s * t < -1e-6 && u * v < -1e-6;
}

// Parts up to 15 steps (a wall poster), 16 to 25, and over.
const parts = [[5, 15], [16, 25], [26, 40]].map(([from, to]) => ({
  from, to, count: 0, edges: 0, ours: 0, theirs: 0, better: 0, worse: 0, through: 0,
}));
let spent = 0;
for (const { steps, edges, crossings } of workflows) {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 24, ranksep: 30 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (let i = 0; i < steps; i++) graph.setNode(String(i), { width: 184, height: 44 });
  edges.forEach(([a, b], k) => graph.setEdge(String(a), String(b), {}, String(k)));
  const before = process.hrtime.bigint();
  dagre.layout(graph);
  spent += Number(process.hrtime.bigint() - before) / 1e6;
  const lines = graph.edges().map((e) => ({ ...e, points: graph.edge(e).points }));
  let theirs = 0;
  for (let i = 0; i < lines.length; i++) {
    for (let j = i + 1; j < lines.length; j++) {
      const [p, q] = [lines[i].points, lines[j].points];
      for (let a = 1; a < p.length; a++) {
        for (let b = 1; b < q.length; b++) theirs += cross(p[a - 1], p[a], q[b - 1], q[b]) ? 1 : 0;
      }
    }
  }
  let through = 0;
  for (const { v, w, points } of lines) {
    for (const n of graph.nodes().filter((n) => n !== v && n !== w)) {
      if (points.some((p, k) => k && passes(points[k - 1], p, graph.node(n)))) through++;
    }
  }
  const part = parts.find((p) => p.from <= steps && steps <= p.to);
  part.count++;
  part.edges += edges.length;
  part.ours += crossings;
  part.theirs += theirs;
  part.through += through;
  part.better += crossings < theirs ? 1 : 0;
  part.worse += crossings > theirs ? 1 : 0;
}
console.log("steps | workflows | edges | crossings ours | dagre | ours / dagre | ours fewer | ours more | dagre through a node");
for (const p of parts) {
  const ratio = p.theirs ? (p.ours / p.theirs).toFixed(2) : "–";
  console.log(`${p.from}–${p.to} | ${p.count} | ${p.edges} | ${p.ours} | ${p.theirs} | ${ratio} | ${p.better} | ${p.worse} | ${p.through}`);
}
console.log(`dagre: ${(spent / workflows.length).toFixed(2)} ms a workflow`);
