let dead, current, guarded;
// The calls under way, from the outermost.
const running = [];

// After a trap the memory may be in any state: nothing is called any more.
function guard(exports) {
  Error.stackTraceLimit = Math.max(Error.stackTraceLimit ?? 0, 100);
  current = exports;
  guarded ??= {};
  for (const [name, value] of Object.entries(exports)) {
    // What glue and the garbage collector call to end things is done with, and must not hide the trap.
    const quiet = /^(__wbindgen|__wbg_|__externref|cabi_post_|js:free$)|#\[dtor\]/.test(name);
    if (typeof value != "function") guarded[name] = value;
    else guarded[name] ??= (...args) => {
      if (dead && quiet) return 0;
      if (dead) refuse();
      running.push([name, args]);
      try {
        return current[name](...args);
      } catch (error) {
        explain(error);
        throw error;
      } finally {
        running.pop();
      }
    };
  }
  return guarded;
}

// A trap's frames have names and places, those of Rust's library last; an object that is in use twice, by whom.
function explain(error) {
  if (dead || typeof error?.message != "string") return;
  const { message } = error, [name, args] = running.at(-1);
  if (/^(recursive use of an object|attempted to take ownership)[^:]*$/.test(message)) {
    const holder = running.slice(0, -1).reverse().find(([, held]) => held[0] && args.includes(held[0]));
    error.message += `: ${method(name)} is called` + (holder ? ` while ${method(holder[0])} has the object` : "");
    error.stack = error.stack?.replace(message, error.message);
  }
  const overflow = error instanceof RangeError && message.includes("call stack");
  if (!overflow && !(error instanceof WebAssembly.RuntimeError)) return;
  dead = error;
  const library = /^\s*at (?:\S*\.wasm\.)?[<&]*(?:std|core|alloc|__rust)|\((?:library|\/rustc|\/cargo)\//;
  let lines = (error.stack ?? "").replace(/\[[0-9a-f]{16}\]|::h[0-9a-f]{16}/g, "").split("\n");
  lines = located(lines);
  error.stack = [...lines.filter((line) => !library.test(line)), ...lines.filter((line) => library.test(line))].join("\n");
}

// An export by the name that it has in Rust, if it is the method of a class.
const method = (name) => {
  const of = (word) => name.startsWith(`${word.toLowerCase()}_`);
  const type = classes().find(of);
  return type ? `\`${type}::${name.slice(type.length + 1)}\`` : `\`${name.replace(/^js:/, "")}\``;
};
