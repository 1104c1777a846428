// @ts-check
// Draws the samples: a line for their means, and a band from the lowest to the highest temperature.
import { alloc, measure, range, Sample, ticks } from "./pkg/chart.js";

const samples = alloc(Sample, 240);
let count = measure(samples, 0, 60);

const chart = find("chart", SVGSVGElement);
const plot = { left: 60, right: 880, top: 20, bottom: 360 };

/** @type {(time: number) => number} */
let x;
/** @type {(degrees: number) => number} */
let y;

function draw() {
  const [first, last] = [at(0), at(count - 1)];
  const [lowest, highest] = range(samples, count);
  x = scale(first.time, last.time, plot.left, plot.right);
  y = scale(Math.floor(lowest), Math.ceil(highest), plot.bottom, plot.top);

  chart.replaceChildren();
  for (const degrees of ticks(Math.floor(lowest), Math.ceil(highest), 6)) {
    line("grid", plot.left, y(degrees), plot.right, y(degrees));
    text(`${degrees} °C`, plot.left - 8, y(degrees) + 4, "end");
  }
  for (const minutes of ticks(first.time / 60, last.time / 60, 8)) {
    line("grid", x(minutes * 60), plot.top, x(minutes * 60), plot.bottom);
    text(`${minutes}`, x(minutes * 60), plot.bottom + 20, "middle");
  }
  text("minutes since the station was started", (plot.left + plot.right) / 2, plot.bottom + 44, "middle");

  const upper = [], lower = [], means = [];
  for (let i = 0; i < count; i++) {
    const { time, lowest, highest, mean } = at(i);
    upper.push(`${x(time)},${y(highest)}`);
    lower.unshift(`${x(time)},${y(lowest)}`);
    means.push(`${x(time)},${y(mean)}`);
  }
  add("polygon", { class: "band", points: [...upper, ...lower].join(" ") });
  add("polyline", { class: "mean", points: means.join(" ") });
  line("axis", plot.left, plot.bottom, plot.right, plot.bottom);
  line("axis", plot.left, plot.top, plot.left, plot.bottom);
  find("count", HTMLOutputElement).value = `${count} samples`;
}

find("add", HTMLButtonElement).addEventListener("click", () => {
  count = measure(samples, count, 20);
  draw();
});

chart.addEventListener("pointermove", (event) => {
  const inverse = chart.getScreenCTM()?.inverse();
  const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(inverse);
  const part = (place.x - plot.left) / (plot.right - plot.left);
  const sample = at(Math.max(0, Math.min(count - 1, Math.round(part * (count - 1)))));
  chart.querySelector(".here")?.remove();
  add("circle", { class: "here", r: 4, cx: x(sample.time), cy: y(sample.mean) });
  const degrees = [sample.lowest, sample.mean, sample.highest].map((value) => value.toFixed(1));
  find("about", HTMLElement).textContent =
    `Minute ${sample.time / 60}: ${degrees[1]} °C, from ${degrees[0]} to ${degrees[2]} °C, of ${sample.readings} readings`;
});

/**
 * @param {number} index
 * @returns {Sample}
 */
function at(index) {
  const sample = samples.at(index);
  if (!sample) throw new RangeError(`there is no sample ${index}`);
  return sample;
}

/**
 * What maps one range of numbers to another.
 * @param {number} from @param {number} to @param {number} low @param {number} high
 */
function scale(from, to, low, high) {
  /** @param {number} value */
  return (value) => Number((low + ((value - from) / (to - from || 1)) * (high - low)).toFixed(1));
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function add(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  chart.append(element);
  return element;
}

/** @param {string} kind @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
function line(kind, x1, y1, x2, y2) {
  add("line", { class: kind, x1, y1, x2, y2 });
}

/** @param {string} content @param {number} x @param {number} y @param {"middle" | "end"} anchor */
function text(content, x, y, anchor) {
  add("text", { x, y, "text-anchor": anchor }).textContent = content;
}

/**
 * The element with this ID, which must be one of this type.
 * @template {Element} E
 * @param {string} id @param {new () => E} type
 * @returns {E}
 */
function find(id, type) {
  const element = document.querySelector(`#${id}`);
  if (!(element instanceof type)) throw new TypeError(`#${id} is no ${type.name}`);
  return element;
}

draw();
