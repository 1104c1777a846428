// Everything that TodoMVC can, and that it leaves nothing behind.
export default async ({ page, context, equal, deepEqual, ok }) => {
  const rows = page.locator("#list li");
  const titles = () => page.locator("#list .title").allTextContents();
  // Addresses and what hangs on them change in turns of the page's own.
  const shows = async (expected) => {
    for (let tries = 0; tries < 100 && String(await titles()) !== String(expected); tries++) await page.waitForTimeout(50);
    deepEqual(await titles(), expected);
  };
  const row = (title) => rows.filter({ hasText: title });
  const count = page.locator("#count");
  const add = async (title) => {
    await page.fill("#new", title);
    await page.press("#new", "Enter");
  };
  const stored = () => page.evaluate(() => JSON.parse(localStorage.getItem("todos-wasmrust")));

  // The program has started when it has counted. Nothing is there, and spaces add nothing.
  await count.filter({ hasText: "left" }).waitFor({ state: "attached" });
  equal(await page.locator("footer").isVisible(), false);
  await add("   ");
  await shows([]);
  for (const title of ["Buy bread", "  Water the plants ", "<b>Read</b> & write"]) await add(title);
  await shows(["Buy bread", "Water the plants", "<b>Read</b> & write"]);
  equal(await count.textContent(), "3 items left");

  // Done, and not.
  await row("Water").locator(".toggle").click();
  equal(await count.textContent(), "2 items left");
  ok((await row("Water").getAttribute("class")).includes("completed"));
  await page.click("#toggle-all");
  equal(await count.textContent(), "0 items left");
  await row("Buy").locator(".toggle").click();
  equal(await count.textContent(), "1 item left");
  equal(await page.locator("#toggle-all").isChecked(), false);

  // Filters, by links and by the address.
  await page.click("text=Active");
  await shows(["Buy bread"]);
  await page.click("nav >> text=Completed");
  await shows(["Water the plants", "<b>Read</b> & write"]);
  equal(await page.locator("[aria-current=page]").textContent(), "Completed");
  // What is no longer completed leaves this list.
  await row("Read").locator(".toggle").click();
  await shows(["Water the plants"]);
  await page.goBack();
  await shows(["Buy bread", "<b>Read</b> & write"]);

  // It outlives a reload, with its filter.
  await page.reload();
  await rows.first().waitFor();
  await shows(["Buy bread", "<b>Read</b> & write"]);
  await page.click("text=All");
  await shows(["Buy bread", "Water the plants", "<b>Read</b> & write"]);
  deepEqual((await stored()).map(({ title, completed }) => [title, completed]), [
    ["Buy bread", false], ["Water the plants", true], ["<b>Read</b> & write", false],
  ]);

  // Edited: Enter and leaving keep what was typed, Escape does not, and nothing at all deletes.
  const edit = async (title, text, end) => {
    await row(title).locator(".title").dblclick();
    const field = page.locator(".editing .edit");
    equal(await field.inputValue(), title);
    await field.fill(text);
    await end(field);
    equal(await page.locator(".editing").count(), 0);
  };
  await edit("Buy bread", " Buy cake ", (field) => field.press("Enter"));
  await edit("Water the plants", "Water the trees", () => page.click("h1"));
  await edit("Water the trees", "Fell the trees", (field) => field.press("Escape"));
  await shows(["Buy cake", "Water the trees", "<b>Read</b> & write"]);
  await edit("<b>Read</b> & write", "  ", (field) => field.press("Enter"));
  await shows(["Buy cake", "Water the trees"]);
  // The row goes while it is edited, and keeps what was typed.
  await row("Buy cake").locator(".title").dblclick();
  await page.locator(".editing .edit").fill("Bake a cake");
  await page.evaluate(() => (location.hash = "#/completed"));
  await rows.filter({ hasText: "cake" }).waitFor({ state: "detached" });
  await page.evaluate(() => (location.hash = "#/"));
  await row("Bake a cake").waitFor();
  equal(await rows.count(), 2);
  equal(await page.locator(".editing").count(), 0);

  await row("cake").hover();
  await row("cake").locator(".delete").click();
  await shows(["Water the trees"]);
  await page.click("#clear");
  deepEqual([await titles(), await stored()], [[], []]);

  // Showing the list again and again leaves neither elements, nor listeners, nor memory behind.
  const devtools = await context.newCDPSession(page);
  const left = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
    const memory = await page.evaluate(async () => {
      const { default: init } = await import("/pkg/todomvc.js");
      const exports = await init();
      const tables = Object.values(exports).filter((it) => it instanceof WebAssembly.Table);
      return [exports.memory.buffer.byteLength, ...tables.map((table) => table.length)];
    });
    return { counts: [nodes, jsEventListeners], memory };
  };
  const churn = (times) =>
    page.evaluate(async (times) => {
      const input = document.getElementById("new");
      for (let i = 0; i < times; i++) {
        input.value = `number ${i}`;
        input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
        document.querySelector("#list .toggle").click();
        document.querySelector("#list .delete").click();
      }
    }, times);
  await churn(50);
  const before = await left();
  ok(before.memory.length > 1, "the module has a table of references");
  await churn(1000);
  let after;
  // The collector may take its time.
  for (let tries = 0; tries < 10; tries++) {
    after = await left();
    if (after.counts.every((count, i) => count <= before.counts[i])) break;
  }
  ok(after.counts.every((count, i) => count <= before.counts[i]), `elements and listeners: ${before.counts}, then ${after.counts}`);
  deepEqual(after.memory, before.memory);

  for (const title of ["Write the example", "Test it in a browser", "Look at the screenshot"]) await add(title);
  await row("Write").locator(".toggle").click();
};
