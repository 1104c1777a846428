// What the component imports: a resource of the host.
export class Canvas {
  static open = 0;
  #width;
  #height;
  constructor(width, height) {
    this.#width = width;
    this.#height = height;
    Canvas.open++;
  }
  width() {
    return this.#width;
  }
  height() {
    return this.#height;
  }
  static close(canvas) {
    Canvas.open--;
    return `closed ${canvas.width()}`;
  }
  [Symbol.dispose]() {
    Canvas.open--;
  }
}
export const open = (name) => {
  if (name === "broken") throw new RangeError("the host is broken");
  if (name === "none") throw "no such canvas";
  return new Canvas(name.length, 1);
};
export const area = (canvas) => canvas.width() * canvas.height();
