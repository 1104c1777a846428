import * as $p0 from "plugin";
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
const $array = (type, pointer, length) =>
length ? new type($memory.buffer, pointer >>> 0, length).slice() : new type(0);
const $fill = (type, values) => {
const length = values?.length;
if (typeof length !== "number" || typeof values === "string") $wrong(values, `a list, such as ${type.name}`);
if (!($len = length)) return type.BYTES_PER_ELEMENT;
const size = type.BYTES_PER_ELEMENT;
const pointer = $realloc(0, 0, size, length * size) >>> 0;
new type($memory.buffer, pointer, length).set(values);
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
let $e0, $e1, $e2, $e3, $e4, $e5, $e6, $e7, $e8;
const $table0 = $table();
const $table1 = $table();
function describe() { const r = $e0() >>> 0; try { return $text($view().getUint32(r, true), $view().getUint32(r + 4, true)); } finally { $e1(r); } }
class Cursor {
constructor(prefix) { const $1 = $string(prefix), $2 = $len; const r = $e2($1, $2); return $object(Cursor, $table1.take(r)); }
next() { const r = $e3($lend(Cursor, this)) >>> 0; try { return $load6(r); } finally { $e4(r); } }
[$dispose]() { if (this[$rep] !== undefined) $dtors.get(Cursor)?.($give(Cursor, this)); }
}
function get(key) { const $1 = $string(key), $2 = $len; const r = $e5($1, $2) >>> 0; try { return $unwrap($load8(r)); } finally { $e6(r); } }
function put(entry) { const $1 = $string(entry.key), $2 = $len; const $3 = $fill(Uint8Array, entry.value), $4 = $len; const r = $e7($1, $2, $3, $4) >>> 0; try { return $unwrap($load11(r)); } finally { $e8(r); } }
const $store1 = (p, v) => { $pair(p, $string(v.key)); $pair(p + 8, $fill(Uint8Array, v.value)); };
const $store0 = (p, v) => { if (v === undefined || v === null) { $view().setUint8(p, 0); } else { $view().setUint8(p, 1); $store1(p + 4, v); } };
const $store4 = (p, v) => { $view().setUint8(p, (v.read ? 1 : 0) | (v.write ? 2 : 0)); };
const $store3 = (p, v) => { switch (v?.tag) { case "missing": { $view().setUint8(p, 0); $pair(p + 4, $string(v.val)); break; } case "denied": { $view().setUint8(p, 1); $store4(p + 4, v.val); break; } default: $wrong(v, "an object whose tag is missing, denied"); } };
const $store2 = (p, v) => { switch (v?.tag) { case "ok": { $view().setUint8(p, 0); $store1(p + 4, v.val); break; } case "err": { $view().setUint8(p, 1); $store3(p + 4, v.val); break; } default: $wrong(v, "an object whose tag is ok, err"); } };
const $store5 = (p, v) => { switch (v?.tag) { case "ok": { $view().setUint8(p, 0); break; } case "err": { $view().setUint8(p, 1); $store3(p + 4, v.val); break; } default: $wrong(v, "an object whose tag is ok, err"); } };
const $load7 = p => ({ key: $text($view().getUint32(p, true), $view().getUint32(p + 4, true)), value: $array(Uint8Array, $view().getUint32(p + 8, true), $view().getUint32(p + 12, true)) });
const $load6 = p => { switch ($view().getUint8(p)) { case 0: return undefined; case 1: return $load7(p + 4); } $broken(); };
const $load10 = p => ((b0) => ({ read: !!(b0 & 1), write: !!(b0 & 2) }))($view().getUint8(p));
const $load9 = p => { switch ($view().getUint8(p)) { case 0: return { tag: "missing", val: $text($view().getUint32(p + 4, true), $view().getUint32(p + 8, true)) }; case 1: return { tag: "denied", val: $load10(p + 4) }; } $broken(); };
const $load8 = p => { switch ($view().getUint8(p)) { case 0: return { tag: "ok", val: $load7(p + 4) }; case 1: return { tag: "err", val: $load9(p + 4) }; } $broken(); };
const $load11 = p => { switch ($view().getUint8(p)) { case 0: return { tag: "ok" }; case 1: return { tag: "err", val: $load9(p + 4) }; } $broken(); };
export const imports = {
"[export]local:plugin/store@0.2.0": {
"[resource-new]cursor": rep => $table1.put(rep),
"[resource-drop]cursor": handle => { const rep = $table1.take(handle); $dtors.get(Cursor)?.(rep); },
},
"local:plugin/store@0.2.0": {
"[constructor]cursor": (a0, a1) => { const r = new $p0.store.Cursor($text(a0, a1)); return $table0.put([r, true]); },
"[method]cursor.next": (a0, a1) => { const r = $table0.get(a0)[0].next(); $store0(a1, r); },
"get": (a0, a1, a2) => { let r; try { r = { tag: "ok", val: $p0.store.get($text(a0, a1)) }; } catch (error) { r = { tag: "err", val: $caught(error) }; } $store2(a2, r); },
"put": (a0, a1, a2, a3, a4) => { let r; try { r = { tag: "ok", val: void $p0.store.put({ key: $text(a0, a1), value: $array(Uint8Array, a2, a3) }) }; } catch (error) { r = { tag: "err", val: $caught(error) }; } $store5(a4, r); },
"[resource-drop]cursor": handle => { const [object, owned] = $table0.take(handle); if (owned) object[$dispose]?.(); },
},
};
export const start = exports => {
$memory = exports.memory;
$realloc = exports.cabi_realloc;
$dtors.set(Cursor, exports["local:plugin/store@0.2.0#[dtor]cursor"]);
$e0 = exports["describe"];
$e1 = exports["cabi_post_describe"];
$e2 = exports["local:plugin/store@0.2.0#[constructor]cursor"];
$e3 = exports["local:plugin/store@0.2.0#[method]cursor.next"];
$e4 = exports["cabi_post_local:plugin/store@0.2.0#[method]cursor.next"];
$e5 = exports["local:plugin/store@0.2.0#get"];
$e6 = exports["cabi_post_local:plugin/store@0.2.0#get"];
$e7 = exports["local:plugin/store@0.2.0#put"];
$e8 = exports["cabi_post_local:plugin/store@0.2.0#put"];
};
export { describe, Cursor, get, put, ComponentError };
