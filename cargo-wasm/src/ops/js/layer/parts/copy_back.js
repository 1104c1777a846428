// As `copy`, of an array that is written to.
const copyOut = (x, k, f, p) => {
  const at = copy(x, k, room, f, p);
  if (at && x.byteOffset && x.buffer === u8.buffer) moved.set(x, x.byteOffset);
  return at;
};
// Where arrays lie that are over the module's memory by themselves, should it grow during a call.
const moved = new WeakMap();
const copyBack = (x, at, n, k) => {
  fresh();
  const changed = k.v.subarray(at / k.z, at / k.z + n);
  if (x.length !== n && moved.has(x)) x = new x.constructor(u8.buffer, moved.get(x), n);
  if (Array.isArray(x)) changed.forEach((e, i) => (x[i] = e));
  else if (x.length === n) x.set(changed);
};
