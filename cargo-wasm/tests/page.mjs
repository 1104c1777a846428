// Opens a page of a folder in headless Chromium and prints what it says on the console, until it says "end".
//
//     node page.mjs FOLDER [PAGE] [--plain-wasm]
//
// Exit code 0 after "end", 1 when the page does not come so far within a minute. `--plain-wasm` serves modules as servers
// do that do not know their type.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";

const flags = process.argv.slice(2).filter((word) => word.startsWith("--"));
const [folder, page = ""] = process.argv.slice(2).filter((word) => !word.startsWith("--"));

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": flags.includes("--plain-wasm") ? "application/octet-stream" : "application/wasm",
};

const server = createServer((request, response) => {
  const path = new URL(request.url, "http://localhost").pathname;
  try {
    const file = join(folder, normalize(path.endsWith("/") ? `${path}index.html` : path));
    const bytes = readFileSync(file);
    response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream" });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});

server.listen(0, "127.0.0.1", () => {
  const profile = mkdtempSync(join(tmpdir(), "page-"));
  const chromium = spawn(process.env.CHROMIUM ?? "chromium", [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-logging=stderr", `--user-data-dir=${profile}`,
    `http://127.0.0.1:${server.address().port}/${page}`,
  ], { stdio: ["ignore", "ignore", "pipe"], detached: true });
  let code = 1;
  // It and its helpers, which are a group of processes.
  const stop = () => process.kill(-chromium.pid, "SIGKILL");
  const timer = setTimeout(() => {
    console.error("the page did not say \"end\" within a minute");
    stop();
  }, 60_000);
  createInterface({ input: chromium.stderr }).on("line", (line) => {
    const said = /:CONSOLE[:(]\d+\)?\] "(.*)", source: /.exec(line)?.[1];
    // A page without an icon is none of ours to mend.
    if (said === undefined || said.startsWith("Failed to load resource")) return;
    if (said === "end") {
      code = 0;
      stop();
    } else {
      console.log(said);
    }
  });
  chromium.on("exit", async () => {
    clearTimeout(timer);
    server.close();
    for (let tries = 0; tries < 50; tries++) {
      try {
        rmSync(profile, { recursive: true, force: true });
        break;
      } catch {
        // A helper was still writing.
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    process.exit(code);
  });
});
