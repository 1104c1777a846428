const getList = (k, p, n) => {
  fresh();
  return k.v.slice(p / k.z, p / k.z + n);
};
const takeList = (k, p, n, capacity) => {
  const list = getList(k, p, n);
  if (capacity) wasm["js:free"](p, capacity * k.z, k.a);
  return list;
};
