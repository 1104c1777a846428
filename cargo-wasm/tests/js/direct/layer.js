import * as module0 from "node:path";
var wasm, u8 = new Uint8Array(0), u16, i32, u32, stack;
const fresh = () => {
if (u8.length) return;
const b = wasm.memory.buffer;
u8 = new Uint8Array(b);
u16 = new Uint16Array(b);
i32 = new Int32Array(b);
u32 = new Uint32Array(b);
stack = u8.subarray(base + 64, base + 4096);
k_u8.v = new Uint8Array(b);
k_u16.v = new Uint16Array(b);
k_u32.v = new Uint32Array(b);
k_i64.v = new BigInt64Array(b);
k_f32.v = new Float32Array(b);
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
const giveText = (s, f, p) => {
const t = top, h = heap.length;
const from = putText(s, f, p), n = len;
if (!n) return 0;
const at = get(n, 1);
fresh();
u8.copyWithin(at, from, from + n);
top = t;
drop(h);
len = n;
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
const takeText = (p, n, capacity) => {
const s = getText(p, n);
if (capacity) wasm["js:free"](p, capacity, 1);
return s;
};
const putChar = (s, f, p) => {
const c = typeof s === "string" ? s.codePointAt(0) : undefined;
if (c === undefined || s.length !== (c > 0xffff ? 2 : 1)) fail(f, p, "a string of one character", s);
return c;
};
const error = (messages) =>
messages.split("\0").reduceRight((cause, message) => new Error(message, cause && { cause }), undefined);
const chain = (e) => {
const messages = [];
for (; e !== undefined && e !== null && messages.length < 16; e = e.cause) messages.push(`${e.message ?? e}`.replaceAll("\0", "\ufffd"));
return messages.join("\0") || "undefined";
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
const place = (struct) => {
const p = alive(struct._o) + struct._i;
fresh();
return p;
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
const giveList = (x, k, f, p) => {
if (!(x instanceof k.T) && x instanceof WasmArray) {
if (x._k !== k) fail(f, p, k.w, x);
alive(x);
x = x.array;
}
return copy(x, k, get, f, p);
};
const getList = (k, p, n) => {
fresh();
return k.v.slice(p / k.z, p / k.z + n);
};
const takeList = (k, p, n, capacity) => {
const list = getList(k, p, n);
if (capacity) wasm["js:free"](p, capacity * k.z, k.a);
return list;
};
const k_u8 = { T: Uint8Array, C: Uint8ClampedArray, z: 1, a: 1, w: "a Uint8Array", v: undefined };
const k_u16 = { T: Uint16Array, C: undefined, z: 2, a: 2, w: "a Uint16Array", v: undefined };
const k_u32 = { T: Uint32Array, C: undefined, z: 4, a: 4, w: "a Uint32Array", v: undefined };
const k_i64 = { T: BigInt64Array, C: undefined, z: 8, a: 8, w: "a BigInt64Array", v: undefined };
const k_f32 = { T: Float32Array, C: undefined, z: 4, a: 4, w: "a Float32Array", v: undefined };
const k_f64 = { T: Float64Array, C: undefined, z: 8, a: 8, w: "a Float64Array", v: undefined };
let known;
const kinds = { get: (type) => (known ??= new Map([[Uint8Array, k_u8], [Uint8ClampedArray, k_u8], [Uint16Array, k_u16], [Uint32Array, k_u32], [BigInt64Array, k_i64], [Float32Array, k_f32], [Float64Array, k_f64], [Map_, k_Map], [Vertex, k_Vertex], [Weight, k_Weight]])).get(type) };
export const imports = { js: {
"Math.hypot(f64,f64)->f64": Math.hypot,
"node:path#basename(&str)->String": (p0, p1, slots) => {
const r = module0.basename(getText(p0, p1));
{ const p = giveText(r, "basename", "its result"), n = p && len; fresh(); u32[(slots >> 2) + 0] = p; u32[(slots >> 2) + 2] = n; u32[(slots >> 2) + 4] = n; }
},
"test.bigNumber(u64)->i64": (p0) => globalThis.test.bigNumber(BigInt.asUintN(64, p0)),
"test.callBack(i32)": (p0) => globalThis.test.callBack(p0),
"test.heaviest(View<Vertex>)->u32": (p0, p1) => {
const l0 = new StructArray(k_Vertex, Vertex, p0, p1);
l0._s = 1;
try {
return globalThis.test.heaviest(l0);
} finally {
l0._p = 0;
}
},
"test.letter(char,bool)->char": (p0, p1) => {
return putChar(globalThis.test.letter(String.fromCodePoint(p0), p1 !== 0), "letter", "its result");
},
"test.lookup(Option<&str>)->Result<Option<u32>,wasm::js::Error>": (p0, p1, p2, slots) => {
try {
const r = globalThis.test.lookup(p0 ? getText(p1, p2) : undefined);
fresh(); u32[(slots >> 2) + 2] = r === undefined || r === null ? 0 : 1; if (r !== undefined && r !== null) { fresh(); u32[(slots >> 2) + 4] = r; } fresh();
u32[slots >> 2] = 0;
} catch (e) {
{ const p = giveText(chain(e), "lookup", "its result"), n = p && len; fresh(); u32[(slots >> 2) + 2] = p; u32[(slots >> 2) + 4] = n; u32[(slots >> 2) + 6] = n; } fresh();
u32[slots >> 2] = 1;
}
},
"test.repeat(&str,u32)->String": (p0, p1, p2, slots) => {
const r = globalThis.test.repeat(getText(p0, p1), p2 >>> 0);
{ const p = giveText(r, "repeat", "its result"), n = p && len; fresh(); u32[(slots >> 2) + 0] = p; u32[(slots >> 2) + 2] = n; u32[(slots >> 2) + 4] = n; }
},
"test.squares(View<f32>)->Vec<f32>": (p0, p1, slots) => {
const r = globalThis.test.squares(new Float32Array(wasm.memory.buffer, p0, p1));
{ const p = giveList(r, k_f32, "squares", "its result"); fresh(); u32[(slots >> 2) + 0] = p; u32[(slots >> 2) + 2] = len; u32[(slots >> 2) + 4] = len; }
},
} };
export let add;
export let callBig;
export let grow;
export let length;
export let narrow;
export let sumOfSquares;
export const start = (exports) => {
wasm = exports;
top = (base = get(4096, 16)) + 64;
heap.length = spare = 0;
add = wasm["js:add"];
callBig = wasm["js:callBig"];
grow = wasm["js:grow"];
length = wasm["js:length"];
narrow = wasm["js:narrow"];
sumOfSquares = wasm["js:sumOfSquares"];
};
const k_Map = { c: StructArray, T: class {}, z: 4, a: 4, w: "a StructArray of Map" };
export class Map_ {
constructor(owner, offset) {
if (!(owner instanceof StructArray)) throw new TypeError("Map: `alloc(Map, n).at(i)` makes one");
this._o = owner;
this._i = offset;
}
get size() {
return k_u32.v[(place(this) + 0) / 4];
}
set size(value) {
k_u32.v[(place(this) + 0) / 4] = value;
}
}
const k_Vertex = { c: StructArray, T: class {}, z: 28, a: 4, w: "a StructArray of Vertex" };
export class Vertex {
constructor(owner, offset) {
if (!(owner instanceof StructArray)) throw new TypeError("Vertex: `alloc(Vertex, n).at(i)` makes one");
this._o = owner;
this._i = offset;
}
get place() {
const i = (place(this) + 0) / 4;
return k_f32.v.subarray(i, i + 3);
}
set place(values) {
this.place.set(values);
}
get colourCode() {
return k_u32.v[(place(this) + 12) / 4];
}
set colourCode(value) {
k_u32.v[(place(this) + 12) / 4] = value;
}
get weight() {
return new Weight(this._o, this._i + 16);
}
get weights() {
const size = k_Weight.z;
return Array.from({ length: 8 / size }, (_, i) => new Weight(this._o, this._i + 20 + i * size));
}
}
const k_Weight = { c: StructArray, T: class {}, z: 4, a: 2, w: "a StructArray of Weight" };
export class Weight {
constructor(owner, offset) {
if (!(owner instanceof StructArray)) throw new TypeError("Weight: `alloc(Weight, n).at(i)` makes one");
this._o = owner;
this._i = offset;
}
get mass() {
return k_u16.v[(place(this) + 0) / 2];
}
set mass(value) {
k_u16.v[(place(this) + 0) / 2] = value;
}
}
export function addTo(to, from) {
const t = top, h = heap.length;
let p0 = 0, n0 = 0, w0 = false, p1 = 0, n1 = 0, w1 = false;
try {
p0 = (w0 = to instanceof WasmArray) ? lend(to, k_f32, -1, "addTo", "to") : copyOut(to, k_f32, "addTo", "to");
n0 = len;
p1 = (w1 = from instanceof WasmArray) ? lend(from, k_f32, 1, "addTo", "from") : copy(from, k_f32, room, "addTo", "from");
n1 = len;
wasm["js:addTo"](p0, n0, p1, n1);
} finally {
if (p0) w0 ? to._s++ : copyBack(to, p0, n0, k_f32);
if (w1 && p1) from._s--;
top = t;
if (heap.length > h) drop(h);
}
}
export function big(values) {
const t = top, h = heap.length;
let p0 = 0, n0 = 0, w0 = false;
try {
p0 = (w0 = values instanceof WasmArray) ? lend(values, k_i64, 1, "big", "values") : copy(values, k_i64, room, "big", "values");
n0 = len;
wasm["js:big"](p0, n0, base);
fresh();
return u32[(base >> 2) + 0] ? takeList(k_i64, u32[(base >> 2) + 2], u32[(base >> 2) + 4], u32[(base >> 2) + 6]) : undefined;
} finally {
if (w0 && p0) values._s--;
top = t;
if (heap.length > h) drop(h);
}
}
export function borrowedText() {
wasm["js:borrowedText"](base);
fresh();
return getText(u32[(base >> 2) + 0], u32[(base >> 2) + 2]);
}
export function callHeaviest(masses) {
const t = top, h = heap.length;
let p0 = 0, n0 = 0, w0 = false;
try {
p0 = (w0 = masses instanceof WasmArray) ? lend(masses, k_u16, 1, "callHeaviest", "masses") : copy(masses, k_u16, room, "callHeaviest", "masses");
n0 = len;
return wasm["js:callHeaviest"](p0, n0) >>> 0;
} finally {
if (w0 && p0) masses._s--;
top = t;
if (heap.length > h) drop(h);
}
}
export function callLetter(it) {
const p0 = putChar(it, "callLetter", "it");
return String.fromCodePoint(wasm["js:callLetter"](p0));
}
export function callLookup(key) {
const t = top, h = heap.length;
try {
const o0 = key !== undefined && key !== null;
let v0_0 = 0, v0_1 = 0;
if (o0) {
const p0 = putText(key, "callLookup", "key"), n0 = len;
v0_0 = p0;
v0_1 = n0;
}
wasm["js:callLookup"](o0, v0_0, v0_1, base);
fresh();
if (u32[base >> 2]) throw error(takeText(u32[(base >> 2) + 2], u32[(base >> 2) + 4], u32[(base >> 2) + 6]));
return takeText(u32[(base >> 2) + 2], u32[(base >> 2) + 4], u32[(base >> 2) + 6]);
} finally {
top = t;
if (heap.length > h) drop(h);
}
}
export function callRepeat(text) {
const t = top, h = heap.length;
try {
const p0 = putText(text, "callRepeat", "text"), n0 = len;
wasm["js:callRepeat"](p0, n0, base);
fresh();
return takeText(u32[(base >> 2) + 0], u32[(base >> 2) + 2], u32[(base >> 2) + 4]);
} finally {
top = t;
if (heap.length > h) drop(h);
}
}
export function copy_(wasm_, top_, top__, len_, p0_, name_) {
const t = top, h = heap.length;
let p4 = 0, n4 = 0, w4 = false;
try {
const p0 = putText(wasm_, "copy", "wasm"), n0 = len;
const o3 = len_ !== undefined && len_ !== null;
let v3_0 = 0, v3_1 = 0;
if (o3) {
const p3 = putText(len_, "copy", "len"), n3 = len;
v3_0 = p3;
v3_1 = n3;
}
p4 = (w4 = p0_ instanceof WasmArray) ? lend(p0_, k_u8, 1, "copy", "p0") : copy(p0_, k_u8, room, "copy", "p0");
n4 = len;
const p5 = giveText(name_, "copy", "name"), n5 = p5 && len;
wasm["js:copy"](p0, n0, top_, top__, o3, v3_0, v3_1, p4, n4, p5, n5, n5, base);
fresh();
return takeText(u32[(base >> 2) + 0], u32[(base >> 2) + 2], u32[(base >> 2) + 4]);
} finally {
if (w4 && p4) p0_._s--;
top = t;
if (heap.length > h) drop(h);
}
}
export function diagonal(matrix) {
const t = top, h = heap.length;
let p0 = 0, n0 = 0, w0 = false;
try {
p0 = (w0 = matrix instanceof WasmArray) ? lend(matrix, k_f32, 1, "diagonal", "matrix") : copy(matrix, k_f32, room, "diagonal", "matrix");
n0 = len;
if (n0 !== 9) throw new RangeError(`diagonal: \`matrix\` must have 9 elements, not ${n0}`);
wasm["js:diagonal"](p0, base);
fresh();
return takeList(k_f32, u32[(base >> 2) + 0], u32[(base >> 2) + 2], u32[(base >> 2) + 4]);
} finally {
if (w0 && p0) matrix._s--;
top = t;
if (heap.length > h) drop(h);
}
}
export function error_(heap_) {
const t = top, h = heap.length;
let p0 = 0, n0 = 0, w0 = false;
try {
p0 = (w0 = heap_ instanceof WasmArray) ? lend(heap_, k_u8, -1, "error", "heap") : copyOut(heap_, k_u8, "error", "heap");
n0 = len;
wasm["js:error"](p0, n0);
} finally {
if (p0) w0 ? heap_._s++ : copyBack(heap_, p0, n0, k_u8);
top = t;
if (heap.length > h) drop(h);
}
}
export function exclaim(text) {
const p0 = giveText(text, "exclaim", "text"), n0 = p0 && len;
wasm["js:exclaim"](p0, n0, n0, base);
fresh();
return takeText(u32[(base >> 2) + 0], u32[(base >> 2) + 2], u32[(base >> 2) + 4]);
}
export function explainLookup(key) {
const t = top, h = heap.length;
try {
const p0 = putText(key, "explainLookup", "key"), n0 = len;
wasm["js:explainLookup"](p0, n0, base);
fresh();
return takeText(u32[(base >> 2) + 0], u32[(base >> 2) + 2], u32[(base >> 2) + 4]);
} finally {
top = t;
if (heap.length > h) drop(h);
}
}
export function fileName(path) {
const t = top, h = heap.length;
try {
const p0 = putText(path, "fileName", "path"), n0 = len;
wasm["js:fileName"](p0, n0, base);
fresh();
return takeText(u32[(base >> 2) + 0], u32[(base >> 2) + 2], u32[(base >> 2) + 4]);
} finally {
top = t;
if (heap.length > h) drop(h);
}
}
export function get_(map) {
const t = top, h = heap.length;
let p0 = 0, n0 = 0, w0 = false;
try {
p0 = (w0 = map instanceof WasmArray) ? lend(map, k_Map, 1, "get", "map") : copy(map, k_Map, room, "get", "map");
n0 = len;
return wasm["js:get"](p0, n0) >>> 0;
} finally {
if (w0 && p0) map._s--;
top = t;
if (heap.length > h) drop(h);
}
}
export function greet(name_, title) {
const t = top, h = heap.length;
try {
const p0 = putText(name_, "greet", "name"), n0 = len;
const o1 = title !== undefined && title !== null;
let v1_0 = 0, v1_1 = 0;
if (o1) {
const p1 = putText(title, "greet", "title"), n1 = len;
v1_0 = p1;
v1_1 = n1;
}
wasm["js:greet"](p0, n0, o1, v1_0, v1_1, base);
fresh();
return takeText(u32[(base >> 2) + 0], u32[(base >> 2) + 2], u32[(base >> 2) + 4]);
} finally {
top = t;
if (heap.length > h) drop(h);
}
}
export function imports_() {
return wasm["js:imports"]() >>> 0;
}
export function invert(bytes) {
const t = top, h = heap.length;
let p0 = 0, n0 = 0, w0 = false;
try {
p0 = (w0 = bytes instanceof WasmArray) ? lend(bytes, k_u8, 1, "invert", "bytes") : copy(bytes, k_u8, room, "invert", "bytes");
n0 = len;
wasm["js:invert"](p0, n0, base);
fresh();
return takeList(k_u8, u32[(base >> 2) + 0], u32[(base >> 2) + 2], u32[(base >> 2) + 4]);
} finally {
if (w0 && p0) bytes._s--;
top = t;
if (heap.length > h) drop(h);
}
}
export function invertInPlace(bytes) {
const t = top, h = heap.length;
let p0 = 0, n0 = 0, w0 = false;
try {
p0 = (w0 = bytes instanceof WasmArray) ? lend(bytes, k_u8, -1, "invertInPlace", "bytes") : copyOut(bytes, k_u8, "invertInPlace", "bytes");
n0 = len;
wasm["js:invertInPlace"](p0, n0);
} finally {
if (p0) w0 ? bytes._s++ : copyBack(bytes, p0, n0, k_u8);
top = t;
if (heap.length > h) drop(h);
}
}
export function moveAll(vertices, by) {
const t = top, h = heap.length;
let p0 = 0, n0 = 0, w0 = false;
try {
p0 = (w0 = vertices instanceof WasmArray) ? lend(vertices, k_Vertex, -1, "moveAll", "vertices") : copyOut(vertices, k_Vertex, "moveAll", "vertices");
n0 = len;
wasm["js:moveAll"](p0, n0, by);
} finally {
if (p0) w0 ? vertices._s++ : copyBack(vertices, p0, n0, k_Vertex);
top = t;
if (heap.length > h) drop(h);
}
}
export function next(letter) {
const p0 = putChar(letter, "next", "letter");
return String.fromCodePoint(wasm["js:next"](p0));
}
export function not(a) {
return wasm["js:not"](a) !== 0;
}
export function parse(text) {
const t = top, h = heap.length;
try {
const p0 = putText(text, "parse", "text"), n0 = len;
wasm["js:parse"](p0, n0, base);
fresh();
if (u32[base >> 2]) throw error(takeText(u32[(base >> 2) + 2], u32[(base >> 2) + 4], u32[(base >> 2) + 6]));
return i32[(base >> 2) + 2];
} finally {
top = t;
if (heap.length > h) drop(h);
}
}
export function parseSome(text) {
const t = top, h = heap.length;
try {
const p0 = putText(text, "parseSome", "text"), n0 = len;
wasm["js:parseSome"](p0, n0, base);
fresh();
if (u32[base >> 2]) throw error(takeText(u32[(base >> 2) + 2], u32[(base >> 2) + 4], u32[(base >> 2) + 6]));
return u32[(base >> 2) + 2] ? i32[(base >> 2) + 4] : undefined;
} finally {
top = t;
if (heap.length > h) drop(h);
}
}
export function reenter(values, text, number) {
const t = top, h = heap.length;
let p0 = 0, n0 = 0, w0 = false;
try {
p0 = (w0 = values instanceof WasmArray) ? lend(values, k_f32, 1, "reenter", "values") : copy(values, k_f32, room, "reenter", "values");
n0 = len;
const p1 = putText(text, "reenter", "text"), n1 = len;
wasm["js:reenter"](p0, n0, p1, n1, number, base);
fresh();
return takeText(u32[(base >> 2) + 0], u32[(base >> 2) + 2], u32[(base >> 2) + 4]);
} finally {
if (w0 && p0) values._s--;
top = t;
if (heap.length > h) drop(h);
}
}
export function reenterMut(values, number) {
const t = top, h = heap.length;
let p0 = 0, n0 = 0, w0 = false;
try {
p0 = (w0 = values instanceof WasmArray) ? lend(values, k_f32, -1, "reenterMut", "values") : copyOut(values, k_f32, "reenterMut", "values");
n0 = len;
wasm["js:reenterMut"](p0, n0, number);
} finally {
if (p0) w0 ? values._s++ : copyBack(values, p0, n0, k_f32);
top = t;
if (heap.length > h) drop(h);
}
}
export function refuse() {
wasm["js:refuse"](base);
fresh();
if (u32[base >> 2]) throw error(takeText(u32[(base >> 2) + 2], u32[(base >> 2) + 4], u32[(base >> 2) + 6]));
}
export function reverse(values) {
const p0 = giveList(values, k_f64, "reverse", "values"), n0 = len;
wasm["js:reverse"](p0, n0, base);
fresh();
return takeList(k_f64, u32[(base >> 2) + 0], u32[(base >> 2) + 2], u32[(base >> 2) + 4]);
}
export function sameU32(a) {
return wasm["js:sameU32"](a) >>> 0;
}
export function sameU64(a) {
return BigInt.asUintN(64, wasm["js:sameU64"](a));
}
export function scale(values, by) {
const t = top, h = heap.length;
let p0 = 0, n0 = 0, w0 = false;
try {
p0 = (w0 = values instanceof WasmArray) ? lend(values, k_f32, -1, "scale", "values") : copyOut(values, k_f32, "scale", "values");
n0 = len;
wasm["js:scale"](p0, n0, by);
} finally {
if (p0) w0 ? values._s++ : copyBack(values, p0, n0, k_f32);
top = t;
if (heap.length > h) drop(h);
}
}
export function start_() {
return wasm["js:start"]() >>> 0;
}
export function successor(number) {
const o0 = number !== undefined && number !== null;
wasm["js:successor"](o0, o0 ? number : 0, base);
fresh();
return u32[(base >> 2) + 0] ? u32[(base >> 2) + 2] : undefined;
}
export function sum(values) {
const t = top, h = heap.length;
let p0 = 0, n0 = 0, w0 = false;
try {
p0 = (w0 = values instanceof WasmArray) ? lend(values, k_f32, 1, "sum", "values") : copy(values, k_f32, room, "sum", "values");
n0 = len;
return wasm["js:sum"](p0, n0);
} finally {
if (w0 && p0) values._s--;
top = t;
if (heap.length > h) drop(h);
}
}
export function textLength(text) {
const t = top, h = heap.length;
try {
const p0 = putText(text, "textLength", "text"), n0 = len;
return wasm["js:textLength"](p0, n0) >>> 0;
} finally {
top = t;
if (heap.length > h) drop(h);
}
}
