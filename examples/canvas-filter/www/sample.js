// A picture to begin with: a landscape at dusk.

/** Draws it over the whole canvas. */
export function drawSample(context) {
  const { width, height } = context.canvas;
  const fill = (colour, ...points) => {
    context.fillStyle = colour;
    context.beginPath();
    for (const [x, y] of points) context.lineTo(x * width, y * height);
    context.fill();
  };
  const sky = context.createLinearGradient(0, 0, 0, height);
  for (const [at, colour] of [[0, "#1d2b64"], [0.45, "#c0506a"], [0.65, "#f8b26a"]]) sky.addColorStop(at, colour);
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  context.fillStyle = "#fff1c9";
  context.beginPath();
  context.arc(width * 0.7, height * 0.45, height * 0.09, 0, 2 * Math.PI);
  context.fill();
  fill("#5a3a63", [0, 0.62], [0.14, 0.4], [0.27, 0.58], [0.42, 0.33], [0.58, 0.6], [0.76, 0.48], [1, 0.64], [1, 1], [0, 1]);
  fill("#3a2a4d", [0, 0.78], [0.2, 0.6], [0.38, 0.74], [0.62, 0.62], [0.84, 0.75], [1, 0.68], [1, 1], [0, 1]);
  // A wood: the same each time.
  for (let i = 0; i < 160; i++) {
    const x = (i * 0.754878) % 1, y = 0.84 + (i / 160) * 0.2, size = (y - 0.7) * 0.12;
    fill(`hsl(${160 + (i % 30)} 40% ${18 - 50 * (y - 0.84)}%)`, [x - size / 3, y], [x, y - size * 2.4], [x + size / 3, y]);
  }
  context.fillStyle = "#fff";
  context.font = `${height / 18}px Georgia, serif`;
  context.fillText("3840 × 2160", width * 0.03, height * 0.1);
}
