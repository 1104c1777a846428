import { readFileSync } from "node:fs";
import * as bound from "./NAME_init.js";
import { run } from "./harness.mjs";

const module = readFileSync(new URL("NAME_bg.wasm", import.meta.url));
process.exitCode = await run(CONFIG, bound, () => (bound.__initSync ?? bound.initSync)(module));
