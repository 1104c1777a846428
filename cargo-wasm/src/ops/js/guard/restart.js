// Whoever owns something in an instance's memory: glue registers all of them, so that the garbage collector can end them.
const owners = new Map();

export class FinalizationRegistry extends globalThis.FinalizationRegistry {
  #references = new WeakMap();
  constructor(end) {
    // The WeakRef is there to be called by, when it refers to nothing any more.
    super((reference) => {
      const held = owners.get(reference);
      if (owners.delete(reference)) end(held.value);
    });
  }
  register(target, value, token) {
    const reference = new WeakRef(target);
    owners.set(reference, { value });
    if (token) this.#references.set(token, reference);
    super.register(target, reference, token);
  }
  unregister(token) {
    owners.delete(this.#references.get(token));
    return super.unregister(token);
  }
}

// The instance is gone: what its owners have is nothing, and they say so when they are used.
export function retire() {
  for (const [reference, { value }] of owners) {
    const target = reference.deref();
    if (target === undefined) continue;
    // An object of wasm-bindgen's, a closure of its, an array, an object of a component.
    if ("__wbg_ptr" in target) target.__wbg_ptr = 0;
    if (typeof target == "function" && "a" in value) value.a = value.b = 0;
    if ("_p" in target) target._p = 0;
    for (const symbol of Object.getOwnPropertySymbols(target)) target[symbol] = undefined;
  }
  owners.clear();
}
