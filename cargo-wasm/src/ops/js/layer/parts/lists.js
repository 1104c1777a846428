// The address of an array in the module's memory, lent for a call; leaves the count of its elements in `len`. `s` is 1 to read
// them, -1 to write to them, too.
const lend = (x, k, s, f, p) => {
  if (x._k !== k) fail(f, p, k.w, x);
  if (!x._p) throw new Error(`${f}: \`${p}\` was freed`);
  if (s > 0 ? x._s < 0 : x._s) throw new Error(`${f}: \`${p}\` is in use by a call that is under way, or given twice`);
  x._s += s;
  len = x._n;
  return x._p;
};
