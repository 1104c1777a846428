// Opens a page in headless Chromium and prints what it says on the console, until standard input ends: node open.mjs ADDRESS
import { open } from "../../cargo-wasm/tests/chromium.mjs";

const page = open(process.argv[2], (line) => console.log(line));
process.stdin.on("end", () => page.close()).resume();
process.exitCode = await page.closed;
process.stdin.destroy();
