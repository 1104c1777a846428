// What lasts for a call stands in a stack of 4 KiB, behind slots for its result. What does not fit is on the heap, and listed; the
// first such of up to 64 KiB has a block that is kept, since getting one costs as much as to copy some kilobytes.
// `var`, because each access of a `let` that functions share looks whether it was initialised.
var base, top, len, spare = 0;
const heap = [];
// Whether the block that is kept is free and large enough: then no memory is asked for, and none grows.
const kept = (bytes) => bytes <= 65536 && spare !== 0 && heap.length === 0;
const room = (bytes, align) => {
  const at = (top + align - 1) & -align;
  if (at + bytes <= base + 4096) {
    top = at + bytes;
    return at;
  }
  // Copies are quicker to where a line of the processor's cache begins. Without memory for it, things go on as they were.
  if (!spare && bytes <= 65536 && !heap.length) spare = wasm["js:alloc"](65536, 64) >>> 0;
  if (kept(bytes)) {
    heap.push(0);
    return spare;
  }
  const p = get(bytes, align);
  heap.push(align, bytes, p);
  return p;
};
const drop = (h) => {
  while (heap.length > h) {
    const p = heap.pop();
    if (!p) continue;
    const bytes = heap.pop();
    wasm["js:free"](p, bytes, heap.pop());
  }
};
