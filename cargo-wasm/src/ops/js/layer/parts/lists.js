// The address of elements that last for a call, of an array in the module's memory itself or of a copy; leaves their count in `len`.
// `s` is 1 to read them, -1 to write to them, too.
const lend = (x, k, s, f, p) => {
  if (x instanceof WasmArray) {
    if (x._k !== k) fail(f, p, k.w, x);
    if (!x._p) throw new Error(`${f}: \`${p}\` was freed`);
    if (s > 0 ? x._s < 0 : x._s) throw new Error(`${f}: \`${p}\` is in use by a call that is under way, or given twice`);
    x._s += s;
    len = x._n;
    return x._p;
  }
  const at = copy(x, k, room, f, p);
  if (s < 0 && at && x.byteOffset && x.buffer === u8.buffer) moved.set(x, x.byteOffset);
  return at;
};
// Where arrays lie that are over the module's memory by themselves, should it grow during a call.
const moved = new WeakMap();
// Ends what `lend` has begun: gives back, or copies back what was changed.
const back = (x, at, n, k, s) => {
  if (x instanceof WasmArray) x._s -= s;
  else if (s < 0) {
    fresh();
    const changed = k.v.subarray(at / k.z, at / k.z + n);
    if (x.length !== n && moved.has(x)) x = new x.constructor(u8.buffer, moved.get(x), n);
    if (Array.isArray(x)) changed.forEach((e, i) => (x[i] = e));
    else if (x.length === n) x.set(changed);
  }
};
