//! The ways of strings: a quicker one into the module than the embedded wasm-bindgen's, which goes character by character,
//! and a shorter one out of it.

/// What wasm-bindgen writes, and what is written instead. Another version's text is left alone.
const SLOW: &str = "    let len = arg.length;
    let ptr = malloc(len, 1) >>> 0;

    const mem = getUint8ArrayMemory0();

    let offset = 0;

    for (; offset < len; offset++) {
        const code = arg.charCodeAt(offset);
        if (code > 0x7F) break;
        mem[ptr + offset] = code;
    }
    if (offset !== len) {
        if (offset !== 0) {
            arg = arg.slice(offset);
        }
        ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
        const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
        const ret = cachedTextEncoder.encodeInto(arg, view);

        offset += ret.written;
        ptr = realloc(ptr, len, offset, 1) >>> 0;
    }
";

/// Short strings are measured and written by loops, because the engine's encoder costs a call out of JavaScript. All others
/// go through the encoder: those of some kilobytes with room for the worst (three bytes for a unit of UTF-16), larger ones
/// first into as many bytes as there are units, which is all of it when they are ASCII. The encoder never splits a pair of
/// surrogates. Memory may grow in `realloc`, so the view is made afresh.
const QUICK: &str = "    const len = arg.length;
    let room = len > 8192 ? len : len * 3;
    if (len < 48) {
        room = 0;
        for (let i = 0; i < len; i++) {
            const code = arg.charCodeAt(i);
            room += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
            // A pair of surrogates is a character of four bytes.
            if ((code & 0xFC00) === 0xD800 && (arg.charCodeAt(i + 1) & 0xFC00) === 0xDC00) {
                room++;
                i++;
            }
        }
    }
    let ptr = malloc(room, 1) >>> 0;
    const mem = getUint8ArrayMemory0();
    let offset = 0;
    if (len < 48) {
        let at = ptr;
        for (let i = 0; i < len; i++) {
            let code = arg.charCodeAt(i);
            if (code < 0x80) {
                mem[at++] = code;
                continue;
            }
            if (code < 0x800) {
                mem[at++] = 0xC0 | code >> 6;
            } else {
                if ((code & 0xF800) === 0xD800) code = arg.codePointAt(i);
                if (code > 0xFFFF) {
                    i++;
                    mem[at++] = 0xF0 | code >> 18;
                    mem[at++] = 0x80 | code >> 12 & 0x3F;
                } else {
                    // A surrogate without its partner is no character.
                    if ((code & 0xF800) === 0xD800) code = 0xFFFD;
                    mem[at++] = 0xE0 | code >> 12;
                }
                mem[at++] = 0x80 | code >> 6 & 0x3F;
            }
            mem[at++] = 0x80 | code & 0x3F;
        }
        offset = room;
    } else {
        let { read, written } = cachedTextEncoder.encodeInto(arg, mem.subarray(ptr, ptr + room));
        if (read !== len) {
            arg = arg.slice(read);
            ptr = realloc(ptr, room, room = written + arg.length * 3, 1) >>> 0;
            const view = getUint8ArrayMemory0().subarray(ptr + written, ptr + room);
            written += cachedTextEncoder.encodeInto(arg, view).written;
        }
        if (written !== room) ptr = realloc(ptr, room, written, 1) >>> 0;
        offset = written;
    }
";

const LONG: &str = "let cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
cachedTextDecoder.decode();
const MAX_SAFARI_DECODE_BYTES = 2146435072;
let numBytesDecoded = 0;
function decodeText(bytes) {
    numBytesDecoded += bytes.length;
    if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
        cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
        cachedTextDecoder.decode();
        numBytesDecoded = bytes.length;
    }
    return cachedTextDecoder.decode(bytes);
}
";

/// Safari's decoder gives up after 2 GiB (wasm-bindgen's issue 4471): the first one is made as all after it.
const SHORT: &str = "let cachedTextDecoder, numBytesDecoded = Infinity;
function decodeText(bytes) {
    numBytesDecoded += bytes.length;
    if (numBytesDecoded > 2146435072) {
        cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
        numBytesDecoded = bytes.length;
    }
    return cachedTextDecoder.decode(bytes);
}
";

/// wasm-bindgen's glue with our ways.
pub fn improve(bg: &str) -> String {
    bg.replacen(SLOW, QUICK, 1).replacen(LONG, SHORT, 1)
}
