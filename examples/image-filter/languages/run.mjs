// node run.mjs TRANSPILED.js WIDTH HEIGHT < PIXELS: sharpens in Node, with what `jco transpile` made.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [path, width, height] = process.argv.slice(2);
const { imageFilter } = await import(pathToFileURL(path));
process.stdout.write(imageFilter.sharpen(new Uint8Array(readFileSync(0)), Number(width), Number(height)));
