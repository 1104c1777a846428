/** Elements that lie in memory of the module. `alloc` makes it, and `free` or the garbage collector ends it. */
export class WasmArray {
  constructor(kind, type, address, length) {
    this._k = kind;
    this._t = type;
    // The address; 0 when it was freed.
    this._p = address;
    this._n = length;
    // How many calls read it at present; -1 while one may write to it.
    this._s = 0;
    this._a = undefined;
  }
  get length() {
    return this._n;
  }
  get byteLength() {
    return this._n * this._k.z;
  }
  get array() {
    const a = this._a;
    if (a !== undefined && a.length !== 0 && this._p) return a;
    return (this._a = new this._t(wasm.memory.buffer, alive(this), this._n));
  }
  free() {
    const p = alive(this);
    if (this._s) throw new Error(`free: this array is in use by a call that is under way`);
    this._p = 0;
    this._a = undefined;
    garbage.unregister(this);
    free(p, this.byteLength, this._k.a);
  }
  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    if (this._p) this.free();
  }
}
const free = (p, bytes, align) => bytes && wasm["js:free"](p, bytes, align);
const garbage = new FinalizationRegistry(([p, bytes, align]) => free(p, bytes, align));
const alive = (array) => {
  if (array._p) return array._p;
  throw new Error(`this ${array.constructor.name} of ${array._t.name} was freed`);
};
export const alloc = (type, length) => {
  const kind = kinds.get(type);
  if (!kind) throw new TypeError(`alloc: there are no arrays of ${name(type?.name ?? type)} here`);
  if (!(Number.isInteger(length) && length >= 0)) throw new RangeError(`alloc: ${length} is no length`);
  const bytes = length * kind.z;
  const p = bytes ? get(bytes, kind.a) : kind.a;
  fresh();
  u8.fill(0, p, p + bytes);
  const array = new (kind.c ?? WasmArray)(kind, type, p, length);
  garbage.register(array, [p, bytes, kind.a], array);
  return array;
};
