// What the component imports.
export const convolve3x3 = (pixels, kernel) => pixels.map((pixel) => pixel * kernel[4]);
