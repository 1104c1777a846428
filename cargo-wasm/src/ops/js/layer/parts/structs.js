/** Structs that lie in memory of the module. */
export class StructArray extends WasmArray {
  get array() {
    return Array.from(this);
  }
  at(index) {
    const i = index < 0 ? index + this._n : index;
    if (Number.isInteger(i) && i >= 0 && i < this._n) return new this._t(this, i * this._k.z);
  }
  *[Symbol.iterator]() {
    for (let i = 0; i < this._n; i++) yield this.at(i);
  }
}
// Where a struct is that stands in an array.
const place = (struct) => {
  const p = alive(struct._o) + struct._i;
  fresh();
  return p;
};
