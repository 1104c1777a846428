const encoder = new TextEncoder();
// Writes a text to memory that lasts for the call; leaves its length in bytes in `len`. Short ones go by their letters, which is
// quicker than a call of the encoder. This is short enough to become a part of who calls it, so what is rare is elsewhere.
const putText = (s, f, p) => {
  if (typeof s !== "string") fail(f, p, "a string", s);
  const n = s.length, from = (top + 1) & -2;
  if (n > 40 || from + 3 * n > base + 4096) return putLong(s);
  fresh();
  let i = 0;
  for (const m = u16; i + 1 < n; i += 2) {
    const a = s.charCodeAt(i), b = s.charCodeAt(i + 1);
    if ((a | b) > 0x7f) return putLetters(s, n, from, i);
    m[(from + i) >> 1] = a | (b << 8);
  }
  if (i < n) return putLetters(s, n, from, i);
  len = n;
  top = from + n;
  return from;
};
// The letters from `i` on; only texts with halves of letters go to the encoder all the same.
const putLetters = (s, n, from, i) => {
  const m = u8;
  let at = from + i;
  for (; i < n; i++) {
    const c = s.charCodeAt(i);
    if (c < 0x80) m[at++] = c;
    else if (c < 0x800) {
      m[at++] = 0xc0 | (c >> 6);
      m[at++] = 0x80 | (c & 63);
    } else if (c < 0xd800 || c > 0xdfff) {
      m[at++] = 0xe0 | (c >> 12);
      m[at++] = 0x80 | ((c >> 6) & 63);
      m[at++] = 0x80 | (c & 63);
    } else return putLong(s);
  }
  len = at - from;
  top = at;
  return from;
};
const putLong = (s) => {
  const n = s.length, from = top;
  fresh();
  if (from === base + 64 && 3 * n <= 4032) {
    len = encoder.encodeInto(s, stack).written;
    top += len;
    return from;
  }
  if (n <= 1 << 20) {
    const at = room(3 * n, 1);
    fresh();
    len = encoder.encodeInto(s, u8.subarray(at, at + 3 * n)).written;
    return at;
  }
  // Three bytes a letter would be too much to set aside.
  const bytes = encoder.encode(s), at = room((len = bytes.length), 1);
  fresh();
  u8.set(bytes, at);
  return at;
};
