// A text that becomes the module's.
const giveText = (s, f, p) => {
  const t = top, h = heap.length;
  const from = putText(s, f, p), n = len;
  if (!n) return 0;
  const at = get(n, 1);
  fresh();
  u8.copyWithin(at, from, from + n);
  top = t;
  drop(h);
  len = n;
  return at;
};
