//! What std imports under a JavaScript host (`toolchain/overlay.rs`), in JavaScript; only what a module does import.

/// The name of the import module.
pub const MODULE: &str = "wasmrust:std";

/// The object that provides the imports `names`, as the constant `std`. It uses `wasm`, the instance's exports.
pub fn provide(names: &[String]) -> String {
    let has = |name: &str| names.iter().any(|known| known == name);
    let mut js = String::new();
    for (used, text) in [
        (has("write"), WRITE_STATE),
        (has("args_len"), ARGS_STATE),
        (true, "const std = {\n"),
        (has("write"), WRITE),
        (has("args_len"), ARGS_LEN),
        (has("args_copy"), ARGS_COPY),
        (has("instant"), "  instant: () => performance.now(),\n"),
        (has("time"), "  time: () => Date.now(),\n"),
        (has("exit"), EXIT),
        (true, "};\n"),
    ] {
        if used {
            js.push_str(text);
        }
    }
    js
}

const WRITE_STATE: &str = "const decoders = [], lines = [];\n";

/// The console has lines only: what has no end yet waits for it.
const WRITE: &str = r#"  write(stream, at, length) {
    const bytes = new Uint8Array(wasm.memory.buffer, at, length);
    const fs = globalThis.process?.getBuiltinModule?.("node:fs");
    if (fs) {
      for (let done = 0; done < length; ) done += fs.writeSync(stream, bytes, done);
      return;
    }
    decoders[stream] ??= new TextDecoder();
    const text = (lines[stream] ?? "") + decoders[stream].decode(bytes, { stream: true });
    const whole = text.split("\n");
    lines[stream] = whole.pop();
    for (const line of whole) console[stream == 2 ? "error" : "log"](line);
  },
"#;

const ARGS_STATE: &str = "let args;\n";

const ARGS_LEN: &str = r#"  args_len() {
    const words = globalThis.__wasmrust_args ?? globalThis.process?.argv?.slice(1) ?? [];
    args = new TextEncoder().encode(words.map((word) => `${word}\0`).join(""));
    return args.length;
  },
"#;

const ARGS_COPY: &str = "  args_copy(to) {
    new Uint8Array(wasm.memory.buffer).set(args, to);
  },
";

/// A page cannot be ended; the error ends at least the call.
const EXIT: &str = "  exit(code) {
    globalThis.process?.exit?.(code);
    throw Object.assign(new Error(`the program exited with code ${code}`), { code });
  },
";

#[cfg(test)]
mod tests {
    use super::provide;

    #[test]
    fn only_what_is_used_is_there() {
        let js = provide(&["time".to_owned()]);
        assert_eq!(js, "const std = {\n  time: () => Date.now(),\n};\n");
    }
}
