import * as $p0 from "mirror";
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
const $char = text => {
const code = typeof text === "string" ? text.codePointAt(0) : undefined;
if (code === undefined || text.length !== (code > 0xffff ? 2 : 1) || (code >= 0xd800 && code < 0xe000)) {
$wrong(text, "a string of one character");
}
return code;
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
const $index = (names, name) => {
const index = names.indexOf(name);
return index < 0 ? $wrong(name, `one of ${names.join(", ")}`) : index;
};
const $scratch = new DataView(new ArrayBuffer(8));
const $float = bits => ($scratch.setInt32(0, bits), $scratch.getFloat32(0));
const $double = bits => ($scratch.setBigInt64(0, bits), $scratch.getFloat64(0));
const $bits = value => ($scratch.setFloat32(0, value), $scratch.getInt32(0));
const $longBits = value => ($scratch.setFloat64(0, value), $scratch.getBigInt64(0));
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
let $e0, $e1, $e2, $e3, $e4, $e5, $e6, $e7, $e8, $e9, $e10, $e11, $e12, $e13, $e14, $e15, $e16, $e17, $e18, $e19, $e20, $e21, $e22, $e23, $e24, $e25, nothing, $e27, $e28, $e29;
function echoColours(it) { const $1 = $items(it, 1, 1, (p, v) => { $store18(p, v); }), $2 = $len; const r = $e0($1, $2) >>> 0; try { return $list($view().getUint32(r, true), $view().getUint32(r + 4, true), 1, p => $load8(p)); } finally { $e1(r); } }
function unusualNames(type, list, unused, self, w, it) { const $1 = $string(list), $2 = $len; const r = $e2(type & 255, $1, $2, unused ? 1 : 0, $char(self), w << 24 >> 24, it & 255) >>> 0; try { return $load34(r); } finally { $e3(r); } }
function echoNumbers(it) { const r = $e4(it.a & 255, it.b << 24 >> 24, it.c & 65535, it.d << 16 >> 16, it.e, it.f, it.g, it.h, it.x, it.y, it.yes ? 1 : 0, $char(it.letter)) >>> 0; return $load2(r); }
function echoNested(it) { const $1 = $realloc(0, 0, 8, 112) >>> 0; $store10($1, it); const r = $e5($1) >>> 0; try { return $load0(r); } finally { $e6(r); } }
function nestedList(it) { const $1 = $items(it, 112, 8, (p, v) => { $store10(p, v); }), $2 = $len; const r = $e7($1, $2) >>> 0; try { return $list($view().getUint32(r, true), $view().getUint32(r + 4, true), 112, p => $load0(p)); } finally { $e8(r); } }
function nestedSlice(it) { const $1 = $items(it, 112, 8, (p, v) => { $store10(p, v); }), $2 = $len; const r = $e9($1, $2) >>> 0; try { return $list($view().getUint32(r, true), $view().getUint32(r + 4, true), 112, p => $load0(p)); } finally { $e10(r); } }
function echoShape(it) { const $1 = $lower35(it); const r = $e11($1[0], $1[1], $1[2]) >>> 0; try { return $load3(r); } finally { $e12(r); } }
function options(text, rights, bytes) { const $1 = $lower36(text); const $2 = $lower37(rights); const $3 = $lower39(bytes); const r = $e13($1[0], $1[1], $1[2], $2[0], $2[1], $3[0], $3[1], $3[2]) >>> 0; try { return $load40(r); } finally { $e14(r); } }
function result(it) { const $1 = $lower44(it); const r = $e15($1[0], $1[1], $1[2]) >>> 0; try { return $unwrap($load46(r)); } finally { $e16(r); } }
function halfResults(a, b, c) { const $1 = $lower47(a); const $2 = $lower48(b); const $3 = $lower49(c); const r = $e17($1[0], $1[1], $2[0], $2[1], $3[0]) >>> 0; return $load50(r); }
function texts(it, tuple) { const $1 = $items(it, 8, 4, (p, v) => { $pair(p, $string(v)); }), $2 = $len; const $3 = $string(tuple[0]), $4 = $len; const $5 = $fill(Uint32Array, tuple[1]), $6 = $len; const r = $e18($1, $2, $3, $4, $5, $6) >>> 0; try { return $load54(r); } finally { $e19(r); } }
function long(it) { const $1 = $fill(Uint32Array, it), $2 = $len; const r = $e20($1, $2) >>> 0; try { return $array(Uint32Array, $view().getUint32(r, true), $view().getUint32(r + 4, true)); } finally { $e21(r); } }
function aliased(it) { const $1 = $items(it, 8, 4, (p, v) => { $pair(p, $string(v)); }), $2 = $len; const r = $e22($1, $2) >>> 0; try { return $list($view().getUint32(r, true), $view().getUint32(r + 4, true), 8, p => $text($view().getUint32(p, true), $view().getUint32(p + 4, true))); } finally { $e23(r); } }
function deep(it) { const $1 = $items(it, 8, 4, (p, v) => { $pair(p, $items(v, 20, 4, (p, v) => { $store56(p, v); })); }), $2 = $len; const r = $e24($1, $2) >>> 0; try { return $list($view().getUint32(r, true), $view().getUint32(r + 4, true), 8, p => $list($view().getUint32(p, true), $view().getUint32(p + 4, true), 20, p => $load59(p))); } finally { $e25(r); } }
function many(a, b, c, d, e, f, g, h, i, j, k, l) { const $1 = $string(b), $2 = $len; const $3 = $fill(Float64Array, d), $4 = $len; const $5 = $lower62(h); const $6 = $string(k), $7 = $len; const $8 = $lower45(l); const r = $e27(a & 255, $1, $2, c, $3, $4, $char(e), f ? 1 : 0, g, $5[0], $5[1], i & 65535, j << 24 >> 24, $6, $7, $8[0]) >>> 0; try { return $load63(r); } finally { $e28(r); } }
function view(it) { const $1 = $fill(BigUint64Array, it), $2 = $len; const r = $e29($1, $2) >>> 0; return $load65(r); }
const $load2 = p => ({ a: $view().getUint8(p), b: $view().getInt8(p + 1), c: $view().getUint16(p + 2, true), d: $view().getInt16(p + 4, true), e: $view().getUint32(p + 8, true), f: $view().getInt32(p + 12, true), g: $view().getBigUint64(p + 16, true), h: $view().getBigInt64(p + 24, true), x: $view().getFloat32(p + 32, true), y: $view().getFloat64(p + 40, true), yes: !!$view().getUint8(p + 48), letter: String.fromCodePoint($view().getUint32(p + 52, true)) });
const $load1 = p => { switch ($view().getUint8(p)) { case 0: return undefined; case 1: return $load2(p + 8); } $broken(); };
const $load4 = p => [$view().getInt32(p, true), $view().getInt32(p + 4, true)];
const $load5 = p => ({ text: $text($view().getUint32(p, true), $view().getUint32(p + 4, true)) });
const $load3 = p => { switch ($view().getUint8(p)) { case 0: return { tag: "nothing" }; case 1: return { tag: "circle", val: $view().getFloat64(p + 8, true) }; case 2: return { tag: "line", val: $list($view().getUint32(p + 8, true), $view().getUint32(p + 12, true), 8, p => $load4(p)) }; case 3: return { tag: "named", val: $load5(p + 8) }; } $broken(); };
const $load6 = p => [$view().getUint16(p, true), $view().getUint16(p + 2, true), $view().getUint16(p + 4, true)];
const $load8 = p => ["red", "dark-green", "blue2"][$view().getUint8(p)] ?? $broken();
const $load7 = p => [$text($view().getUint32(p, true), $view().getUint32(p + 4, true)), $load8(p + 8)];
const $load9 = p => ((b0) => ({ read: !!(b0 & 1), write: !!(b0 & 2), setOwner: !!(b0 & 4) }))($view().getUint8(p));
const $load0 = p => ({ names: $list($view().getUint32(p, true), $view().getUint32(p + 4, true), 8, p => $text($view().getUint32(p, true), $view().getUint32(p + 4, true))), numbers: $load1(p + 8), shape: $load3(p + 72), row: $load6(p + 88), pair: $load7(p + 96), rights: $load9(p + 108) });
const $store12 = (p, v) => { $view().setUint8(p, v.a); $view().setInt8(p + 1, v.b); $view().setUint16(p + 2, v.c, true); $view().setInt16(p + 4, v.d, true); $view().setUint32(p + 8, v.e, true); $view().setInt32(p + 12, v.f, true); $view().setBigUint64(p + 16, v.g, true); $view().setBigInt64(p + 24, v.h, true); $view().setFloat32(p + 32, v.x, true); $view().setFloat64(p + 40, v.y, true); $view().setUint8(p + 48, v.yes ? 1 : 0); $view().setUint32(p + 52, $char(v.letter), true); };
const $store11 = (p, v) => { if (v === undefined || v === null) { $view().setUint8(p, 0); } else { $view().setUint8(p, 1); $store12(p + 8, v); } };
const $store14 = (p, v) => { $view().setInt32(p, v[0], true); $view().setInt32(p + 4, v[1], true); };
const $store15 = (p, v) => { $pair(p, $string(v.text)); };
const $store13 = (p, v) => { switch (v?.tag) { case "nothing": { $view().setUint8(p, 0); break; } case "circle": { $view().setUint8(p, 1); $view().setFloat64(p + 8, v.val, true); break; } case "line": { $view().setUint8(p, 2); $pair(p + 8, $items(v.val, 8, 4, (p, v) => { $store14(p, v); })); break; } case "named": { $view().setUint8(p, 3); $store15(p + 8, v.val); break; } default: $wrong(v, "an object whose tag is nothing, circle, line, named"); } };
const $store16 = (p, v) => { $view().setUint16(p, v[0], true); $view().setUint16(p + 2, v[1], true); $view().setUint16(p + 4, v[2], true); };
const $store18 = (p, v) => { $view().setUint8(p, $index(["red", "dark-green", "blue2"], v)); };
const $store17 = (p, v) => { $pair(p, $string(v[0])); $store18(p + 8, v[1]); };
const $store19 = (p, v) => { $view().setUint8(p, (v.read ? 1 : 0) | (v.write ? 2 : 0) | (v.setOwner ? 4 : 0)); };
const $store10 = (p, v) => { $pair(p, $items(v.names, 8, 4, (p, v) => { $pair(p, $string(v)); })); $store11(p + 8, v.numbers); $store13(p + 72, v.shape); $store16(p + 88, v.row); $store17(p + 96, v.pair); $store19(p + 108, v.rights); };
const $lift20 = (a0, a1, a2) => { switch (a0) { case 0: return { tag: "nothing" }; case 1: return { tag: "circle", val: $double(a1) }; case 2: return { tag: "line", val: $list(Number(BigInt.asIntN(32, a1)), a2, 8, p => $load4(p)) }; case 3: return { tag: "named", val: { text: $text(Number(BigInt.asIntN(32, a1)), a2) } }; } $broken(); };
const $lift21 = (a0, a1, a2) => { switch (a0) { case 0: return undefined; case 1: return $text(a1, a2); } $broken(); };
const $lift23 = (a0) => ((b0) => ({ read: !!(b0 & 1), write: !!(b0 & 2), setOwner: !!(b0 & 4) }))(a0);
const $lift22 = (a0, a1) => { switch (a0) { case 0: return undefined; case 1: return $lift23(a1); } $broken(); };
const $lift24 = (a0, a1, a2) => { switch (a0) { case 0: return undefined; case 1: return $array(Uint8Array, a1, a2); } $broken(); };
const $store26 = (p, v) => { if (v === undefined || v === null) { $view().setUint8(p, 0); } else { $view().setUint8(p, 1); $pair(p + 4, $string(v)); } };
const $store27 = (p, v) => { if (v === undefined || v === null) { $view().setUint8(p, 0); } else { $view().setUint8(p, 1); $store19(p + 1, v); } };
const $store28 = (p, v) => { if (v === undefined || v === null) { $view().setUint8(p, 0); } else { $view().setUint8(p, 1); $pair(p + 4, $fill(Uint8Array, v)); } };
const $store25 = (p, v) => { $store26(p, v[0]); $store27(p + 12, v[1]); $store28(p + 16, v[2]); };
const $lift30 = a0 => ["red", "dark-green", "blue2"][a0] ?? $broken();
const $lift29 = (a0, a1, a2) => { switch (a0) { case 0: return { tag: "ok", val: $text(a1, a2) }; case 1: return { tag: "err", val: $lift30(a1) }; } $broken(); };
const $store31 = (p, v) => { switch (v?.tag) { case "ok": { $view().setUint8(p, 0); $pair(p + 4, $string(v.val)); break; } case "err": { $view().setUint8(p, 1); $store18(p + 4, v.val); break; } default: $wrong(v, "an object whose tag is ok, err"); } };
const $store33 = (p, v) => { $pair(p, $string(v[0])); $pair(p + 8, $fill(Uint32Array, v[1])); };
const $store32 = (p, v) => { $pair(p, $items(v[0], 8, 4, (p, v) => { $pair(p, $string(v)); })); $store33(p + 8, v[1]); };
const $load34 = p => [$view().getUint8(p), $text($view().getUint32(p + 4, true), $view().getUint32(p + 8, true)), !!$view().getUint8(p + 12), String.fromCodePoint($view().getUint32(p + 16, true)), $view().getInt8(p + 20), $view().getUint8(p + 21)];
const $lower35 = v => { switch (v?.tag) { case "nothing": { return [0, 0n, 0]; } case "circle": { return [1, $longBits(v.val), 0]; } case "line": { const $1 = $items(v.val, 8, 4, (p, v) => { $store14(p, v); }), $2 = $len; return [2, BigInt(($1) >>> 0), $2]; } case "named": { const $1 = $string(v.val.text), $2 = $len; return [3, BigInt(($1) >>> 0), $2]; } default: $wrong(v, "an object whose tag is nothing, circle, line, named"); } };
const $lower36 = v => { if (v === undefined || v === null) { return [0, 0, 0]; } else { const $1 = $string(v), $2 = $len; return [1, $1, $2]; } };
const $lower38 = v => [(v.read ? 1 : 0) | (v.write ? 2 : 0) | (v.setOwner ? 4 : 0)];
const $lower37 = v => { if (v === undefined || v === null) { return [0, 0]; } else { const $1 = $lower38(v); return [1, $1[0]]; } };
const $lower39 = v => { if (v === undefined || v === null) { return [0, 0, 0]; } else { const $1 = $fill(Uint8Array, v), $2 = $len; return [1, $1, $2]; } };
const $load41 = p => { switch ($view().getUint8(p)) { case 0: return undefined; case 1: return $text($view().getUint32(p + 4, true), $view().getUint32(p + 8, true)); } $broken(); };
const $load42 = p => { switch ($view().getUint8(p)) { case 0: return undefined; case 1: return $load9(p + 1); } $broken(); };
const $load43 = p => { switch ($view().getUint8(p)) { case 0: return undefined; case 1: return $array(Uint8Array, $view().getUint32(p + 4, true), $view().getUint32(p + 8, true)); } $broken(); };
const $load40 = p => [$load41(p), $load42(p + 12), $load43(p + 16)];
const $lower45 = v => [$index(["red", "dark-green", "blue2"], v)];
const $lower44 = v => { switch (v?.tag) { case "ok": { const $1 = $string(v.val), $2 = $len; return [0, $1, $2]; } case "err": { const $1 = $lower45(v.val); return [1, $1[0], 0]; } default: $wrong(v, "an object whose tag is ok, err"); } };
const $load46 = p => { switch ($view().getUint8(p)) { case 0: return { tag: "ok", val: $text($view().getUint32(p + 4, true), $view().getUint32(p + 8, true)) }; case 1: return { tag: "err", val: $load8(p + 4) }; } $broken(); };
const $lower47 = v => { switch (v?.tag) { case "ok": { return [0, v.val & 255]; } case "err": { return [1, 0]; } default: $wrong(v, "an object whose tag is ok, err"); } };
const $lower48 = v => { switch (v?.tag) { case "ok": { return [0, 0]; } case "err": { return [1, $char(v.val)]; } default: $wrong(v, "an object whose tag is ok, err"); } };
const $lower49 = v => { switch (v?.tag) { case "ok": { return [0]; } case "err": { return [1]; } default: $wrong(v, "an object whose tag is ok, err"); } };
const $load51 = p => { switch ($view().getUint8(p)) { case 0: return { tag: "ok", val: $view().getUint8(p + 1) }; case 1: return { tag: "err" }; } $broken(); };
const $load52 = p => { switch ($view().getUint8(p)) { case 0: return { tag: "ok" }; case 1: return { tag: "err", val: String.fromCodePoint($view().getUint32(p + 4, true)) }; } $broken(); };
const $load53 = p => { switch ($view().getUint8(p)) { case 0: return { tag: "ok" }; case 1: return { tag: "err" }; } $broken(); };
const $load50 = p => [$load51(p), $load52(p + 4), $load53(p + 12)];
const $load55 = p => [$text($view().getUint32(p, true), $view().getUint32(p + 4, true)), $array(Uint32Array, $view().getUint32(p + 8, true), $view().getUint32(p + 12, true))];
const $load54 = p => [$list($view().getUint32(p, true), $view().getUint32(p + 4, true), 8, p => $text($view().getUint32(p, true), $view().getUint32(p + 4, true))), $load55(p + 8)];
const $store58 = (p, v) => { $view().setUint8(p, v[0]); $pair(p + 4, $string(v[1])); };
const $store57 = (p, v) => { switch (v?.tag) { case "ok": { $view().setUint8(p, 0); $store58(p + 4, v.val); break; } case "err": { $view().setUint8(p, 1); $pair(p + 4, $items(v.val, 4, 4, (p, v) => { $view().setUint32(p, $char(v), true); })); break; } default: $wrong(v, "an object whose tag is ok, err"); } };
const $store56 = (p, v) => { if (v === undefined || v === null) { $view().setUint8(p, 0); } else { $view().setUint8(p, 1); $store57(p + 4, v); } };
const $load61 = p => [$view().getUint8(p), $text($view().getUint32(p + 4, true), $view().getUint32(p + 8, true))];
const $load60 = p => { switch ($view().getUint8(p)) { case 0: return { tag: "ok", val: $load61(p + 4) }; case 1: return { tag: "err", val: $list($view().getUint32(p + 4, true), $view().getUint32(p + 8, true), 4, p => String.fromCodePoint($view().getUint32(p, true))) }; } $broken(); };
const $load59 = p => { switch ($view().getUint8(p)) { case 0: return undefined; case 1: return $load60(p + 4); } $broken(); };
const $lower62 = v => { if (v === undefined || v === null) { return [0, 0]; } else { return [1, v & 255]; } };
const $load64 = p => { switch ($view().getUint8(p)) { case 0: return undefined; case 1: return $view().getUint8(p + 1); } $broken(); };
const $load63 = p => [$view().getUint8(p), $text($view().getUint32(p + 4, true), $view().getUint32(p + 8, true)), $view().getFloat32(p + 12, true), $array(Float64Array, $view().getUint32(p + 16, true), $view().getUint32(p + 20, true)), String.fromCodePoint($view().getUint32(p + 24, true)), !!$view().getUint8(p + 28), $view().getBigInt64(p + 32, true), $load64(p + 40), $view().getUint16(p + 42, true), $view().getInt8(p + 44), $text($view().getUint32(p + 48, true), $view().getUint32(p + 52, true)), $load8(p + 56)];
const $load65 = p => [$view().getBigUint64(p, true), $view().getUint32(p + 8, true)];
export const imports = {
"local:mirror/mirror@1.0.0": {
"bounce-nested": (a0, a1) => { const r = $p0.bounceNested($load0(a0)); $store10(a1, r); },
"bounce-list": (a0, a1, a2) => { const r = $p0.bounceList($list(a0, a1, 112, p => $load0(p))); $pair(a2, $items(r, 112, 8, (p, v) => { $store10(p, v); })); },
"bounce-shape": (a0, a1, a2, a3) => { const r = $p0.bounceShape($lift20(a0, a1, a2)); $store13(a3, r); },
"bounce-numbers": (a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12) => { const r = $p0.bounceNumbers({ a: a0 & 255, b: a1 << 24 >> 24, c: a2 & 65535, d: a3 << 16 >> 16, e: a4 >>> 0, f: a5, g: BigInt.asUintN(64, a6), h: a7, x: a8, y: a9, yes: !!a10, letter: String.fromCodePoint(a11) }); $store12(a12, r); },
"bounce-options": (a0, a1, a2, a3, a4, a5, a6, a7, a8) => { const r = $p0.bounceOptions($lift21(a0, a1, a2), $lift22(a3, a4), $lift24(a5, a6, a7)); $store25(a8, r); },
"bounce-result": (a0, a1, a2, a3) => { let r; try { r = { tag: "ok", val: $p0.bounceResult($lift29(a0, a1, a2)) }; } catch (error) { r = { tag: "err", val: $caught(error) }; } $store31(a3, r); },
"bounce-texts": (a0, a1, a2, a3, a4, a5, a6) => { const r = $p0.bounceTexts($list(a0, a1, 8, p => $text($view().getUint32(p, true), $view().getUint32(p + 4, true))), [$text(a2, a3), $array(Uint32Array, a4, a5)]); $store32(a6, r); },
"bounce-long": (a0, a1, a2) => { const r = $p0.bounceLong($array(Uint32Array, a0, a1)); $pair(a2, $fill(Uint32Array, r)); },
},
};
export const start = exports => {
$memory = exports.memory;
$realloc = exports.cabi_realloc;
$e0 = exports["local:types/types@0.1.0#echo-colours"];
$e1 = exports["cabi_post_local:types/types@0.1.0#echo-colours"];
$e2 = exports["local:types/types@0.1.0#unusual-names"];
$e3 = exports["cabi_post_local:types/types@0.1.0#unusual-names"];
$e4 = exports["local:types/types@0.1.0#echo-numbers"];
$e5 = exports["local:types/types@0.1.0#echo-nested"];
$e6 = exports["cabi_post_local:types/types@0.1.0#echo-nested"];
$e7 = exports["local:types/types@0.1.0#nested-list"];
$e8 = exports["cabi_post_local:types/types@0.1.0#nested-list"];
$e9 = exports["local:types/types@0.1.0#nested-slice"];
$e10 = exports["cabi_post_local:types/types@0.1.0#nested-slice"];
$e11 = exports["local:types/types@0.1.0#echo-shape"];
$e12 = exports["cabi_post_local:types/types@0.1.0#echo-shape"];
$e13 = exports["local:types/types@0.1.0#options"];
$e14 = exports["cabi_post_local:types/types@0.1.0#options"];
$e15 = exports["local:types/types@0.1.0#result"];
$e16 = exports["cabi_post_local:types/types@0.1.0#result"];
$e17 = exports["local:types/types@0.1.0#half-results"];
$e18 = exports["local:types/types@0.1.0#texts"];
$e19 = exports["cabi_post_local:types/types@0.1.0#texts"];
$e20 = exports["local:types/types@0.1.0#long"];
$e21 = exports["cabi_post_local:types/types@0.1.0#long"];
$e22 = exports["local:types/types@0.1.0#aliased"];
$e23 = exports["cabi_post_local:types/types@0.1.0#aliased"];
$e24 = exports["local:types/types@0.1.0#deep"];
$e25 = exports["cabi_post_local:types/types@0.1.0#deep"];
nothing = exports["local:types/types@0.1.0#nothing"];
$e27 = exports["local:types/types@0.1.0#many"];
$e28 = exports["cabi_post_local:types/types@0.1.0#many"];
$e29 = exports["local:types/types@0.1.0#view"];
};
export { echoColours, unusualNames, echoNumbers, echoNested, nestedList, nestedSlice, echoShape, options, result, halfResults, texts, long, aliased, deep, nothing, many, view, ComponentError };
