import * as $p0 from "clock";
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
let $current;
const $enter = (task, call) => {
const outer = $current;
$current = task;
try {
return call();
} finally {
$current = outer;
}
};
const $task = (start, callback) => new Promise((resolve, reject) => {
const task = { context: 0, resolve, reject };
const run = call => {
try {
const code = $enter(task, call);
switch (code & 15) {
case 0: return reject(new WebAssembly.RuntimeError("the component ended a call without a result"));
case 1: return void setTimeout(() => run(() => callback(0, 0, 0)));
case 2: return $await($sets.get(code >>> 4), event => run(() => callback(...event)));
default: $broken();
}
} catch (error) {
reject(error);
}
};
run(start);
});
const $settle = result => result.tag === "err" ? $current.reject(new ComponentError(result.val)) : $current.resolve(result.val);
const $subtasks = $table();
const $notify = subtask => {
const { set } = subtask;
if (!set?.wake || !subtask.event) return;
const { wake } = set;
set.wake = undefined;
queueMicrotask(wake);
};
const $subtask = (result, store) => {
if (typeof result?.then !== "function") {
store(result);
return 2;
}
const task = $current, subtask = {}, handle = $subtasks.put(subtask);
result.then(value => {
if (subtask.cancelled) return;
store(value);
subtask.event = [1, handle, 2];
$notify(subtask);
}).catch(error => task?.reject(error));
return handle << 4 | 1;
};
const $attempt = call => {
const ok = val => ({ tag: "ok", val }), err = error => ({ tag: "err", val: $caught(error) });
try {
const result = call();
return typeof result?.then === "function" ? result.then(ok, err) : ok(result);
} catch (error) {
return err(error);
}
};
const $cancel = handle => {
const subtask = $subtasks.get(handle);
if (subtask.event) {
subtask.event = undefined;
return 2;
}
subtask.cancelled = true;
return 4;
};
const $sets = $table();
const $event = set => {
for (const subtask of set.members) {
const { event } = subtask;
subtask.event = undefined;
if (event) return event;
}
};
const $await = (set, use) => {
set.wake = () => {
const event = $event(set);
if (event) use(event);
else $await(set, use);
};
for (const subtask of set.members) $notify(subtask);
};
const $join = (handle, index) => {
const subtask = $subtasks.get(handle);
subtask.set?.members.delete(subtask);
subtask.set = index ? $sets.get(index) : undefined;
subtask.set?.members.add(subtask);
$notify(subtask);
};
const $poll = (index, pointer) => {
const event = $event($sets.get(index));
if (!event) return 0;
const view = $view();
view.setUint32(pointer, event[1], true);
view.setUint32(pointer + 4, event[2], true);
return event[0];
};
const $cancelled = () => new Error("the component gave the call up before it had a result");
let $e0, $e1, $e2, $e3, $e4, $e5, $e6, $e7, $e8, $e9, $e10, $e11, $e12, $e13, $e14, $e15, $e16, $e17, $e18, $e19, $e20;
const $table0 = $table();
class Queue {
constructor(name) { const $1 = $string(name), $2 = $len; const r = $e0($1, $2); return $object(Queue, $table0.take(r)); }
next(turns) { return $task(() => { return $e1($lend(Queue, this), turns); }, $e2); }
static open(name) { return $task(() => { const $1 = $string(name), $2 = $len; return $e3($1, $2); }, $e4); }
[$dispose]() { if (this[$rep] !== undefined) $dtors.get(Queue)?.($give(Queue, this)); }
}
function both(a, b) { return $task(() => { const $1 = $string(a), $2 = $len; const $3 = $string(b), $4 = $len; return $e5($1, $2, $3, $4); }, $e6); }
function all(names) { return $task(() => { const $1 = $items(names, 8, 4, (p, v) => { $pair(p, $string(v)); }), $2 = $len; return $e7($1, $2); }, $e8); }
function first(a, turns, b, others) { return $task(() => { const $1 = $string(a), $2 = $len; const $3 = $string(b), $4 = $len; return $e9($1, $2, turns, $3, $4, others); }, $e10); }
function checked(question) { return $task(() => { const $1 = $string(question), $2 = $len; return $e11($1, $2); }, $e12); }
function more(a, b, c, d, e) { return $task(() => { const $1 = $string(c), $2 = $len; return $e13(a, b, $1, $2, d, e ? 1 : 0); }, $e14); }
function soon(it) { return $task(() => { return $e15(it & 255); }, $e16); }
function nothing() { return $task(() => { return $e17(); }, $e18); }
function fails(text) { return $task(() => { const $1 = $string(text), $2 = $len; return $e19($1, $2); }, $e20); }
const $store0 = (p, v) => { switch (v?.tag) { case "ok": { $view().setUint8(p, 0); $view().setUint32(p + 4, v.val, true); break; } case "err": { $view().setUint8(p, 1); $pair(p + 4, $string(v.val)); break; } default: $wrong(v, "an object whose tag is ok, err"); } };
const $lift1 = (a0, a1, a2) => { switch (a0) { case 0: return { tag: "ok", val: a1 >>> 0 }; case 1: return { tag: "err", val: $text(a1, a2) }; } $broken(); };
export const imports = {
"$root": {
"[context-get-0]": () => $current?.context ?? 0,
"[context-set-0]": value => { if ($current) $current.context = value; },
"[subtask-cancel]": $cancel,
"[subtask-drop]": handle => { $subtasks.take(handle); },
"[waitable-join]": $join,
"[waitable-set-drop]": set => { $sets.take(set); },
"[waitable-set-new]": () => $sets.put({ members: new Set() }),
"[waitable-set-poll]": $poll,
},
"[export]$root": {
"[task-cancel]": () => $current.reject($cancelled()),
},
"[export]local:promises/promises@0.1.0": {
"[resource-new]queue": rep => $table0.put(rep),
"[resource-drop]queue": handle => { const rep = $table0.take(handle); $dtors.get(Queue)?.(rep); },
"[task-return][method]queue.next": (a0, a1) => { $current.resolve($text(a0, a1)); },
"[task-return][static]queue.open": (a0) => { $current.resolve($object(Queue, $table0.take(a0))); },
"[task-return]both": (a0, a1, a2, a3) => { $current.resolve([$text(a0, a1), $text(a2, a3)]); },
"[task-return]all": (a0, a1) => { $current.resolve($list(a0, a1, 8, p => $text($view().getUint32(p, true), $view().getUint32(p + 4, true)))); },
"[task-return]first": (a0, a1) => { $current.resolve($text(a0, a1)); },
"[task-return]checked": (a0, a1, a2) => { $settle($lift1(a0, a1, a2)); },
"[task-return]more": (a0, a1) => { $current.resolve($list(a0, a1, 8, p => $text($view().getUint32(p, true), $view().getUint32(p + 4, true)))); },
"[task-return]soon": (a0) => { $current.resolve(a0 & 255); },
"[task-return]nothing": () => { $current.resolve(undefined); },
"[task-return]fails": (a0) => { $current.resolve(a0 >>> 0); },
},
"local:clock/clock@1.0.0": {
"[async-lower]after": (a0, a1, a2, a3) => { return $subtask($p0.after($text(a0, a1), a2 >>> 0), r => { $pair(a3, $string(r)); }); },
"[async-lower]ask": (a0, a1, a2) => { return $subtask($attempt(() => $p0.ask($text(a0, a1))), r => { $store0(a2, r); }); },
"[async-lower]many": (a0, a1) => { return $subtask($p0.many($view().getUint32(a0, true), $view().getFloat64(a0 + 8, true), $text($view().getUint32(a0 + 16, true), $view().getUint32(a0 + 20, true)), $view().getBigUint64(a0 + 24, true), !!$view().getUint8(a0 + 32)), r => { $pair(a1, $items(r, 8, 4, (p, v) => { $pair(p, $string(v)); })); }); },
},
};
export const start = exports => {
$memory = exports.memory;
$realloc = exports.cabi_realloc;
$dtors.set(Queue, exports["local:promises/promises@0.1.0#[dtor]queue"]);
$e0 = exports["local:promises/promises@0.1.0#[constructor]queue"];
$e1 = exports["[async-lift]local:promises/promises@0.1.0#[method]queue.next"];
$e2 = exports["[callback][async-lift]local:promises/promises@0.1.0#[method]queue.next"];
$e3 = exports["[async-lift]local:promises/promises@0.1.0#[static]queue.open"];
$e4 = exports["[callback][async-lift]local:promises/promises@0.1.0#[static]queue.open"];
$e5 = exports["[async-lift]local:promises/promises@0.1.0#both"];
$e6 = exports["[callback][async-lift]local:promises/promises@0.1.0#both"];
$e7 = exports["[async-lift]local:promises/promises@0.1.0#all"];
$e8 = exports["[callback][async-lift]local:promises/promises@0.1.0#all"];
$e9 = exports["[async-lift]local:promises/promises@0.1.0#first"];
$e10 = exports["[callback][async-lift]local:promises/promises@0.1.0#first"];
$e11 = exports["[async-lift]local:promises/promises@0.1.0#checked"];
$e12 = exports["[callback][async-lift]local:promises/promises@0.1.0#checked"];
$e13 = exports["[async-lift]local:promises/promises@0.1.0#more"];
$e14 = exports["[callback][async-lift]local:promises/promises@0.1.0#more"];
$e15 = exports["[async-lift]local:promises/promises@0.1.0#soon"];
$e16 = exports["[callback][async-lift]local:promises/promises@0.1.0#soon"];
$e17 = exports["[async-lift]local:promises/promises@0.1.0#nothing"];
$e18 = exports["[callback][async-lift]local:promises/promises@0.1.0#nothing"];
$e19 = exports["[async-lift]local:promises/promises@0.1.0#fails"];
$e20 = exports["[callback][async-lift]local:promises/promises@0.1.0#fails"];
};
export { Queue, both, all, first, checked, more, soon, nothing, fails, ComponentError };
