// Elements that become the module's.
const giveList = (x, k, f, p) => {
  if (!(x instanceof k.T) && x instanceof WasmArray) {
    if (x._k !== k) fail(f, p, k.w, x);
    alive(x);
    x = x.array;
  }
  return copy(x, k, get, f, p);
};
