// What calls between JavaScript and WebAssembly take, in Node and in a page alike: `load` makes the modules, `measure` yields a
// row for each thing that is called.

const ROUNDS = 41;
// Milliseconds: what a round takes at least, so that a clock of 5 µs is fine enough and few rounds are interrupted, and how long
// each is called before.
const ROUND = 1, WARM = 40;

/** The three modules from below `base`; `read` gets the bytes of a file there. `reversed`: ours is the last to get memory. */
export async function load(base, read, reversed) {
  globalThis.bench = { tick: (n) => n, tickText: (text) => text.length, same: (object) => object };
  const loads = {
    ours: async () => {
      const ours = await import(`${base}ours/ours_init.js`);
      await ours.default(await read("ours/ours.wasm"));
      return ours;
    },
    bindgen: async () => {
      const bindgen = await import(`${base}bindgen/bindgen.js`);
      await bindgen.default({ module_or_path: await read("bindgen/bindgen_bg.wasm") });
      return bindgen;
    },
    raw: async () => (await WebAssembly.instantiate(await read("raw.wasm"), { bench: globalThis.bench })).instance.exports,
  };
  const names = Object.keys(loads), modules = {};
  for (const name of reversed ? names.reverse() : names) modules[name] = await loads[name]();
  return modules;
}

/** Rows of a group: what, its size, and nanoseconds of a call for each contender. */
export function* measure(group, modules, reversed) {
  for (const row of GROUPS[group](modules)) {
    if (reversed) row.calls = Object.fromEntries(Object.entries(row.calls).reverse());
    yield { what: row.what, size: row.size ?? 0, ns: timed(row) };
  }
}

let loops = 0;
// A loop with a text of its own, which the engine compiles for the one function that it calls.
const loop = (call) =>
  new Function("call", `return function loop${loops++}(count) { let last; for (let i = 0; i < count; i++) last = call(i); return last; }`)(call);

// A quarter of the rounds were quicker. Whatever else the machine does can only lengthen a round, and on a busy one lengthens
// half of them; the least of all would leave out what the garbage collector takes.
const quartile = (times) => times.toSorted((a, b) => a - b)[times.length >> 2];

// Rounds in turn, each time begun by another. `floors` are ways to do the same by hand, of which the quickest counts.
function timed({ calls, floors = [], per = 1, what }) {
  const names = Object.keys(calls);
  agree(what, calls);
  const runs = names.map((name) => ({ run: loop(calls[name]), count: 1, times: [] }));
  for (const each of runs) {
    for (const start = performance.now(); performance.now() - start < WARM; ) each.run(each.count);
    // Two rounds, for one may have been interrupted.
    while (Math.min(round(each), round(each)) < ROUND && each.count < 2 ** 26) each.count *= 2;
  }
  for (let i = 0; i < ROUNDS; i++)
    for (let turn = 0; turn < runs.length; turn++) {
      const each = runs[(i + turn) % runs.length];
      each.times.push((round(each) / each.count / per) * 1e6);
    }
  const ns = Object.fromEntries(names.map((name, i) => [name, quartile(runs[i].times)]));
  if (floors.length) ns.raw = Math.min(...floors.map((name) => ns[name]));
  return ns;
}

const round = ({ run, count }) => {
  const start = performance.now();
  run(count);
  return performance.now() - start;
};

// Who is quick because it does something else has not won.
function agree(what, { ours, bindgen }) {
  const seen = (value) => (typeof value === "object" ? `${value.constructor.name} ${value.length}` : `${value}`);
  if (bindgen && seen(ours(3)) !== seen(bindgen(3))) throw new Error(`${what}: ${seen(ours(3))} is not ${seen(bindgen(3))}`);
}

const scratch = new Uint8Array(400_000), encoder = new TextEncoder();
// A character loop, for texts of letters that have one or two bytes.
const byLetters = (text) => {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 128) scratch[n++] = c;
    else if (c < 2048) (scratch[n++] = 192 | (c >> 6)), (scratch[n++] = 128 | (c & 63));
    else return 0;
  }
  return n;
};

// A call of raw WebAssembly, with what the one before returned: else an engine that sees into WebAssembly leaves it out.
// Its text is its own for the same reason as a loop's.
const again = (add) => new Function("add", `let x = 0; return function again${loops++}() { return (x = add(x, 1)); }`)(add);

const GROUPS = {
  *scalar({ raw, ours, bindgen }) {
    // Bound once, as an import is.
    const { add } = raw, { add: a, addUnsigned: u } = ours, { add: b, addUnsigned: v } = bindgen;
    yield { what: "`add(i32, i32) -> i32`", calls: { raw: again(add), ours: again(a), bindgen: again(b) } };
    const unsigned = (x, y) => add(x, y) >>> 0;
    yield { what: "`add(u32, u32) -> u32`", calls: { raw: again(unsigned), ours: again(u), bindgen: again(v) } };
  },

  *references({ raw, ours, bindgen }) {
    const per = 1000, object = { some: "object" };
    const { add, importCalls } = raw;
    yield {
      what: "import `tick(i32) -> i32`",
      per,
      calls: { raw: () => importCalls(per), ours: () => ours.importCalls(per), bindgen: () => bindgen.importCalls(per) },
    };
    yield {
      what: "import, object in and out",
      per,
      calls: { raw: () => importCalls(per), ours: () => ours.importSame(object, per), bindgen: () => bindgen.importSame(object, per) },
    };
    const { refIn, same } = ours, { refIn: refIn2, same: same2 } = bindgen;
    yield { what: "export, object in", calls: { raw: again(add), ours: () => refIn(object), bindgen: () => refIn2(object) } };
    yield { what: "export, object in and out", calls: { raw: again(add), ours: () => same(object), bindgen: () => same2(object) } };
  },

  *views({ raw, ours }) {
    const { add } = raw, { alloc, first, touch } = ours;
    for (const size of [4, 64, 1024, 16384, 1 << 18, 1 << 22, 1 << 24]) {
      const array = alloc(Float32Array, size / 4), plain = new Float32Array(size / 4);
      const call = again(add);
      yield {
        what: "`View`", size,
        calls: { raw: (i) => ((plain[0] = i), call()), ours: (i) => ((array.array[0] = i), first(array)) },
      };
      yield {
        what: "`ViewMut`", size,
        calls: { raw: (i) => ((plain[0] = i), call(), plain[0]), ours: (i) => ((array.array[0] = i), touch(array), array.array[0]) },
      };
      array.free();
    }
  },

  *lists({ ours, bindgen }) {
    for (let size = 16; size <= 1 << 24; size *= 32) {
      // A copy takes up to twice as long where the two places are alike in the lower bits of their addresses, so what is copied
      // begins in many places.
      const n = size / 4, buffer = new ArrayBuffer(size + 16 * 272), copy = new Float32Array(n);
      const places = Array.from({ length: 16 }, (_, i) => new Float32Array(buffer, i * 272, n));
      const slice = () => copy.slice();
      const { sliceIn, vecIn, vecOut, fill } = ours, { sliceIn: sliceIn2, vecIn: vecIn2, vecOut: vecOut2 } = bindgen;
      const set = (i) => copy.set(places[i & 15]);
      yield { what: "`&[f32]` in", size, calls: { raw: set, ours: (i) => sliceIn(places[i & 15]), bindgen: (i) => sliceIn2(places[i & 15]) } };
      yield { what: "`Vec<f32>` in", size, calls: { raw: set, ours: (i) => vecIn(places[i & 15]), bindgen: (i) => vecIn2(places[i & 15]) } };
      yield { what: "`Vec<f32>` out", size, calls: { raw: slice, ours: () => vecOut(n), bindgen: () => vecOut2(n) } };
      const array = ours.alloc(Float32Array, n);
      const reuse = () => (fill(array), array.array);
      yield { what: "the same, a `ViewMut` that is used again", size, calls: { raw: slice, ours: reuse, bindgen: () => vecOut2(n) } };
      array.free();
    }
  },

  *texts({ raw, ours, bindgen }) {
    const { add } = raw;
    const { textIn, textOut } = ours, { textIn: textIn2, textOut: textOut2 } = bindgen;
    for (const size of [10, 1000, 100_000]) {
      for (const [name, unit] of [["ASCII", "0123456789"], ["mixed", "grün, häß!"]]) {
        const text = unit.repeat(size / 10);
        yield {
          what: `\`&str\` in, ${name}`, size, floors: ["encode", "letters"],
          calls: {
            encode: () => add(1, encoder.encodeInto(text, scratch).written),
            letters: () => add(1, byLetters(text)),
            ours: () => textIn(text),
            bindgen: () => textIn2(text),
          },
        };
      }
    }
    for (const size of [10, 1000, 100_000])
      yield { what: "`String` out", size, calls: { ours: () => textOut(size), bindgen: () => textOut2(size) } };
    const text = "0123456789", per = 100;
    yield {
      what: "import `tick_text(&str) -> i32`", size: 10, per,
      calls: { ours: () => ours.importTexts(text, per), bindgen: () => bindgen.importTexts(text, per) },
    };
  },
};
