// Opens a page of a folder in headless Chromium and prints what it says on the console, until it says "end".
//
//     node page.mjs FOLDER [PAGE] [--plain-wasm]
//
// Exit code 0 after "end", 1 when the page does not come so far within a minute. `--plain-wasm` serves modules as servers
// do that do not know their type.

import { open, serve } from "./chromium.mjs";

const flags = process.argv.slice(2).filter((word) => word.startsWith("--"));
const [folder, page = ""] = process.argv.slice(2).filter((word) => !word.startsWith("--"));

const wasm = flags.includes("--plain-wasm") ? "application/octet-stream" : "application/wasm";
const { address, close } = await serve({ folders: [folder], wasm });
const timer = setTimeout(() => {
  console.error("the page did not say \"end\" within a minute");
  opened.close(1);
}, 60_000);
const opened = open(`${address}/${page}`, (said) => {
  if (said === "end") opened.close();
  else console.log(said);
});
process.exitCode = await opened.closed;
clearTimeout(timer);
close();
