import * as $p0 from "draw";
let $realloc, $memory, $bytes = new Uint8Array(0), $data;
const $renew = () => {
$data = new DataView($memory.buffer);
return $bytes = new Uint8Array($memory.buffer);
};
const $heap = () => $bytes.length ? $bytes : $renew();
const $view = () => ($bytes.length || $renew(), $data);
let $len = 0;
const $wrong = (value, expected) => {
const given = value === null ? "null" : typeof value === "object" || typeof value === "function"
? value.constructor?.name ?? "an object" : `${typeof value} ${String(value)}`;
throw new TypeError(`expected ${expected}, got ${given}`);
};
const $broken = () => { throw new WebAssembly.RuntimeError("the component returned a value that its type does not have"); };
const $decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const $text = (pointer, length) => {
pointer >>>= 0;
const bytes = $heap();
if (length < 12) {
let text = "";
for (let i = pointer; i < pointer + length; i++) {
if (bytes[i] > 127) { text = null; break; }
text += String.fromCharCode(bytes[i]);
}
if (text !== null) return text;
}
return $decoder.decode(bytes.subarray(pointer, pointer + length));
};
const $encoder = new TextEncoder();
const $string = text => {
if (typeof text !== "string") $wrong(text, "a string");
let length = text.length;
if (!($len = length)) return 1;
let pointer = $realloc(0, 0, 1, length) >>> 0, bytes = $heap(), i = 0;
if (length < 24) {
for (let c; i < length && (c = text.charCodeAt(i)) < 128; i++) bytes[pointer + i] = c;
if (i === length) return pointer;
}
let { read, written } = $encoder.encodeInto(text, bytes.subarray(pointer, pointer + length));
if (read < length) {
const room = written + 3 * (length - read);
pointer = $realloc(pointer, length, 1, room) >>> 0;
written += $encoder.encodeInto(text.slice(read), $heap().subarray(pointer + written, pointer + room)).written;
pointer = $realloc(pointer, room, 1, written) >>> 0;
}
$len = written;
return pointer;
};
const $fill = (type, values) => {
const length = values?.length;
if (typeof length !== "number" || typeof values === "string") $wrong(values, `a list, such as ${type.name}`);
if (!($len = length)) return type.BYTES_PER_ELEMENT;
const size = type.BYTES_PER_ELEMENT;
const pointer = $realloc(0, 0, size, length * size) >>> 0;
new type($memory.buffer, pointer, length).set(values);
return pointer;
};
const $list = (pointer, length, size, load) => {
pointer >>>= 0;
const list = new Array(length);
for (let i = 0; i < length; i++) list[i] = load(pointer + i * size);
return list;
};
const $items = (values, size, align, store) => {
const length = values?.length;
if (typeof length !== "number" || typeof values === "string") $wrong(values, "a list");
const pointer = size && length ? $realloc(0, 0, align, length * size) >>> 0 : align;
for (let i = 0; i < length; i++) store(pointer + i * size, values[i]);
$len = length;
return pointer;
};
const $pair = (at, pointer) => {
const view = $view();
view.setUint32(at, pointer, true);
view.setUint32(at + 4, $len, true);
};
const $table = () => {
const values = [undefined], free = [];
return {
put(value) {
const handle = free.pop() ?? values.length;
values[handle] = value;
return handle;
},
get(handle) {
const value = values[handle];
if (value === undefined) throw new WebAssembly.RuntimeError(`the component used handle ${handle}, which it does not have`);
return value;
},
take(handle) {
const value = this.get(handle);
values[handle] = undefined;
free.push(handle);
return value;
},
};
};
const $object = (type, rep) => {
const object = Object.create(type.prototype);
object[$rep] = rep;
$gone.register(object, { type, rep }, object);
return object;
};
const $rep = Symbol("rep");
const $dtors = new Map();
const $gone = new FinalizationRegistry(({ type, rep }) => $dtors.get(type)?.(rep));
const $dispose = Symbol.dispose ?? Symbol.for("dispose");
const $lend = (type, object) => {
if (!(object instanceof type)) $wrong(object, `an object of class ${type.name}`);
return object[$rep] ?? $wrong(object, `an object of class ${type.name} that was not given away or disposed of`);
};
const $give = (type, object) => {
const rep = $lend(type, object);
object[$rep] = undefined;
$gone.unregister(object);
return rep;
};
const $unwrap = result => {
if (result.tag === "err") throw new ComponentError(result.val);
return result.val;
};
const $caught = error => {
if (error !== null && typeof error === "object" && "payload" in error) return error.payload;
if (error instanceof Error) throw error;
return error;
};
class ComponentError extends Error {
constructor(payload) {
super(typeof payload === "string" ? payload : `the component returned an error: ${$show(payload)}`);
this.name = "ComponentError";
this.payload = payload;
}
}
const $show = value => {
try {
return JSON.stringify(value, (_, v) => typeof v === "bigint" ? `${v}` : v) ?? String(value);
} catch {
return String(value);
}
};
let $e0, $e1, $e2, $e3, $e4, $e5, $e6, $e7, $e8, $e9, $e10, $e11, $e12, $e13, $e14, $e15, $e16, $e17, $e18, $e19, $e20, $e21;
const $table0 = $table();
const $table1 = $table();
const $table2 = $table();
class Counter {
constructor($start) { const r = $e0($start); return $object(Counter, $table1.take(r)); }
get() { const r = $e1($lend(Counter, this)); return r >>> 0; }
add(by) { const r = $e2($lend(Counter, this), by); return r >>> 0; }
static finish($this) { const r = $e3($table1.put($give(Counter, $this))) >>> 0; try { return $text($view().getUint32(r, true), $view().getUint32(r + 4, true)); } finally { $e4(r); } }
static tryNew($start) { const r = $e5($start) >>> 0; try { return $unwrap($load1(r)); } finally { $e6(r); } }
static sum(a, b) { const r = $e7($lend(Counter, a), $lend(Counter, b)); return $object(Counter, $table1.take(r)); }
[$dispose]() { if (this[$rep] !== undefined) $dtors.get(Counter)?.($give(Counter, this)); }
}
class Ticket {
constructor(seat) { const r = $e8(seat); return $object(Ticket, $table2.take(r)); }
seat() { const r = $e9($lend(Ticket, this)); return r >>> 0; }
static redeem($this) { const r = $e10($table2.put($give(Ticket, $this))); return r >>> 0; }
[$dispose]() { if (this[$rep] !== undefined) $dtors.get(Ticket)?.($give(Ticket, this)); }
}
function counters(starts) { const $1 = $fill(Uint32Array, starts), $2 = $len; const r = $e11($1, $2) >>> 0; try { return $list($view().getUint32(r, true), $view().getUint32(r + 4, true), 4, p => $object(Counter, $table1.take($view().getUint32(p, true)))); } finally { $e12(r); } }
function total(counters, more) { const $1 = $items(counters, 4, 4, (p, v) => { $view().setUint32(p, $table1.put($give(Counter, v)), true); }), $2 = $len; const $3 = $lower2(more); const r = $e13($1, $2, $3[0], $3[1]); return r >>> 0; }
function split(pair) { const $1 = $items(pair.rest, 4, 4, (p, v) => { $view().setUint32(p, $table1.put($give(Counter, v)), true); }), $2 = $len; const r = $e14($table1.put($give(Counter, pair.first)), $1, $2) >>> 0; return $load3(r); }
function makePair(first, second) { const r = $e15(first, second) >>> 0; try { return $load4(r); } finally { $e16(r); } }
function bump(counter) { $e17($lend(Counter, counter)); }
function draw(name) { const $1 = $string(name), $2 = $len; const r = $e18($1, $2) >>> 0; try { return $unwrap($load5(r)); } finally { $e19(r); } }
function measure(canvas, again) { const $1 = $lower6(again); const r = $e20($table0.put([canvas, false]), $1[0], $1[1]); return r >>> 0; }
function passOn(canvas) { const r = $e21($table0.put([canvas, true])); return $table0.take(r)[0]; }
const $store0 = (p, v) => { switch (v?.tag) { case "ok": { $view().setUint8(p, 0); $view().setUint32(p + 4, $table0.put([v.val, true]), true); break; } case "err": { $view().setUint8(p, 1); $pair(p + 4, $string(v.val)); break; } default: $wrong(v, "an object whose tag is ok, err"); } };
const $load1 = p => { switch ($view().getUint8(p)) { case 0: return { tag: "ok", val: $object(Counter, $table1.take($view().getUint32(p + 4, true))) }; case 1: return { tag: "err", val: $text($view().getUint32(p + 4, true), $view().getUint32(p + 8, true)) }; } $broken(); };
const $lower2 = v => { if (v === undefined || v === null) { return [0, 0]; } else { return [1, $table1.put($give(Counter, v))]; } };
const $load3 = p => [$view().getUint32(p, true), $view().getUint32(p + 4, true)];
const $load4 = p => ({ first: $object(Counter, $table1.take($view().getUint32(p, true))), rest: $list($view().getUint32(p + 4, true), $view().getUint32(p + 8, true), 4, p => $object(Counter, $table1.take($view().getUint32(p, true)))) });
const $load5 = p => { switch ($view().getUint8(p)) { case 0: return { tag: "ok", val: $text($view().getUint32(p + 4, true), $view().getUint32(p + 8, true)) }; case 1: return { tag: "err", val: $text($view().getUint32(p + 4, true), $view().getUint32(p + 8, true)) }; } $broken(); };
const $lower6 = v => { if (v === undefined || v === null) { return [0, 0]; } else { return [1, $table0.put([v, true])]; } };
export const imports = {
"[export]local:resources/resources@0.1.0": {
"[resource-new]counter": rep => $table1.put(rep),
"[resource-rep]counter": handle => $table1.get(handle),
"[resource-drop]counter": handle => { const rep = $table1.take(handle); $dtors.get(Counter)?.(rep); },
"[resource-new]ticket": rep => $table2.put(rep),
"[resource-rep]ticket": handle => $table2.get(handle),
"[resource-drop]ticket": handle => { const rep = $table2.take(handle); $dtors.get(Ticket)?.(rep); },
},
"local:draw/draw@1.0.0": {
"[constructor]canvas": (a0, a1) => { const r = new $p0.Canvas(a0 >>> 0, a1 >>> 0); return $table0.put([r, true]); },
"[method]canvas.width": (a0) => { const r = $table0.get(a0)[0].width(); return r; },
"[static]canvas.close": (a0, a1) => { const r = $p0.Canvas.close($table0.take(a0)[0]); $pair(a1, $string(r)); },
"open": (a0, a1, a2) => { let r; try { r = { tag: "ok", val: $p0.open($text(a0, a1)) }; } catch (error) { r = { tag: "err", val: $caught(error) }; } $store0(a2, r); },
"area": (a0) => { const r = $p0.area($table0.get(a0)[0]); return r; },
"[resource-drop]canvas": handle => { const [object, owned] = $table0.take(handle); if (owned) object[$dispose]?.(); },
},
};
export const start = exports => {
$memory = exports.memory;
$realloc = exports.cabi_realloc;
$dtors.set(Counter, exports["local:resources/resources@0.1.0#[dtor]counter"]);
$dtors.set(Ticket, exports["local:resources/resources@0.1.0#[dtor]ticket"]);
$e0 = exports["local:resources/resources@0.1.0#[constructor]counter"];
$e1 = exports["local:resources/resources@0.1.0#[method]counter.get"];
$e2 = exports["local:resources/resources@0.1.0#[method]counter.add"];
$e3 = exports["local:resources/resources@0.1.0#[static]counter.finish"];
$e4 = exports["cabi_post_local:resources/resources@0.1.0#[static]counter.finish"];
$e5 = exports["local:resources/resources@0.1.0#[static]counter.try-new"];
$e6 = exports["cabi_post_local:resources/resources@0.1.0#[static]counter.try-new"];
$e7 = exports["local:resources/resources@0.1.0#[static]counter.sum"];
$e8 = exports["local:resources/resources@0.1.0#[constructor]ticket"];
$e9 = exports["local:resources/resources@0.1.0#[method]ticket.seat"];
$e10 = exports["local:resources/resources@0.1.0#[static]ticket.redeem"];
$e11 = exports["local:resources/resources@0.1.0#counters"];
$e12 = exports["cabi_post_local:resources/resources@0.1.0#counters"];
$e13 = exports["local:resources/resources@0.1.0#total"];
$e14 = exports["local:resources/resources@0.1.0#split"];
$e15 = exports["local:resources/resources@0.1.0#make-pair"];
$e16 = exports["cabi_post_local:resources/resources@0.1.0#make-pair"];
$e17 = exports["local:resources/resources@0.1.0#bump"];
$e18 = exports["local:resources/resources@0.1.0#draw"];
$e19 = exports["cabi_post_local:resources/resources@0.1.0#draw"];
$e20 = exports["local:resources/resources@0.1.0#measure"];
$e21 = exports["local:resources/resources@0.1.0#pass-on"];
};
export { Counter, Ticket, counters, total, split, makePair, bump, draw, measure, passOn, ComponentError };
