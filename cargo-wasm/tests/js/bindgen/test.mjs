// What goes through wasm-bindgen, beside what does not.
export default async (js, { equal, throws }) => {
  const counter = new js.Counter(5);
  equal([counter.currentValue, counter.label, counter.step, counter.hidden, counter.private], [5, "counter", 2, undefined, undefined]);
  equal([counter.countUp(), counter.countUp(10), counter.calls], [7, 17, 2]);
  counter.limit = 9;
  counter.label = "für";
  equal([counter.currentValue, counter.label], [9, "für"]);
  throws(() => (counter.step = 1), TypeError, "");
  equal(counter.tryTake(4), 5);
  const error = throws(() => counter.tryTake(40), Error, "there are only 5");
  equal(error.cause.message, "an error occurred when formatting an argument");
  equal(await counter.later(Promise.resolve(3)), 3);
  const both = counter.both(new js.Counter(1));
  equal([both.currentValue, both.label], [6, "für"]);
  throws(() => counter.currentValue, Error, "null pointer");
  equal(counter.NotExported, undefined);

  equal([js.Direction.North, js.Direction.South, js.turnAround(js.Direction.North)], [0, 7, 7]);
  equal(js.mapAll([1, "a"], (x) => x + x), [2, "aa"]);
  throws(() => js.mapAll([1], () => { throw new RangeError("from JavaScript"); }), RangeError, "from JavaScript");
  equal(js.reject("text"), "text");
  equal(throws(() => js.reject(3), Error, "there are only 3").cause instanceof Error, true);
  equal(await js.waitAndAdd(2, 3), 5);
  equal((await js.waitAndAdd(200, 3).catch((error) => error)).message, "too much");

  equal([js.add(2, 3), js.countWords("a b  c")], [5, 3]);
  equal(js.throughMap({ a: [1] }), '{"a":[1]}');
  const object = { a: 1 };
  equal([js.cloneOf(object), js.cloneOf(object) === object], [object, false]);
  equal(js.cloneOf(() => {}).includes("could not be cloned"), true);
  equal(js.numberIn("12px"), 12);

  // References of ours to their objects.
  const array = [1, 2];
  equal([js.keep(array), js.keep([]), js.giveBack(), js.giveBack() === array, js.giveBack()], [1, 2, [], true, undefined]);
  equal(js.reversed([1, 2]), [2, 1]);
  globalThis.test = { sameArray: (array) => array, listen: (listener) => (globalThis.listener = listener) };
  equal(js.thereAndBack([1, 2, 3]), 3);

  // Views beside objects.
  const values = js.alloc(Float64Array, 2), four = new js.Counter(4);
  equal([js.addCounter(four, values, [1, 2], "Ann"), [...values.array]], ["Ann: 2", [4, 8]]);
  throws(() => js.addCounter(four, values, values, ""), Error, "addCounter: `weights` is in use");
  throws(() => js.addCounter(four, [], new Float64Array(1), ""), Error, "there are only 0");
  throws(() => js.addCounter(four, values, new Float32Array(1), ""), TypeError, "addCounter: `weights` must be a Float64Array");
  values.free();

  // A closure ends with its owner.
  js.beginToListen();
  const { listener } = globalThis;
  equal([listener(1), listener(2)], [1, 3]);
  js.stopToListen();
  throws(() => listener(3), Error, "closure invoked");

  // Objects that come and go leave nothing in the table.
  const { memory } = await js.default();
  for (let i = 0; i < 1_000_000; i++) js.reject("x");
  for (let i = 0; i < 1_000_000; i++) js.thereAndBack([]);
  const size = memory.buffer.byteLength;
  for (let i = 0; i < 200_000; i++) new js.Counter(i).free();
  equal(memory.buffer.byteLength, size);
};
