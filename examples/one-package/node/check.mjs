// node check.mjs TEXT BACKGROUND: prints the contrast of two colours; exit code 1 where it is too low for text.
import { contrast } from "colour-contrast";

const [text, background] = process.argv.slice(2);
try {
  const ratio = contrast(text, background);
  console.log(ratio.toFixed(2));
  process.exitCode = ratio < 4.5 ? 1 : 0;
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 2;
}
