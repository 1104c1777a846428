import * as $p0 from "gfx";
let $realloc, $memory, $bytes = new Uint8Array(0), $data;
const $renew = () => {
$data = new DataView($memory.buffer);
return $bytes = new Uint8Array($memory.buffer);
};
const $view = () => ($bytes.length || $renew(), $data);
let $len = 0;
const $wrong = (value, expected) => {
const given = value === null ? "null" : typeof value === "object" || typeof value === "function"
? value.constructor?.name ?? "an object" : `${typeof value} ${String(value)}`;
throw new TypeError(`expected ${expected}, got ${given}`);
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
let $e0, $e1;
function sharpen(pixels, width, height) { const $1 = $fill(Uint8Array, pixels), $2 = $len; const r = $e0($1, $2, width, height) >>> 0; try { return $array(Uint8Array, $view().getUint32(r, true), $view().getUint32(r + 4, true)); } finally { $e1(r); } }
export const imports = {
"local:gfx/gfx@2.1.0": {
"convolve-3x3": (a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11) => { const r = $p0.convolve3x3($array(Uint8Array, a0, a1), [a2, a3, a4, a5, a6, a7, a8, a9, a10]); $pair(a11, $fill(Uint8Array, r)); },
},
};
export const start = exports => {
$memory = exports.memory;
$realloc = exports.cabi_realloc;
$e0 = exports["local:image-filter/image-filter@1.0.0#sharpen"];
$e1 = exports["cabi_post_local:image-filter/image-filter@1.0.0#sharpen"];
};
export { sharpen };
