const name = (x) =>
  x === null || x === undefined ? `${x}` : typeof x === "object" ? (x.constructor?.name ?? "an object") : typeof x === "string" ? "a string" : `a ${typeof x}`;
const fail = (f, p, wanted, x) => {
  throw new TypeError(`${f}: \`${p}\` must be ${wanted}, not ${name(x)}`);
};
