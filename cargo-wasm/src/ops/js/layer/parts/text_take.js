const takeText = (p, n, capacity) => {
  const s = getText(p, n);
  if (capacity) wasm["js:free"](p, capacity, 1);
  return s;
};
