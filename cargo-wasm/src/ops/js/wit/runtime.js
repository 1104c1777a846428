// What glue for components calls. `mod.rs` takes the parts that are used; each begins with the names that it declares.

//@ $realloc $memory $renew
let $realloc, $memory, $bytes = new Uint8Array(0), $data;
// When memory grows, what looked into it has no bytes any more.
const $renew = () => {
  $data = new DataView($memory.buffer);
  return $bytes = new Uint8Array($memory.buffer);
};

//@ $heap
const $heap = () => $bytes.length ? $bytes : $renew();

//@ $view
const $view = () => ($bytes.length || $renew(), $data);

//@ $len
// The length of what was written last.
let $len = 0;

//@ $wrong
const $wrong = (value, expected) => {
  const given = value === null ? "null" : typeof value === "object" || typeof value === "function"
    ? value.constructor?.name ?? "an object" : `${typeof value} ${String(value)}`;
  throw new TypeError(`expected ${expected}, got ${given}`);
};

//@ $broken
const $broken = () => { throw new WebAssembly.RuntimeError("the component returned a value that its type does not have"); };

//@ $text
const $decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const $text = (pointer, length) => {
  pointer >>>= 0;
  const bytes = $heap();
  if (length < 12) {
    // Calling the decoder costs more than a few characters do.
    let text = "";
    for (let i = pointer; i < pointer + length; i++) {
      if (bytes[i] > 127) { text = null; break; }
      text += String.fromCharCode(bytes[i]);
    }
    if (text !== null) return text;
  }
  return $decoder.decode(bytes.subarray(pointer, pointer + length));
};

//@ $string
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
  // Every UTF-16 unit is at most three bytes of UTF-8; most text is one.
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

//@ $char
const $char = text => {
  const code = typeof text === "string" ? text.codePointAt(0) : undefined;
  if (code === undefined || text.length !== (code > 0xffff ? 2 : 1) || (code >= 0xd800 && code < 0xe000)) {
    $wrong(text, "a string of one character");
  }
  return code;
};

//@ $array
const $array = (type, pointer, length) =>
  length ? new type($memory.buffer, pointer >>> 0, length).slice() : new type(0);

//@ $fill
const $fill = (type, values) => {
  const length = values?.length;
  if (typeof length !== "number" || typeof values === "string") $wrong(values, `a list, such as ${type.name}`);
  if (!($len = length)) return type.BYTES_PER_ELEMENT;
  const size = type.BYTES_PER_ELEMENT;
  const pointer = $realloc(0, 0, size, length * size) >>> 0;
  new type($memory.buffer, pointer, length).set(values);
  return pointer;
};

//@ $list
const $list = (pointer, length, size, load) => {
  pointer >>>= 0;
  const list = new Array(length);
  for (let i = 0; i < length; i++) list[i] = load(pointer + i * size);
  return list;
};

//@ $items
const $items = (values, size, align, store) => {
  const length = values?.length;
  if (typeof length !== "number" || typeof values === "string") $wrong(values, "a list");
  const pointer = size && length ? $realloc(0, 0, align, length * size) >>> 0 : align;
  for (let i = 0; i < length; i++) store(pointer + i * size, values[i]);
  $len = length;
  return pointer;
};

//@ $pair
const $pair = (at, pointer) => {
  const view = $view();
  view.setUint32(at, pointer, true);
  view.setUint32(at + 4, $len, true);
};

//@ $index
const $index = (names, name) => {
  const index = names.indexOf(name);
  return index < 0 ? $wrong(name, `one of ${names.join(", ")}`) : index;
};

//@ $float $double $bits $longBits
const $scratch = new DataView(new ArrayBuffer(8));
const $float = bits => ($scratch.setInt32(0, bits), $scratch.getFloat32(0));
const $double = bits => ($scratch.setBigInt64(0, bits), $scratch.getFloat64(0));
const $bits = value => ($scratch.setFloat32(0, value), $scratch.getInt32(0));
const $longBits = value => ($scratch.setFloat64(0, value), $scratch.getBigInt64(0));

//@ $table
// Handles: what the module has instead of objects. 0 is none.
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

//@ $object
const $object = (type, rep) => {
  const object = Object.create(type.prototype);
  object[$rep] = rep;
  $gone.register(object, { type, rep }, object);
  return object;
};

//@ $rep
const $rep = Symbol("rep");

//@ $dtors $gone
// The destructor of each class.
const $dtors = new Map();
const $gone = new FinalizationRegistry(({ type, rep }) => $dtors.get(type)?.(rep));

//@ $dispose
// Older hosts have no such symbol yet.
const $dispose = Symbol.dispose ?? Symbol.for("dispose");

//@ $lend
const $lend = (type, object) => {
  if (!(object instanceof type)) $wrong(object, `an object of class ${type.name}`);
  return object[$rep] ?? $wrong(object, `an object of class ${type.name} that was not given away or disposed of`);
};

//@ $give
const $give = (type, object) => {
  const rep = $lend(type, object);
  object[$rep] = undefined;
  $gone.unregister(object);
  return rep;
};

//@ $unwrap
const $unwrap = result => {
  if (result.tag === "err") throw new ComponentError(result.val);
  return result.val;
};

//@ $caught
// An `Error` without a payload is a mistake in JavaScript, no result of the function.
const $caught = error => {
  if (error !== null && typeof error === "object" && "payload" in error) return error.payload;
  if (error instanceof Error) throw error;
  return error;
};

//@ ComponentError
/** What a function throws whose result in the component is an error, which `payload` holds. */
class ComponentError extends Error {
  constructor(payload) {
    super(typeof payload === "string" ? payload : `the component returned an error: ${$show(payload)}`);
    this.name = "ComponentError";
    this.payload = payload;
  }
}

//@ $show
const $show = value => {
  try {
    return JSON.stringify(value, (_, v) => typeof v === "bigint" ? `${v}` : v) ?? String(value);
  } catch {
    return String(value);
  }
};
