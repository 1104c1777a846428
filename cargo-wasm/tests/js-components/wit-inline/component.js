let $realloc, $memory, $bytes = new Uint8Array(0), $data;
const $renew = () => {
$data = new DataView($memory.buffer);
return $bytes = new Uint8Array($memory.buffer);
};
const $heap = () => $bytes.length ? $bytes : $renew();
let $len = 0;
const $wrong = (value, expected) => {
const given = value === null ? "null" : typeof value === "object" || typeof value === "function"
? value.constructor?.name ?? "an object" : `${typeof value} ${String(value)}`;
throw new TypeError(`expected ${expected}, got ${given}`);
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
let $e0;
function add(pair, more) { const $1 = $string(pair.type), $2 = $len; const $3 = $fill(Uint32Array, more), $4 = $len; const r = $e0(pair.left, $1, $2, $3, $4); return r >>> 0; }
export const imports = {
};
export const start = exports => {
$memory = exports.memory;
$realloc = exports.cabi_realloc;
$e0 = exports["local:inline/sum-of-two@1.2.3#add"];
};
export { add };
