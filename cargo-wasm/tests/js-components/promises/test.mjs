// Functions that wait: promises in both directions, several at once, errors at once and later.
export default async (promises, { equal, host, checks }) => {
  const { ComponentError, Queue } = promises;
  const clock = await host("clock");
  const rejected = async (call, type, text) => {
    try {
      await call();
    } catch (error) {
      equal(error instanceof type && error.message.includes(text), true, error);
      return error;
    }
    throw new Error(`no ${type.name}`);
  };
  const first = promises.both("one", "two");
  equal(first instanceof Promise, true);
  equal(await first, ["one!", "two!"]);
  equal(await promises.soon(255), 0);
  equal(await promises.nothing(), undefined);
  equal(await promises.all([]), []);

  const all = promises.all(["a", "b", "c"]);
  equal(clock.calls, 3);
  equal(await all, ["a!", "b!", "c!"]);
  equal(await promises.more(7, 0.5, "text", 2n ** 63n, true), ["7", "0.5", "text", "9223372036854775808", "true"]);

  // Several calls that wait at the same time.
  const many = Array.from({ length: 50 }, (_, i) => promises.both(`${i}`, "-"));
  equal(await Promise.all(many), many.map((_, i) => [`${i}!`, "-!"]));

  equal(await promises.first("slow", 9, "quick", 1), "quick!");
  equal(await promises.first("quick", 1, "slow", 9), "quick!");

  equal(await promises.checked("what?"), 5);
  equal((await rejected(() => promises.checked("none"), ComponentError, "none has no answer")).payload, "none has no answer");
  equal((await rejected(() => promises.checked("never"), ComponentError, "")).payload, "nobody knows");
  await rejected(() => promises.checked("broken"), RangeError, "the clock is broken");

  const queue = new Queue("q");
  equal(await Promise.all([queue.next(2), queue.next(1)]), ["q!", "q!"]);
  const opened = await Queue.open("o");
  equal(opened instanceof Queue, true);
  equal(await opened.next(1), "o!!");

  const trap = await promises.fails("x").catch((error) => error);
  equal(trap instanceof WebAssembly.RuntimeError, true);
  // The user's function comes first, by its name and place in the source.
  if (checks) equal(/^\s*at \S*promises::fails\S* \(promises\/src\/lib.rs:\d+:\d+\)$/.test(trap.stack.split("\n")[1]), true, trap.stack);
};
