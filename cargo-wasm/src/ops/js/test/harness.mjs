// Runs the tests of a module that wasm-bindgen has bound, and its `main`: a harness of plain tests, or a doc test.
// `wasm-bindgen-test` asks for the globals.

const METHODS = ["debug", "log", "info", "warn", "error"];

/// `bound` is the package's `NAME_init.js`, `instantiate` makes the instance's exports; the result is an exit code.
export async function run(config, bound, instantiate) {
  globalThis.__wbgtest_og_console_log = console.log.bind(console);
  globalThis.__wbgtest_og_console_error = console.error.bind(console);
  globalThis.__wbg_test_invoke = (test) => test();
  globalThis.__wasmrust_args = config.args;
  const wasm = await instantiate();
  let code = 0;
  if (config.tests.length) {
    for (const method of METHODS) {
      const original = console[method];
      console[method] = (...words) => {
        if (config.nocapture) original.apply(console, words);
        bound[`__wbgtest_console_${method}`](words);
      };
    }
    const context = new bound.WasmBindgenTestContext(false);
    context.include_ignored(config.include_ignored);
    context.filtered_count(config.filtered);
    if (!(await context.run(config.tests.map((name) => wasm[name])))) code = 1;
  }
  if (config.main) {
    try {
      code ||= wasm.main(0, 0);
    } catch (error) {
      if (error?.code === undefined) console.error(error?.stack ?? String(error));
      code ||= error?.code ?? 101;
    }
  }
  return code;
}
