const get = (bytes, align) => {
  const p = bytes < 2 ** 31 ? wasm["js:alloc"](bytes, align) >>> 0 : 0;
  if (p) return p;
  throw new RangeError(`the module has no memory for ${bytes} bytes`);
};
