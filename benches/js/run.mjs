// Calls between JavaScript and WebAssembly: node run.mjs HOST GROUP FOLDER [reversed], with the packages `ours` and `bindgen` and
// raw.wasm in FOLDER; HOST is node or chromium. Prints the rows of a group of `measure.mjs`, a line of JSON each. `reversed`: ours
// is loaded and called last, and not first.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { open, serve } from "../../cargo-wasm/tests/chromium.mjs";
import { load, measure } from "./measure.mjs";

const [host, group, folder, order] = process.argv.slice(2);
const reversed = order === "reversed";

if (host === "node") {
  const modules = await load(`${pathToFileURL(folder)}/`, (path) => readFile(join(folder, path)), reversed);
  for (const row of measure(group, modules, reversed)) console.log(JSON.stringify(row));
} else {
  // Isolated, because others get a clock of 100 µs.
  const files = { folders: [folder, dirname(fileURLToPath(import.meta.url))], isolated: true };
  const { address, close } = await serve(files);
  const page = open(`${address}/page.html?${group}${reversed ? "&reversed" : ""}`, (line) => {
    if (line === "end") page.close();
    else if (line.startsWith("{")) console.log(line);
    else console.error(line);
    if (line.startsWith("Uncaught")) page.close(1);
  });
  process.exitCode = await page.closed;
  close();
}
