const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const getText = (p, n) => {
  fresh();
  if (n <= 16) {
    let s = "", i = p, c;
    for (const end = p + n; i < end && (c = u8[i]) < 128; i++) s += String.fromCharCode(c);
    if (i === p + n) return s;
  }
  return decoder.decode(u8.subarray(p, p + n));
};
