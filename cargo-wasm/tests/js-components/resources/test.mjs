// Objects of classes that the component has, and of one that the host has: each ends once.
export default async (resources, { equal, throws, collected, host }) => {
  const { Counter, Ticket, ComponentError } = resources;
  const { Canvas } = await host("draw");
  const counter = new Counter(3);
  equal([counter.get(), counter.add(4), counter.get()], [3, 7, 7]);
  resources.bump(counter);
  equal(counter.get(), 8);
  equal(counter instanceof Counter, true);
  equal(Counter.sum(counter, new Counter(2)).get(), 10);
  equal(Counter.finish(counter), "8");
  throws(() => counter.get(), TypeError, "not given away or disposed of");
  throws(() => Counter.finish(counter), TypeError, "not given away or disposed of");
  throws(() => Counter.finish({}), TypeError, "an object of class Counter, got Object");
  equal(throws(() => Counter.tryNew(-1), ComponentError, "").payload.length > 0, true);
  equal(Counter.tryNew(5).get(), 5);
  const ticket = new Ticket(12);
  equal([ticket.seat(), Ticket.redeem(ticket)], [12, 12]);
  throws(() => ticket.seat(), TypeError, "not given away or disposed of");

  const many = resources.counters(Uint32Array.of(1, 2, 3));
  equal(many.map((one) => one.get()), [1, 2, 3]);
  equal(resources.total(many, new Counter(4)), 10);
  throws(() => many[0].get(), TypeError, "not given away");
  equal(resources.total([], undefined), 0);
  const pair = resources.makePair(1, 2);
  equal([pair.first.get(), pair.rest[0].get()], [1, 2]);
  equal(resources.split(pair), [1, 2]);
  const ended = new Counter(1);
  ended[Symbol.dispose]();
  ended[Symbol.dispose]();
  throws(() => ended.get(), TypeError, "not given away or disposed of");

  const before = Canvas.open;
  equal(resources.draw("abcd"), "4 3 12 closed 3");
  equal(Canvas.open, before);
  equal(throws(() => resources.draw("none"), ComponentError, "no such canvas").payload, "no such canvas");
  throws(() => resources.draw("broken"), RangeError, "the host is broken");
  const canvas = new Canvas(2, 5);
  equal(resources.measure(canvas, undefined), 10);
  equal(resources.measure(canvas, new Canvas(1, 1)), 11);
  equal(resources.passOn(canvas), canvas);
  equal(Canvas.open, before + 1);

  // What is dropped in JavaScript is dropped in the component: memory is not lost.
  const memory = resources.initSync?.().memory;
  let size;
  for (let round = 0; round < 40; round++) {
    await collected(() => new Counter(round).get(), () => true);
    if (round === 20) size = memory?.buffer.byteLength;
  }
  equal(memory?.buffer.byteLength, size);
};
