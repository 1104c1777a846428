// Calls between JavaScript and WebAssembly: node run.mjs OURS BINDGEN, the entries of both packages for Node.
// Prints a JSON array of rows: what, size in bytes or 0, and nanoseconds a call: the floor, ours, wasm-bindgen's.
import { pathToFileURL } from "node:url";

globalThis.bench = { tick: (n) => n, tickText: (text) => text.length };
const [ours, theirs] = await Promise.all(process.argv.slice(2).map((path) => import(pathToFileURL(path))));
const raw = await ours.default();

const now = () => Number(process.hrtime.bigint());
let sink = 0;

// Nanoseconds a call: the least of several rounds, which others on the machine can only lengthen.
function measure(call) {
  const round = (count) => {
    const start = now();
    for (let i = 0; i < count; i++) sink += Number(call(i)?.length ?? 1);
    return (now() - start) / count;
  };
  // Until the engine has compiled it for good.
  for (const start = now(); now() - start < 60e6; ) round(100);
  let count = 1;
  while (round(count) * count < 2e6 && count < 1 << 24) count *= 2;
  let best = Infinity;
  for (let i = 0; i < 9; i++) best = Math.min(best, round(count));
  return best;
}

// A loop that has seen one function alone is compiled for it.
for (const call of [(i) => i, () => "a", () => [], (i) => raw.raw_add(i, 1)]) measure(call);

const rows = [];
function row(what, size, floor, own, their) {
  const [a, b, c] = [floor, own, their].map((call) => call && Number(measure(call).toPrecision(3)));
  rows.push({ what, size, floor: a, ours: b, bindgen: c });
}

row("scalar export", 0, (i) => raw.raw_add(i, 1), (i) => ours.add(i, 1), (i) => theirs.add(i, 1));
row("unsigned export", 0, (i) => raw.raw_add(i, 1) >>> 0, (i) => ours.addUnsigned(i, 1), (i) => theirs.addUnsigned(i, 1));
row("1000 import calls", 0, undefined, () => ours.importCalls(1000), () => theirs.importCalls(1000));
row("100 import calls with a text", 10, undefined, () => ours.importTexts("0123456789", 100), () => theirs.importTexts("0123456789", 100));

const scratch = new Uint8Array(400_000), encoder = new TextEncoder();
const loop = (s) => {
  let n = 0;
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c < 128) scratch[n++] = c;
    else if (c < 2048) (scratch[n++] = 192 | (c >> 6)), (scratch[n++] = 128 | (c & 63));
    else return 0;
  }
  return n;
};
for (const length of [10, 1000, 100_000]) {
  for (const [name, unit] of [["ASCII", "0123456789"], ["mixed", "grün, häß!"]]) {
    const text = unit.repeat(length / 10);
    const best = Math.min(measure(() => loop(text)), measure(() => encoder.encodeInto(text, scratch).written));
    row(`&str in, ${name}`, length, undefined, () => ours.textIn(text), () => theirs.textIn(text));
    rows.at(-1).floor = Number(best.toPrecision(3));
  }
}
for (const length of [10, 1000, 100_000]) row("String out", length, undefined, () => ours.textOut(length), () => theirs.textOut(length));

for (let bytes = 4; bytes <= 1 << 24; bytes *= 16) {
  const array = ours.alloc(Float32Array, bytes / 4);
  row("View", bytes, (i) => raw.raw_add(i, 1), () => ours.first(array), undefined);
  row("ViewMut", bytes, (i) => raw.raw_add(i, 1), () => ours.touch(array), undefined);
  array.free();
}
for (let bytes = 16; bytes <= 1 << 24; bytes *= 32) {
  const values = new Float32Array(bytes / 4), copy = new Float32Array(bytes / 4);
  row("&[f32] in", bytes, () => copy.set(values), () => ours.sliceIn(values), () => theirs.sliceIn(values));
  row("Vec<f32> in", bytes, () => copy.set(values), () => ours.vecIn(values), () => theirs.vecIn(values));
  row("Vec<f32> out", bytes, () => copy.slice(), () => ours.vecOut(bytes / 4), () => theirs.vecOut(bytes / 4));
}
console.log(JSON.stringify(rows));
