// node check.cjs TEXT BACKGROUND: the same as check.mjs, for code that still uses `require`.
const { contrast } = require("colour-contrast");

const [text, background] = process.argv.slice(2);
try {
  const ratio = contrast(text, background);
  console.log(ratio.toFixed(2));
  process.exitCode = ratio < 4.5 ? 1 : 0;
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 2;
}
