// The chart is drawn from what Rust has written, grows, and forgets the oldest; its code agrees with the declarations.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export default async ({ page, folder, run, equal, deepEqual, match, ok }) => {
  const count = page.locator("#count");
  const points = async (of) => (await page.locator(of).getAttribute("points")).split(" ").map((point) => point.split(",").map(Number));
  const ends = async () => {
    const means = await points("#chart .mean");
    ok(means.every(([x, y]) => x >= 60 && x <= 880 && y >= 20 && y <= 360), "what is drawn is within the axes");
    return [means.length, means[0][0], means.at(-1)[0]];
  };
  const labels = () => page.locator("#chart text").allTextContents();

  await count.filter({ hasText: "samples" }).waitFor();
  equal(await count.textContent(), "60 samples");
  deepEqual(await ends(), [60, 60, 880]);
  // The band is above and below the means.
  const [means, band] = [await points(".mean"), await points(".band")];
  equal(band.length, 120);
  ok(means.every(([, y], i) => band[i][1] <= y && band[119 - i][1] >= y));
  let texts = await labels();
  ok(texts.includes("0") && texts.includes("50") && texts.some((text) => text.endsWith("°C")), texts.join());

  // As a user would see it, read from the module's memory field by field.
  const box = await page.locator("#chart").boundingBox();
  await page.mouse.move(box.x + box.width * (60 / 900), box.y + box.height / 2);
  const about = page.locator("#about");
  match(await about.textContent(), /^Minute 0: \d+\.\d °C, from \d+\.\d to \d+\.\d °C, of (9|10|11|12) readings$/);

  await page.click("#add");
  equal(await count.textContent(), "80 samples");
  deepEqual(await ends(), [80, 60, 880]);
  for (let i = 0; i < 10; i++) await page.click("#add");
  equal(await count.textContent(), "240 samples");
  texts = await labels();
  ok(!texts.includes("0") && texts.includes("250"), texts.join());
  await page.mouse.move(box.x + box.width * (880 / 900), box.y + box.height / 2);
  match(await about.textContent(), /^Minute 279: /);

  // TypeScript agrees, and would not if a field had another name.
  deepEqual(await run("npx", "tsc"), { code: 0, stdout: "", stderr: "" });
  const main = join(folder, "www/main.js");
  const text = readFileSync(main, "utf8");
  writeFileSync(main, text.replaceAll("sample.mean", "sample.meen"));
  const { code, stdout } = await run("npx", "tsc");
  writeFileSync(main, text);
  ok(code !== 0);
  match(stdout, /Property 'meen' does not exist on type 'Sample'/);
};
