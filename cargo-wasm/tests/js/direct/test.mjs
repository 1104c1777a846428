// Everything that crosses without wasm-bindgen, and what is refused.
const texts = ["", "a", "für", "€", "😀", "a".repeat(16), "a".repeat(17), "x".repeat(24), "é".repeat(24), "y".repeat(25),
  "ab€".repeat(400), "z".repeat(1500), "😀é".repeat(40_000), "w".repeat(3_000_000) + "€", "\0", "\ufeffbom"];

export default async (js, { equal, throws, checks, collected }) => {
  let back = () => {};
  globalThis.test = {
    repeat: (text, times) => text.repeat(times),
    squares: (values) => values.map((value) => value * value),
    lookup: (key) => {
      if (key === "bad") throw new Error("no such key", { cause: new TypeError("it is bad") });
      if (key === "text") return "no number";
      return key === undefined || key === "none" ? undefined : key.length;
    },
    callBack: (number) => back(number),
    heaviest: (vertices) => {
      globalThis.kept = vertices;
      return Math.max(...vertices.array.map((vertex) => vertex.weight.mass));
    },
    letter: (letter, upper) => (upper ? letter.toUpperCase() : letter),
    bigNumber: (number) => (number === 2n ** 64n - 1n ? -1n : BigInt(number)),
  };

  // Numbers.
  equal(js.add(2, 3), 5);
  equal(js.sameU32(4294967295), 4294967295);
  equal(js.sameU64(2n ** 64n - 1n), 2n ** 64n - 1n);
  equal([js.narrow(255, -1), js.not(true), js.not(false)], [254999, false, true]);
  equal([js.next("a"), js.next("😀")], ["b", "😁"]);
  throws(() => js.next("ab"), TypeError, "next: `letter` must be a string of one character, not a string");
  throws(() => js.next(""), TypeError, "next: `letter` must be a string of one character");
  throws(() => js.sameU64(1), TypeError, checks ? "sameU64: `a` must be a bigint, not a number" : "BigInt");
  if (checks) {
    throws(() => js.add("2", 3), TypeError, "add: `a` must be a number, not a string");
    throws(() => js.add(2), TypeError, "add: `b` must be a number, not undefined");
    throws(() => js.narrow(256, 0), RangeError, "narrow: `a` must be a whole number from 0 to 255, not 256");
    throws(() => js.add(1.5, 0), RangeError, "from -2147483648 to 2147483647, not 1.5");
    throws(() => js.not(1), TypeError, "not: `a` must be a boolean, not a number");
    throws(() => js.sameU64(-1n), RangeError, "sameU64: `a`");
  } else {
    equal(js.narrow(256, 128), -128, "as WebAssembly converts");
  }

  // Texts.
  for (const text of texts) {
    equal(js.textLength(text), new TextEncoder().encode(text).length);
    equal(js.exclaim(text), text + "!");
    equal(js.callRepeat(text), text.repeat(3));
    equal(js.greet(text), `Hello, ${text}!`);
    equal(js.greet("Ann", text), `Hello, ${text} Ann!`);
  }
  equal(js.exclaim("\ud800"), "\ufffd!", "half a character is none");
  equal([js.borrowedText(), js.greet("A", null)], ["für immer", "Hello, A!"]);
  throws(() => js.greet(1), TypeError, "greet: `name` must be a string, not a number");
  throws(() => js.greet("A", {}), TypeError, "greet: `title` must be a string, not Object");
  throws(() => js.exclaim(null), TypeError, "exclaim: `text` must be a string, not null");

  // Arrays that are copied.
  for (const n of [0, 1, 3, 1000, 5000]) {
    const values = Float32Array.from({ length: n }, (_, i) => i % 7);
    equal(js.sum(values) + 0, values.reduce((a, b) => a + b, 0));
    js.scale(values, 2);
    equal(values[n - 1], n ? ((n - 1) % 7) * 2 : undefined, "copied back");
    equal(js.reverse(Float64Array.from(values)), Float64Array.from(values).reverse());
    equal(js.invert(new Uint8Array(n).fill(1)), new Uint8Array(n).fill(254));
  }
  equal(js.sum([1, 2, 3]), 6);
  const list = [1, 2];
  js.scale(list, 3);
  equal(list, [3, 6]);
  const clamped = new Uint8ClampedArray([1, 255]);
  js.invertInPlace(clamped);
  equal(clamped, new Uint8ClampedArray([254, 0]));
  equal(js.big(new BigInt64Array([1n, -2n])), new BigInt64Array([-1n, 2n]));
  equal(js.big([]), undefined);
  equal(js.diagonal([1, 0, 0, 0, 2, 0, 0, 0, 3]), new Float32Array([1, 2, 3]));
  throws(() => js.diagonal([1, 2]), RangeError, "diagonal: `matrix` must have 9 elements, not 2");
  throws(() => js.sum(new Float64Array(2)), TypeError, "sum: `values` must be a Float32Array, not Float64Array");
  throws(() => js.sum(), TypeError, "sum: `values` must be a Float32Array, not undefined");
  throws(() => js.sum({ length: 3 }), TypeError, "not Object");
  const detached = new Float32Array(4);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  throws(() => js.sum(detached), TypeError, "sum: the buffer of `values` is detached");
  throws(() => js.reverse("text"), TypeError, "reverse: `values` must be a Float64Array, not a string");

  // Arrays in memory of the module.
  const a = js.alloc(Float32Array, 4);
  equal([a.length, a.byteLength, a.array], [4, 16, new Float32Array(4)]);
  a.array.set([1, 2, 3, 4]);
  equal(js.sum(a), 10);
  js.scale(a, 10);
  equal([...a.array], [10, 20, 30, 40], "in place");
  const before = a.array;
  js.grow(60_000_000);
  equal([before.length, a.array.length, a.array[3]], [0, 4, 40], "memory has grown");
  js.addTo(a, new Float32Array([1, 1, 1, 1]));
  js.addTo(a, a.array);
  equal([...a.array], [22, 42, 62, 82], "its own memory, copied");
  throws(() => js.addTo(a, a), Error, "addTo: `from` is in use by a call that is under way, or given twice");
  equal(js.sum(a), 208, "and given back");
  throws(() => js.reverse(a), TypeError, "reverse: `values` must be a Float64Array, not WasmArray");
  throws(() => js.invert(a), TypeError, "invert: `bytes` must be a Uint8Array");
  throws(() => js.diagonal(a), RangeError, "must have 9 elements, not 4");
  equal(js.sum(a), 208);
  js.grow(200_000_000);
  equal(js.reverse(new Float64Array([1, 2])), new Float64Array([2, 1]), "copied into memory that grows");

  // Their end.
  a.free();
  throws(() => js.sum(a), Error, "sum: `values` was freed");
  throws(() => a.array, Error, "this WasmArray of Float32Array was freed");
  throws(() => a.free(), Error, "this WasmArray of Float32Array was freed");
  a[Symbol.dispose ?? Symbol.for("Symbol.dispose")]();
  const b = js.alloc(Float32Array, 1);
  back = () => b.free();
  throws(() => js.reenter(b, "x", 1), Error, "free: this array is in use by a call that is under way");
  back = () => js.scale(b, 1);
  throws(() => js.reenter(b, "x", 1), Error, "scale: `values` is in use");
  back = () => js.sum(b);
  throws(() => js.reenterMut(b, 1), Error, "sum: `values` is in use");
  equal(js.reenter(b, "read twice", 1), "read twice 0");
  b[Symbol.dispose ?? Symbol.for("Symbol.dispose")]();
  throws(() => js.alloc(DataView, 1), TypeError, "alloc: there are no arrays of a string here");
  throws(() => js.alloc(Float32Array, -1), RangeError, "alloc: -1 is no length");
  throws(() => js.alloc(Float32Array, 2 ** 31), RangeError, "the module has no memory for 8589934592 bytes");
  equal([...js.alloc(Uint8ClampedArray, 2).array], [0, 0]);

  // A call within a call has its own texts and arrays.
  back = (number) => {
    if (number > 0) equal(js.reenter([number], "n".repeat(number * 100), number - 1), `${"n".repeat(number * 100)} ${number}`);
    js.grow(1_000_000);
  };
  equal(js.reenter(new Float32Array([0.5]), "outer", 12), "outer 0.5");
  back = () => {
    throw new RangeError("from within");
  };
  const held = js.alloc(Float32Array, 2);
  throws(() => js.reenter(held, "x", 1), RangeError, "from within");
  held.free();
  equal(js.exclaim("still"), "still!");

  // Nothing and failure.
  equal([js.successor(), js.successor(null), js.successor(0), js.successor(4294967295)], [undefined, undefined, 1, undefined]);
  equal(js.parse("12"), 12);
  throws(() => js.parse("x"), Error, "invalid digit found in string");
  equal([js.parseSome(""), js.parseSome("-7")], [undefined, -7]);
  const error = throws(() => js.parseSome("x"), Error, "this is no number");
  equal(error.cause.message, "invalid digit found in string");
  throws(() => js.refuse(), Error, "never");

  // Imports.
  equal(js.sumOfSquares(4), 14);
  equal([js.callLookup("abc"), js.callLookup("none"), js.callLookup()], ["Some(3)", "None", "None"]);
  const thrown = throws(() => js.callLookup("bad"), Error, "no such key");
  equal(thrown.cause.message, "it is bad");
  equal(js.explainLookup("bad"), "no such key: it is bad");
  equal([js.callLetter("ä"), js.callBig(2n ** 64n - 1n), js.callBig(5n)], ["Ä", -1n, 5n]);
  equal([js.length(3, 4), js.fileName("/a/b.txt")], [5, "b.txt"]);
  globalThis.test.repeat = () => 5;
  throws(() => js.callRepeat("x"), TypeError, "repeat: `its result` must be a string, not a number");

  // Structs.
  const vertices = js.alloc(js.Vertex, 3);
  equal([vertices.length, vertices.byteLength], [3, 84]);
  const v = vertices.at(1);
  v.colourCode = 0xffffff00;
  v.place = [1, 2, 3];
  v.weight.mass = 65534;
  js.moveAll(vertices, 0.5);
  equal([v.colourCode, [...v.place], v.weight.mass, v.weights.map((w) => w.mass)], [255, [1.5, 2, 3], 65535, [0, 2]]);
  equal([vertices.at(-1).place[0], vertices.at(3), [...vertices].length], [0.5, undefined, 3]);
  throws(() => js.moveAll(new Float32Array(7), 1), TypeError, "moveAll: `vertices` must be a StructArray of Vertex, not Float32Array");
  throws(() => new js.Vertex(), TypeError, "Vertex: `alloc(Vertex, n).at(i)` makes one");
  equal(js.callHeaviest([3, 9, 4]), 9);
  throws(() => globalThis.kept.at(0).colourCode, Error, "was freed");
  vertices.free();
  throws(() => v.colourCode, Error, "this StructArray of Vertex was freed");

  // Names of ours are free for users.
  equal(js.copy("a", 1, 2, "b", [3], "c"), 'a 1 2 Some("b") [3] c');
  throws(() => js.copy("a", 1, 2, 5, [3], "c"), TypeError, "copy: `len` must be a string, not a number");
  const heap = [0, 0], maps = js.alloc(js.Map, 2);
  js.error(heap);
  maps.at(0).size = 7;
  equal([heap, js.get(maps)], [[1, 1], 7]);
  equal([js.start(), js.imports()], [1, 2]);

  // Memory stays as it is however often arrays come and go.
  const { memory } = await js.default();
  for (let i = 0; i < 1000; i++) js.alloc(Float32Array, 1000).free();
  const size = memory.buffer.byteLength;
  for (let i = 0; i < 1_000_000; i++) js.alloc(Float32Array, 1000).free();
  equal(memory.buffer.byteLength, size);
  await collected(() => js.alloc(Float32Array, 1_000_000), () => memory.buffer.byteLength < 1 << 30);
};
