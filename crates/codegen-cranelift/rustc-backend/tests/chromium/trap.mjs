// Runs WASI programs in headless Chromium and prints what the debugger protocol says of the traps that end them:
// node trap.mjs CHROMIUM FOLDER [--memory] MODULE…
//
// For each module a line for each of its frames, innermost first, and an empty line: a frame's function, a tab, and how many bytes into
// the code section it is, which is what DWARF counts from. FOLDER is where the browser may keep its profile. With `--memory`, a frame's
// line goes on with a tab and its locals that are 32-bit integers, `-` for others, and the last line is memory, in base64.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const [chromium, profile, ...rest] = process.argv.slice(2);
const wantsMemory = rest[0] === "--memory";
const modules = wantsMemory ? rest.slice(1) : rest;

// What the programs ask of WASI: to write, which goes nowhere, and things that there are none of.
const program = (module) => `(async () => {
  const bytes = Uint8Array.from(atob("${readFileSync(module).toString("base64")}"), (it) => it.charCodeAt(0));
  let memory;
  const set = (at, value) => new DataView(memory.buffer).setUint32(at, value, true);
  const get = (at) => new DataView(memory.buffer).getUint32(at, true);
  const none = (count, size) => (set(count, 0), set(size, 0), 0);
  const wasi = {
    args_sizes_get: none,
    environ_sizes_get: none,
    fd_write: (_, parts, count, written) => {
      let sum = 0;
      for (let at = 0; at < count; at++) sum += get(parts + 8 * at + 4);
      set(written, sum);
      return 0;
    },
  };
  const imports = new Proxy(wasi, { get: (known, name) => known[name] ?? (() => 0) });
  const { instance } = await WebAssembly.instantiate(bytes, { wasi_snapshot_preview1: imports });
  memory = instance.exports.memory;
  instance.exports._start();
})()`;

// In a frame, V8 has its locals as `locals` and the memory as `memories[0]`.
const LOCALS = `(() => {
  const all = Object.getOwnPropertyNames(locals).map((_, at) => locals[at]);
  return all.map((it) => (it.type === "i32" ? it.value : "-")).join(" ");
})()`;
const MEMORY = `(() => {
  const bytes = new Uint8Array(memories[0].buffer);
  const pieces = [];
  for (let at = 0; at < bytes.length; at += 3 << 12) pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + (3 << 12)))));
  return pieces.join("");
})()`;

const browser = spawn(
  chromium,
  [
    "--headless", "--remote-debugging-pipe", `--user-data-dir=${profile}`, "--no-sandbox", "--disable-gpu", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    // Checks in the code instead of a signal when memory ends, which kills the page where signals are not quite the kernel's.
    "--disable-features=WebAssemblyTrapHandler",
    "about:blank",
  ],
  { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
);
const [, , , requests, answers] = browser.stdio;

setTimeout(() => fail("the browser does not answer"), 600_000).unref();
browser.on("error", (error) => fail(`${chromium}: ${error.message}`));

function fail(why) {
  console.error(why);
  browser.kill();
  process.exit(1);
}

const waiting = new Map();
const scripts = new Map();
let session;
let paused;

/** Sends a command and waits for its answer. */
function send(method, params = {}) {
  const id = waiting.size + 1;
  requests.write(`${JSON.stringify({ id, method, params, sessionId: session })}\0`);
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

let text = "";
answers.setEncoding("utf8").on("data", (chunk) => {
  const messages = (text + chunk).split("\0");
  text = messages.pop();
  for (const { id, error, result, method, params } of messages.map((it) => JSON.parse(it))) {
    if (error) waiting.get(id).reject(new Error(error.message));
    else if (id) waiting.get(id).resolve(result);
    else if (method === "Debugger.scriptParsed") scripts.set(params.scriptId, params);
    else if (method === "Debugger.paused") paused(params);
    else if (method === "Inspector.targetCrashed") fail("the page crashed");
  }
});

const { targetId } = await send("Target.createTarget", { url: "about:blank" });
({ sessionId: session } = await send("Target.attachToTarget", { targetId, flatten: true }));
for (const module of modules) {
  const pause = new Promise((resolve) => (paused = resolve));
  await send("Debugger.enable");
  await send("Debugger.setPauseOnExceptions", { state: "all" });
  // Its answer comes when the page goes on.
  const end = send("Runtime.evaluate", { expression: program(module), awaitPromise: true });
  const { callFrames } = await pause;
  let memory;
  for (const { functionName, location, callFrameId } of callFrames) {
    const script = scripts.get(location.scriptId);
    if (script?.scriptLanguage !== "WebAssembly") continue;
    const columns = [functionName, location.columnNumber - script.codeOffset];
    if (wantsMemory) {
      const evaluate = async (expression) => (await send("Debugger.evaluateOnCallFrame", { callFrameId, expression, returnByValue: true })).result.value;
      columns.push(await evaluate(LOCALS));
      memory ??= await evaluate(MEMORY);
    }
    console.log(columns.join("\t"));
  }
  if (wantsMemory) console.log(memory);
  console.log();
  await send("Debugger.disable");
  await end;
}
browser.kill();
// Not before all is written: a pipe takes a little at a time.
process.stdout.write("", () => process.exit());
