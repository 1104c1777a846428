// Whether `x` is one of the arrays that hold elements `k`, or a list; says so if not. `Buffer` of Node is a `Uint8Array`, too.
const accept = (x, k, f, p) => {
  if (!(x instanceof k.T || (k.C && x instanceof k.C) || (!k.c && Array.isArray(x)))) fail(f, p, k.w, x);
  // A detached buffer refuses to be looked at; an empty one does not.
  if (!x.length && x.buffer) {
    try {
      new Uint8Array(x.buffer);
    } catch {
      throw new TypeError(`${f}: the buffer of \`${p}\` is detached`);
    }
  }
};
// A copy of an array in memory that `place` finds; leaves its length in `len`.
const copy = (x, k, place, f, p) => {
  let n = x instanceof k.T ? x.length : 0;
  if (!n) {
    accept(x, k, f, p);
    if (!(n = x.length)) return (len = 0);
  }
  // Large arrays may lie in this very memory, and move with it when it grows; to ask a small one costs more than to copy it.
  const bytes = n * k.z, asks = bytes > 1024 && !(place === room && kept(bytes));
  const offset = asks ? x.byteOffset : 0, at = place(bytes, k.a);
  fresh();
  if (x.length !== n) {
    if (!offset) throw new Error(`${f}: \`${p}\` went with the module's memory, which grew: pass the WasmArray itself`);
    x = new x.constructor(u8.buffer, offset, n);
  }
  const to = k.v, start = at / k.z;
  if (n <= 16) for (let i = 0; i < n; i++) to[start + i] = x[i];
  else to.set(x, start);
  len = n;
  return at;
};
