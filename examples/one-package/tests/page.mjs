// The same package in a page, in Node, and with Vite.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export default async ({ page, folder, run, equal, deepEqual, match }) => {
  // A page without any tools.
  const verdict = page.locator("#verdict");
  await verdict.filter({ hasText: /./ }).waitFor();
  equal(await verdict.textContent(), "4.54: good for text");
  await page.fill("#text", "#777");
  equal(await verdict.textContent(), "4.48: too low for text");
  await page.fill("#background", "dark blue");
  equal(await verdict.textContent(), "`dark blue` is no colour: write `#rgb` or `#rrggbb`");

  // Node.
  for (const file of ["node/check.mjs", "node/check.cjs"]) {
    const check = async (...colours) => {
      const { code, stdout, stderr } = await run("node", file, ...colours);
      // Of `require`, Node 20 says that it is new there.
      const said = stderr.split("\n").filter((line) => line.startsWith("error"));
      return [code, stdout.trim(), ...said];
    };
    deepEqual(await check("#000", "#ffffff"), [0, "21.00"]);
    deepEqual(await check("#fff", "#777777"), [1, "4.48"]);
    deepEqual(await check("#fff", "grey"), [2, "", "error: `grey` is no colour: write `#rgb` or `#rrggbb`"]);
  }

  // Vite: its development server, and what it builds.
  const vite = await import(pathToFileURL(createRequire(join(folder, "x.js")).resolve("vite")));
  const root = join(folder, "vite");
  const servers = {
    dev: async () => (await vite.createServer({ root, logLevel: "warn" })).listen(),
    build: async () => {
      const { code, stdout, stderr } = await run("npm", "run", "build");
      equal(code, 0, stderr);
      match(stdout, /colour_contrast-\S+\.wasm/);
      return vite.preview({ root, logLevel: "warn" });
    },
  };
  for (const start of Object.values(servers)) {
    const server = await start();
    await page.goto(server.resolvedUrls.local[0]);
    const labels = page.locator("#labels li");
    await labels.nth(4).waitFor();
    deepEqual(await labels.allTextContents(), [
      "#003049: white, 13.8", "#d62828: white, 5.0", "#f77f00: black, 8.0", "#fcbf49: black, 12.7", "#eae2b7: black, 16.1",
    ]);
    await page.fill("#colours", "#fff red");
    deepEqual(await labels.allTextContents(), ["#fff: black, 21.0", "`red` is no colour: write `#rgb` or `#rrggbb`"]);
    equal(await labels.first().evaluate((label) => getComputedStyle(label).color), "rgb(0, 0, 0)");
    await page.fill("#colours", "#003049 #d62828 #f77f00 #fcbf49 #eae2b7");
    await server.close();
  }
};
