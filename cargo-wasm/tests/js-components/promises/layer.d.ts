export class Queue {
  constructor(name: string);
  next(turns: number): Promise<string>;
  static open(name: string): Promise<Queue>;
  [Symbol.dispose](): void;
}
/** One after the other. */
export function both(a: string, b: string): Promise<[string, string]>;
/** All at once. */
export function all(names: Array<string>): Promise<Array<string>>;
/** The one that answers first; the other call is given up. */
export function first(a: string, turns: number, b: string, others: number): Promise<string>;
export function checked(question: string): Promise<number>;
export function more(a: number, b: number, c: string, d: bigint, e: boolean): Promise<Array<string>>;
/** Has its result at once. */
export function soon(it: number): Promise<number>;
export function nothing(): Promise<void>;
/** Traps while it waits. */
export function fails(text: string): Promise<number>;
/** What a function throws whose result in the component is an error. */
export class ComponentError extends Error {
  constructor(payload: unknown);
  payload: unknown;
}

/** What a module can be made from: where it is, an answer with it, its bytes, or the compiled module. */
export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

/** The exports of the instance. */
export type InitOutput = WebAssembly.Exports & { readonly memory: WebAssembly.Memory };

/**
 * Instantiates the module, once. Importing the package has done so already; importing `./init` of it has not.
 * @param source instead of the file beside this one
 */
declare function init(source?: InitInput | Promise<InitInput> | { module_or_path: InitInput | Promise<InitInput> }): Promise<InitOutput>;
export default init;

/** Instantiates the module, once, without waiting. */
export function initSync(source: BufferSource | WebAssembly.Module | { module: BufferSource | WebAssembly.Module }): InitOutput;
