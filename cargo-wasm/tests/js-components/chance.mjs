// Values by chance, the same for the same seed: xorshift32, Marsaglia 2003.
export const generator = (seed) => {
  let state = seed;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const int = (from, to) => from + Math.floor(next() * (to - from + 1));
  const pick = (values) => values[int(0, values.length - 1)];
  const list = (make) => Array.from({ length: int(0, 4) }, () => make());
  const bool = () => next() < 0.5;
  const big = (from, to) => {
    const random = (BigInt(int(0, 2 ** 32 - 1)) << 32n) | BigInt(int(0, 2 ** 32 - 1));
    return pick([from, to, from + (random % (to - from + 1n))]);
  };
  const letter = () => pick(["a", "Z", "\0", "ä", "€", "\u{10ffff}", "😀", String.fromCodePoint(int(32, 0xd7ff))]);
  return {
    int,
    pick,
    list,
    bool,
    big,
    letter,
    text: () => Array.from({ length: pick([0, 1, 3, 11, 12, 13, 23, 24, 25, 100]) }, bool() ? () => "x" : letter).join(""),
    float: () => pick([0, -0, 1.5, -1e300, Infinity, -Infinity, NaN, Number.MIN_VALUE, next() * 1e9]),
    maybe: (make) => (bool() ? make() : undefined),
  };
};
