// The store behind.
const entries = new Map();
export const store = {
  get(key) {
    if (!entries.has(key)) throw { tag: "missing", val: key };
    return { key, value: entries.get(key) };
  },
  put({ key, value }) {
    entries.set(key, value);
  },
  Cursor: class {
    constructor(prefix) {
      this.keys = [...entries.keys()].filter((key) => key.startsWith(prefix));
    }
    next() {
      const key = this.keys.shift();
      return key === undefined ? undefined : store.get(key);
    }
  },
};
