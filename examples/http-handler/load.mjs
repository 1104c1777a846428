// node load.mjs URL REQUESTS: asks a great many times, several at once, and looks at every answer.

const [url, count] = process.argv.slice(2);
const AT_ONCE = 16;

async function ask(number) {
  const sent = `request ${number} `.repeat(number % 50 + 1);
  const [path, init, expected] = number % 2
    ? ["/echo", { method: "POST", body: sent }, sent]
    : ["/", {}, "Hello from a component\n"];
  const response = await fetch(new URL(path, url), init);
  const received = await response.text();
  if (response.status !== 200 || received !== expected) {
    throw new Error(`${path}: ${response.status} ${JSON.stringify(received)}`);
  }
}

let next = 0;
async function worker() {
  while (next < Number(count)) await ask(next++);
}
await Promise.all(Array.from({ length: AT_ONCE }, worker));
console.log(`${count} answers, as expected`);
