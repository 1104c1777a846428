// A picture and its filtered copy, both in the module's memory; the canvas is drawn from the second.
import { alloc, blur, edges, grayscale, sharpen } from "./pkg/canvas_filter.js";
import { drawSample } from "./sample.js";

const filters = { grayscale, blur, sharpen, edges };
const [canvas, buttons, strength, play, file, time] = ["canvas", "filters", "strength", "play", "file", "time"].map((id) => document.getElementById(id));
const { width, height } = canvas;
const context = canvas.getContext("2d", { willReadFrequently: true });

const source = alloc(Uint8ClampedArray, width * height * 4);
const target = alloc(Uint8ClampedArray, width * height * 4);
let image, filter = "grayscale";

/** Reads what is on the canvas: from now on, that is what is filtered. */
function take() {
  source.array.set(context.getImageData(0, 0, width, height).data);
}

/** Filters the picture, shows it, and says how long that took. */
function frame() {
  const begin = performance.now();
  filters[filter](source, target, width, strength.value / 100);
  const filtered = performance.now();
  // `target.array` is another one after the module's memory has grown.
  if (image?.data !== target.array) image = new ImageData(target.array, width);
  context.putImageData(image, 0, 0);
  const drawn = performance.now();
  time.textContent = `${filter}: ${(filtered - begin).toFixed(1)} ms per frame, and ${(drawn - filtered).toFixed(1)} ms to the canvas`;
}

buttons.addEventListener("click", ({ target: button }) => {
  if (!button.value) return;
  filter = button.value;
  for (const each of buttons.children) each.setAttribute("aria-pressed", each === button);
  frame();
});

strength.addEventListener("input", frame);

let playing = 0;
play.addEventListener("click", () => {
  if (playing) cancelAnimationFrame(playing);
  playing = playing ? 0 : requestAnimationFrame(step);
  play.setAttribute("aria-pressed", playing !== 0);
});

/** Strength goes up and down, once in four seconds. */
function step(now) {
  strength.value = 50 - 50 * Math.cos((now / 4000) * 2 * Math.PI);
  frame();
  playing = requestAnimationFrame(step);
}

file.addEventListener("change", async () => {
  const picture = await createImageBitmap(file.files[0]);
  // It covers the canvas, and what is too much of it is cut off.
  const scale = Math.max(width / picture.width, height / picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  context.fillStyle = "black";
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, (width - w) / 2, (height - h) / 2, w, h);
  picture.close();
  take();
  frame();
});

drawSample(context);
take();
frame();
