const putChar = (s, f, p) => {
  const c = typeof s === "string" ? s.codePointAt(0) : undefined;
  if (c === undefined || s.length !== (c > 0xffff ? 2 : 1)) fail(f, p, "a string of one character", s);
  return c;
};
