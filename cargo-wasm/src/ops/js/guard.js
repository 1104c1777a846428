let dead;

// After a trap the memory may be in any state: nothing is called any more. Frames of Rust's library go behind the user's.
function guard(exports) {
  Error.stackTraceLimit = Math.max(Error.stackTraceLimit ?? 0, 100);
  const library = /^\s*at (?:\S*\.wasm\.)?[<&]*(?:std|core|alloc|__rust)/;
  const guarded = {};
  for (const [name, value] of Object.entries(exports)) {
    guarded[name] = typeof value != "function" ? value : (...args) => {
      if (dead) throw new Error("NAME.wasm has trapped, and what it holds cannot be trusted: load it again", { cause: dead });
      try {
        return value(...args);
      } catch (error) {
        const overflow = error instanceof RangeError && error.message.includes("call stack");
        if (overflow || error instanceof WebAssembly.RuntimeError) {
          dead = error;
          const lines = (error.stack ?? "").replace(/\[[0-9a-f]{16}\]|::h[0-9a-f]{16}/g, "").split("\n");
          const theirs = lines.filter((line) => library.test(line));
          error.stack = [...lines.filter((line) => !library.test(line)), ...theirs].join("\n");
        }
        throw error;
      }
    };
  }
  return guarded;
}
