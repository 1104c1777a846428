var wasm, u8 = new Uint8Array(0);
const fresh = () => {
if (u8.length) return;
const b = wasm.memory.buffer;
u8 = new Uint8Array(b);
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
export const imports = { js: {
"console.log(&str)": (p0, p1) => globalThis.console.log(getText(p0, p1)),
} };
export let hello;
export const start = (exports) => {
wasm = exports;
hello = wasm["js:hello"];
};
