// Opens an example's page in headless Chromium and has its test use it: node harness.mjs TEST URL FOLDER
//
// FOLDER is the example as it is after a build: its pages, its package in `pkg`, and what npm has installed. A screenshot of the
// end goes there, too, as `page.png`. What a page reports as an error on the console fails the test, as do answers that are none.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [test, url, folder] = process.argv.slice(2);

setTimeout(() => {
  console.error("the test does not end");
  process.exit(1);
}, 240_000).unref();

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? inPath("chromium"),
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
  ],
});

let failure;
const context = await browser.newContext({ viewport: { width: 1000, height: 760 } });
context.setDefaultTimeout(30_000);
const errors = [];
context.on("console", (message) => message.type() === "error" && errors.push(message.text()));
context.on("weberror", (error) => errors.push(String(error.error().stack)));
context.on("response", (response) => response.status() >= 400 && errors.push(`${response.status()} for ${response.url()}`));
const page = await context.newPage();
try {
  await page.goto(url);
  const { default: run } = await import(pathToFileURL(test));
  await run({ page, context, url, folder, errors, ...assert, run: command });
} catch (error) {
  failure = error;
}
// Errors of the page first: they may be why something else did not come.
for (const error of errors) console.error(`the page says: ${error}`);
if (failure) console.error(failure);
if (errors.length || failure) process.exitCode = 1;
await page.screenshot({ path: join(folder, "page.png") });
await browser.close();

/** Runs a program in the folder: its exit code, and what it prints. */
function command(program, ...args) {
  return new Promise((resolve) => {
    execFile(program, args, { cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}

function inPath(program) {
  for (const dir of (process.env.PATH ?? "").split(delimiter)) {
    try {
      const path = join(dir, program);
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // In another one, perhaps.
    }
  }
  throw new Error(`${program} was not found; CHROMIUM names one elsewhere`);
}
