// What lasts for a call stands in a stack of 4 KiB, behind slots for its result; what does not fit is on the heap, and listed.
let base, top, len;
const heap = [];
const room = (bytes, align) => {
  const at = (top + align - 1) & -align;
  if (at + bytes <= base + 4096) {
    top = at + bytes;
    return at;
  }
  const p = get(bytes, align);
  heap.push(p, bytes, align);
  return p;
};
const drop = (h) => {
  while (heap.length > h) {
    const align = heap.pop(), bytes = heap.pop();
    wasm["js:free"](heap.pop(), bytes, align);
  }
};
