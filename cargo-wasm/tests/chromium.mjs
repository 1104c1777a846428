// Headless Chromium for tests and measurements: a server for its pages, and what they say on the console.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";

// Serves files on loopback: of several folders, the first that has one. `wasm` is the type that modules are said to have;
// `isolated` pages have the finer clock.
export async function serve({ folders, wasm = "application/wasm", isolated = false }) {
  const types = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": wasm,
  };
  const headers = isolated
    ? { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" }
    : {};
  const read = (path) => {
    for (const folder of folders) {
      try {
        return readFileSync(join(folder, normalize(path)));
      } catch {
        // Perhaps the next has it.
      }
    }
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const bytes = read(path);
    if (bytes === undefined) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": types[extname(path)] ?? "application/octet-stream", ...headers });
    response.end(bytes);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

// Opens a page, and calls `line` with each line of its console. `close(code)` ends it; `closed` is then the code, 0 if there was
// none, and 1 when the browser ended by itself.
export function open(url, line) {
  const profile = mkdtempSync(join(tmpdir(), "page-"));
  const chromium = spawn(process.env.CHROMIUM ?? "chromium", [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-logging=stderr", `--user-data-dir=${profile}`, url,
  ], { stdio: ["ignore", "ignore", "pipe"], detached: true });
  let code = 1;
  const close = (how = 0) => {
    // What it says while it ends is late.
    if (chromium.killed) return;
    code = how;
    chromium.kill("SIGKILL");
    // Its helpers are a group of processes with it.
    process.kill(-chromium.pid, "SIGKILL");
  };
  createInterface({ input: chromium.stderr }).on("line", (text) => {
    const said = /:CONSOLE[:(]\d+\)?\] "(.*)", source: /.exec(text)?.[1];
    // A page without an icon is none of ours to mend.
    if (said !== undefined && !said.startsWith("Failed to load resource")) line(said);
  });
  const closed = new Promise((resolve) => {
    chromium.on("exit", async () => {
      for (let tries = 0; tries < 50; tries++) {
        try {
          rmSync(profile, { recursive: true, force: true });
          break;
        } catch {
          // A helper was still writing.
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
      resolve(code);
    });
  });
  return { close, closed };
}
