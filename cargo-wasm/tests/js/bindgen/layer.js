import { addCounter as bg_addCounter } from "./bindgen_bg.js";
var wasm, u8 = new Uint8Array(0), u16, stack;
const fresh = () => {
if (u8.length) return;
const b = wasm.memory.buffer;
u8 = new Uint8Array(b);
u16 = new Uint16Array(b);
stack = u8.subarray(base + 64, base + 4096);
k_f64.v = new Float64Array(b);
};
const name = (x) =>
x === null || x === undefined ? `${x}` : typeof x === "object" ? (x.constructor?.name ?? "an object") : typeof x === "string" ? "a string" : `a ${typeof x}`;
const fail = (f, p, wanted, x) => {
throw new TypeError(`${f}: \`${p}\` must be ${wanted}, not ${name(x)}`);
};
const get = (bytes, align) => {
const p = bytes < 2 ** 31 ? wasm["js:alloc"](bytes, align) >>> 0 : 0;
if (p) return p;
throw new RangeError(`the module has no memory for ${bytes} bytes`);
};
var base, top, len, spare = 0;
const heap = [];
const kept = (bytes) => bytes <= 65536 && spare !== 0 && heap.length === 0;
const room = (bytes, align) => {
const at = (top + align - 1) & -align;
if (at + bytes <= base + 4096) {
top = at + bytes;
return at;
}
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
const encoder = new TextEncoder();
const putText = (s, f, p) => {
if (typeof s !== "string") fail(f, p, "a string", s);
const n = s.length, from = (top + 1) & -2;
if (n > 40 || from + 3 * n > base + 4096) return putLong(s);
fresh();
let i = 0;
for (const m = u16; i + 1 < n; i += 2) {
const a = s.charCodeAt(i), b = s.charCodeAt(i + 1);
if ((a | b) > 0x7f) return putLetters(s, n, from, i);
m[(from + i) >> 1] = a | (b << 8);
}
if (i < n) return putLetters(s, n, from, i);
len = n;
top = from + n;
return from;
};
const putLetters = (s, n, from, i) => {
const m = u8;
let at = from + i;
for (; i < n; i++) {
const c = s.charCodeAt(i);
if (c < 0x80) m[at++] = c;
else if (c < 0x800) {
m[at++] = 0xc0 | (c >> 6);
m[at++] = 0x80 | (c & 63);
} else if (c < 0xd800 || c > 0xdfff) {
m[at++] = 0xe0 | (c >> 12);
m[at++] = 0x80 | ((c >> 6) & 63);
m[at++] = 0x80 | (c & 63);
} else return putLong(s);
}
len = at - from;
top = at;
return from;
};
const putLong = (s) => {
const n = s.length, from = top;
fresh();
if (from === base + 64 && 3 * n <= 4032) {
len = encoder.encodeInto(s, stack).written;
top += len;
return from;
}
if (n <= 1 << 20) {
const at = room(3 * n, 1);
fresh();
len = encoder.encodeInto(s, u8.subarray(at, at + 3 * n)).written;
return at;
}
const bytes = encoder.encode(s), at = room((len = bytes.length), 1);
fresh();
u8.set(bytes, at);
return at;
};
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const getText = (p, n) => {
fresh();
if (n <= 16) {
let s = "", i = p, c;
for (const end = p + n; i < end && (c = u8[i]) < 128; i++) s += String.fromCharCode(c);
if (i === p + n) return s;
}
return decoder.decode(u8.subarray(p, p + n));
};
export class WasmArray {
constructor(kind, type, address, length) {
this._k = kind;
this._t = type;
this._p = address;
this._n = length;
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
const accept = (x, k, f, p) => {
if (!(x instanceof k.T || (k.C && x instanceof k.C) || (!k.c && Array.isArray(x)))) fail(f, p, k.w, x);
if (!x.length && x.buffer) {
try {
new Uint8Array(x.buffer);
} catch {
throw new TypeError(`${f}: the buffer of \`${p}\` is detached`);
}
}
};
const copy = (x, k, place, f, p) => {
let n = x instanceof k.T ? x.length : 0;
if (!n) {
accept(x, k, f, p);
if (!(n = x.length)) return (len = 0);
}
const bytes = n * k.z, asks = bytes > 1024 && !(place === room && kept(bytes));
const offset = asks ? x.byteOffset : 0, at = place(bytes, k.a);
fresh();
if (x.length !== n) {
if (!offset) throw new Error(`${f}: \`${p}\` went with the module's memory, which grew: pass the WasmArray itself`);
x = new x.constructor(u8.buffer, offset, n);
}
const to = k.v, start = at / k.z;
if (n <= 16) for (let i = 0; i < n; i++) to[start + i] = x[i];
else to.set(x, start);
len = n;
return at;
};
const lend = (x, k, s, f, p) => {
if (x._k !== k) fail(f, p, k.w, x);
if (!x._p) throw new Error(`${f}: \`${p}\` was freed`);
if (s > 0 ? x._s < 0 : x._s) throw new Error(`${f}: \`${p}\` is in use by a call that is under way, or given twice`);
x._s += s;
len = x._n;
return x._p;
};
const copyOut = (x, k, f, p) => {
const at = copy(x, k, room, f, p);
if (at && x.byteOffset && x.buffer === u8.buffer) moved.set(x, x.byteOffset);
return at;
};
const moved = new WeakMap();
const copyBack = (x, at, n, k) => {
fresh();
const changed = k.v.subarray(at / k.z, at / k.z + n);
if (x.length !== n && moved.has(x)) x = new x.constructor(u8.buffer, moved.get(x), n);
if (Array.isArray(x)) changed.forEach((e, i) => (x[i] = e));
else if (x.length === n) x.set(changed);
};
const k_f64 = { T: Float64Array, C: undefined, z: 8, a: 8, w: "a Float64Array", v: undefined };
let known;
const kinds = { get: (type) => (known ??= new Map([[Float64Array, k_f64]])).get(type) };
export const imports = { js: {
"parseInt(&str)->f64": (p0, p1) => globalThis.parseInt(getText(p0, p1)),
} };
export let add;
export let beginToListen;
export let stopToListen;
export const start = (exports) => {
wasm = exports;
top = (base = get(4096, 16)) + 64;
heap.length = spare = 0;
add = wasm["js:add"];
beginToListen = wasm["js:beginToListen"];
stopToListen = wasm["js:stopToListen"];
};
export function countWords(text) {
const t = top, h = heap.length;
try {
const p0 = putText(text, "countWords", "text"), n0 = len;
return wasm["js:countWords"](p0, n0) >>> 0;
} finally {
top = t;
if (heap.length > h) drop(h);
}
}
export function numberIn(text) {
const t = top, h = heap.length;
try {
const p0 = putText(text, "numberIn", "text"), n0 = len;
return wasm["js:numberIn"](p0, n0);
} finally {
top = t;
if (heap.length > h) drop(h);
}
}
export function addCounter(counter, values, weights, name_) {
const t = top, h = heap.length;
let p1 = 0, n1 = 0, w1 = false, p2 = 0, n2 = 0, w2 = false;
try {
p1 = (w1 = values instanceof WasmArray) ? lend(values, k_f64, -1, "addCounter", "values") : copyOut(values, k_f64, "addCounter", "values");
n1 = len;
p2 = (w2 = weights instanceof WasmArray) ? lend(weights, k_f64, 1, "addCounter", "weights") : copy(weights, k_f64, room, "addCounter", "weights");
n2 = len;
return bg_addCounter(counter, p1, n1, p2, n2, name_);
} finally {
if (p1) w1 ? values._s++ : copyBack(values, p1, n1, k_f64);
if (w2 && p2) weights._s--;
top = t;
if (heap.length > h) drop(h);
}
}
