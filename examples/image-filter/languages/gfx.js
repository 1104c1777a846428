// The interface `local:gfx/gfx` in JavaScript, for componentize-js.

export const gfx = {
  convolve3x3(pixels, kernel) {
    const side = Math.floor(Math.sqrt(pixels.length));
    const inside = (at) => Math.min(Math.max(at, 0), side - 1);
    const out = new Uint8ClampedArray(pixels.length);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        let sum = 0;
        for (let at = 0; at < 9; at++) {
          sum += kernel[at] * pixels[inside(y + Math.floor(at / 3) - 1) * side + inside(x + (at % 3) - 1)];
        }
        out[y * side + x] = Math.floor(sum + 0.5);
      }
    }
    return new Uint8Array(out.buffer);
  },
};
