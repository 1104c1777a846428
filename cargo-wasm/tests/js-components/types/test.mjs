// Values of every type, made by chance, come back as they were: from the component, and through it from JavaScript.
import { generator } from "../chance.mjs";

export default async (types, { equal, throws }) => {
  const chance = generator(20261125);
  const { int, pick, list, text, maybe, letter, float, big, bool } = chance;
  const numbers = () => ({
    a: int(0, 255),
    b: int(-128, 127),
    c: int(0, 65535),
    d: int(-32768, 32767),
    e: int(0, 4294967295),
    f: int(-2147483648, 2147483647),
    g: big(0n, 2n ** 64n - 1n),
    h: big(-(2n ** 63n), 2n ** 63n - 1n),
    x: Math.fround(float()),
    y: float(),
    yes: bool(),
    letter: letter(),
  });
  const rights = () => ({ read: bool(), write: bool(), setOwner: bool() });
  const colour = () => pick(["red", "dark-green", "blue2"]);
  const shape = () =>
    pick([
      () => ({ tag: "nothing" }),
      () => ({ tag: "circle", val: float() }),
      () => ({ tag: "line", val: list(() => [int(-9, 9), int(-9, 9)]) }),
      () => ({ tag: "named", val: { text: text() } }),
    ])();
  const nested = () => ({
    names: list(text),
    numbers: maybe(numbers),
    shape: shape(),
    row: [int(0, 65535), int(0, 65535), int(0, 65535)],
    pair: [text(), colour()],
    rights: rights(),
  });
  const bytes = (n = int(0, 40)) => Uint8Array.from({ length: n }, () => int(0, 255));
  const result = (ok, err) => (bool() ? { tag: "ok", ...ok() } : { tag: "err", ...err() });
  for (let round = 0; round < 300; round++) {
    for (const [name, value] of [
      ["echoColours", list(colour)],
      ["echoNumbers", numbers()],
      ["echoNested", nested()],
      ["nestedList", list(nested)],
      ["nestedSlice", list(nested)],
      ["echoShape", shape()],
      ["long", Uint32Array.from({ length: 20 }, () => int(0, 4294967295))],
      ["aliased", list(text)],
      ["deep", list(() => list(() => maybe(() => result(() => ({ val: [int(0, 255), text()] }), () => ({ val: list(letter) })))))],
    ]) {
      equal(types[name](value), value, name);
    }
    const several = [
      ["unusualNames", [int(0, 255), text(), bool(), letter(), int(-128, 127), int(0, 255)]],
      ["options", [maybe(text), maybe(rights), maybe(bytes)]],
      ["halfResults", [result(() => ({ val: int(0, 255) }), () => ({})), result(() => ({}), () => ({ val: letter() })), result(() => ({}), () => ({}))]],
      ["texts", [list(text), [text(), Uint32Array.from(list(() => int(0, 4294967295)))]]],
      [
        "many",
        [int(0, 255), text(), Math.fround(float()), Float64Array.from(list(float)), letter(), bool(), big(-9n, 9n), maybe(() => int(0, 255)), int(0, 65535), int(-128, 127), text(), colour()],
      ],
    ];
    for (const [name, values] of several) equal(types[name](...values), values, name);
    const value = bool() ? { tag: "ok", val: text() } : { tag: "err", val: colour() };
    if (value.tag === "ok") equal(types.result(value), value.val);
    else equal(throws(() => types.result(value), types.ComponentError, "").payload, value.val);
  }
  equal(types.nothing(), undefined);
  equal(types.view(BigUint64Array.of(1n, 2n, 3n)), [6n, 3]);
  // Long text: one that grows by its encoding, one that does not, and both again after memory has grown.
  for (const sample of ["x".repeat(100_000), "ä".repeat(50_000) + "x".repeat(50_000), "x".repeat(90_000) + "😀€".repeat(9_000)]) {
    equal(types.aliased([sample, ""]), [sample, ""]);
  }
  equal(types.options(null, undefined, []), [undefined, undefined, new Uint8Array()]);
  // Half of a surrogate pair has no UTF-8.
  equal(types.aliased(["a\ud800b"]), ["a\ufffdb"]);
  throws(() => types.aliased([7]), TypeError, "expected a string, got number 7");
  throws(() => types.aliased("seven"), TypeError, "expected a list, got string seven");
  throws(() => types.echoShape({ tag: "square" }), TypeError, "nothing, circle, line, named");
  throws(() => types.echoShape(undefined), TypeError, "nothing, circle, line, named");
  throws(() => types.echoColours(["pink"]), TypeError, "one of red, dark-green, blue2, got string pink");
  throws(() => types.unusualNames(1, "", false, "ab", 1, 1), TypeError, "a string of one character, got string ab");
  throws(() => types.unusualNames(1, "", false, "\ud800", 1, 1), TypeError, "a string of one character");
  // What an import throws that is no result of its function arrives where the call was made, and the component goes on.
  equal(types.echoShape({ tag: "nothing" }), { tag: "nothing" });
};
