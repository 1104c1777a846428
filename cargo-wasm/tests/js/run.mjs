// Runs a case: node --expose-gc run.mjs PACKAGE-ENTRY CASE/test.mjs PROFILE, where PROFILE is `dev` or `release`, or `jco` for a
// component that jco has transpiled. That has its functions in an object for each interface, and errors of its own.
import { deepStrictEqual } from "node:assert";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [entry, test, profile] = process.argv.slice(2);

// jco writes out that a result has no value.
const plain = (value) => {
  if (profile !== "jco" || typeof value != "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const there = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(there.map(([name, field]) => [name, plain(field)]));
};

const help = {
  // Dev builds check numbers.
  checks: profile === "dev",
  equal: (actual, expected, what) => deepStrictEqual(plain(actual), plain(expected), what),
  // A package that the one under test imports, as that one sees it.
  host: (name) => import(pathToFileURL(createRequire(entry).resolve(name))),
  // The error that `call` throws, of this class, with this text in its message.
  throws(call, type, text) {
    let result;
    try {
      result = call();
    } catch (error) {
      if (profile === "jco" || (error instanceof type && error.message.includes(text))) return error;
      throw new Error(`another error than ${type.name}: ${text}`, { cause: error });
    }
    // jco takes some values that are of another type for what they may be.
    if (profile === "jco" && type === TypeError) return;
    throw new Error(`no ${type.name} with "${text}" but ${result}`);
  },
  // Makes things that nobody keeps, and waits until the garbage collector has ended them.
  async collected(make, holds) {
    for (let i = 0; i < 400; i++) {
      make();
      if (i % 20 === 19) {
        globalThis.gc();
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
    if (!holds()) throw new Error("what nobody keeps is not collected");
  },
};

const { default: run } = await import(pathToFileURL(test));
let tested = await import(pathToFileURL(entry));
if (profile === "jco") {
  const interfaces = Object.values(tested).filter((value) => typeof value === "object");
  tested = Object.assign({}, ...interfaces, tested);
}
await run(tested, help);
