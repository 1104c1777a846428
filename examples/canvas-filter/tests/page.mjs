// Every filter on a frame of 3840×2160 pixels: what the canvas has afterwards, and that nothing was copied for it.
export default async ({ page, equal, deepEqual, ok }) => {
  // Where the sky is, the sun, the border of the sun, and the sky beside it.
  const places = { sky: [400, 500], sun: [2688, 972], border: [2688 - 194, 972], beside: [2400, 972] };
  const pixels = () =>
    page.evaluate((places) => {
      const context = document.getElementById("canvas").getContext("2d");
      return Object.fromEntries(Object.entries(places).map(([name, [x, y]]) => [name, [...context.getImageData(x, y, 1, 1).data]]));
    }, places);
  const time = page.locator("#time");
  const strength = async (percent) => page.fill("#strength", String(percent));
  const took = async () => {
    const [, filter, ms] = /^(\w+): (\d+\.\d) ms per frame, and \d+\.\d ms to the canvas$/.exec(await time.textContent());
    console.log(`  ${filter}: ${ms} ms per frame`);
  };

  // Without strength, it is the picture itself; grey is made of it.
  await time.filter({ hasText: "grayscale" }).waitFor();
  await strength(0);
  const picture = await pixels();
  deepEqual(picture.sun, [255, 241, 201, 255]);
  await strength(100);
  const grey = ([red, green, blue, alpha]) => {
    const light = (77 * red + 150 * green + 29 * blue) >> 8;
    return [light, light, light, alpha];
  };
  deepEqual(await pixels(), Object.fromEntries(Object.entries(picture).map(([name, pixel]) => [name, grey(pixel)])));
  await took();

  // A blur mixes what is at a border, and leaves what is all the same.
  await page.click("text=Blur");
  equal(await page.locator("[value=blur]").getAttribute("aria-pressed"), "true");
  const blurred = await pixels();
  deepEqual(blurred.sun, picture.sun);
  const mixed = (i) => blurred.border[i] > picture.beside[i] + 20 && blurred.border[i] < picture.sun[i] - 20;
  ok(mixed(1) && mixed(2), `${blurred.border} at the border`);
  await took();

  await page.click("text=Edges");
  const edges = await pixels();
  deepEqual(edges.sun, [0, 0, 0, 255]);
  ok((await brightest(page, places.border)) > 200, "the border is bright");
  await took();

  await page.click("text=Sharpen");
  const sharp = await pixels();
  deepEqual(sharp.sun, picture.sun);
  await took();

  // The canvas is drawn from the module's memory itself.
  const isInPlace = await page.evaluate(async () => {
    const { default: init } = await import("/pkg/canvas_filter.js");
    const { memory } = await init();
    const context = CanvasRenderingContext2D.prototype;
    const { putImageData } = context;
    let isInPlace;
    context.putImageData = function (image, ...place) {
      isInPlace = image.data.buffer === memory.buffer;
      putImageData.call(this, image, ...place);
    };
    document.querySelector("[value=sharpen]").click();
    context.putImageData = putImageData;
    return isInPlace;
  });
  equal(isInPlace, true);

  // A picture of the user's: one red pixel becomes all of the canvas.
  const red = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const context = canvas.getContext("2d");
    context.fillStyle = "#ff0000";
    context.fillRect(0, 0, 1, 1);
    return canvas.toDataURL().split(",")[1];
  });
  await page.setInputFiles("#file", { name: "red.png", mimeType: "image/png", buffer: Buffer.from(red, "base64") });
  await page.waitForFunction(() => document.getElementById("canvas").getContext("2d").getImageData(0, 0, 1, 1).data[0] === 255);
  for (const pixel of Object.values(await pixels())) deepEqual(pixel, [255, 0, 0, 255]);

  // Frames follow each other, and the module's memory does not grow with them.
  const memory = () =>
    page.evaluate(async () => {
      const { default: init } = await import("/pkg/canvas_filter.js");
      return (await init()).memory.buffer.byteLength;
    });
  await page.click("text=Blur");
  const before = await memory();
  await page.click("#play");
  const shown = await page.evaluate(async () => {
    const values = new Set();
    for (let i = 0; i < 10; i++) {
      await new Promise(requestAnimationFrame);
      values.add(document.getElementById("strength").value);
    }
    return values.size;
  });
  ok(shown > 3, `${shown} strengths in ten frames`);
  await page.click("#play");
  equal(await memory(), before);
  // Two frames, and little else.
  ok(before > 2 * 3840 * 2160 * 4 && before < 2.2 * 3840 * 2160 * 4, `${before} bytes`);

  await page.reload();
  await page.click("text=Blur");
  await strength(25);
  await time.filter({ hasText: "blur" }).waitFor();
};

// Of the pixels around there.
function brightest(page, [x, y]) {
  return page.evaluate(
    ([x, y]) => Math.max(...document.getElementById("canvas").getContext("2d").getImageData(x - 4, y - 4, 9, 9).data.filter((_, i) => i % 4 === 0)),
    [x, y],
  );
}
