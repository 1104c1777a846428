// Only in dev builds: in release ones numbers are converted as WebAssembly does.
const check = (x, type, low, high, f, p) => {
  if (typeof x !== type) fail(f, p, `a ${type}`, x);
  if (x < low || x > high || (type === "number" && low !== -Infinity && !Number.isInteger(x)))
    throw new RangeError(`${f}: \`${p}\` must be a whole number from ${low} to ${high}, not ${x}`);
  return x;
};
