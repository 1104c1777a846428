/** Counts. */
export class Counter {
  /** Begins at `start`. */
  constructor($start: number);
  get(): number;
  add(by: number): number;
  /** Ends it. */
  static finish($this: Counter): string;
  static tryNew($start: number): Counter;
  static sum(a: Counter, b: Counter): Counter;
  [Symbol.dispose](): void;
}
export class Ticket {
  constructor(seat: number);
  seat(): number;
  static redeem($this: Ticket): number;
  [Symbol.dispose](): void;
}
export interface Pair {
  first: Counter;
  rest: Array<Counter>;
}
/** Of the host. */
export interface Canvas {
  width(): number;
}
export function counters(starts: Uint32Array): Array<Counter>;
export function total(counters: Array<Counter>, more?: Counter): number;
export function split(pair: Pair): [number, number];
export function makePair(first: number, second: number): Pair;
export function bump(counter: Counter): void;
export function draw(name: string): string;
export function measure(canvas: Canvas, again?: Canvas): number;
export function passOn(canvas: Canvas): Canvas;
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
