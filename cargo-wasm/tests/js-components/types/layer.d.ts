export type Names = Array<string>;
/** All numbers. */
export interface Numbers {
  /** The smallest. */
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
  g: bigint;
  h: bigint;
  x: number;
  y: number;
  yes: boolean;
  letter: string;
}
export interface Label {
  text: string;
}
/** A shape. */
export type Shape = { tag: "nothing" } | { tag: "circle", val: number } | { tag: "line", val: Array<[number, number]> } | { tag: "named", val: Label };
export type Colour = "red" | "dark-green" | "blue2";
/** What one may do. */
export interface Rights {
  read?: boolean;
  write?: boolean;
  /** Rarely. */
  setOwner?: boolean;
}
export interface Nested {
  names: Array<string>;
  numbers?: Numbers;
  shape: Shape;
  row: [number, number, number];
  pair: [string, Colour];
  rights: Rights;
}
export function echoColours(it: Array<Colour>): Array<Colour>;
/** Words that WIT, Rust or both keep for themselves. */
export function unusualNames(type: number, list: string, unused: boolean, self: string, w: number, it: number): [number, string, boolean, string, number, number];
export function echoNumbers(it: Numbers): Numbers;
export function echoNested(it: Nested): Nested;
export function nestedList(it: Array<Nested>): Array<Nested>;
export function nestedSlice(it: Array<Nested>): Array<Nested>;
export function echoShape(it: Shape): Shape;
export function options(text?: string, rights?: Rights, bytes?: Uint8Array): [string | undefined, Rights | undefined, Uint8Array | undefined];
export function result(it: Result<string, Colour>): string;
export function halfResults(a: Result<number, void>, b: Result<void, string>, c: Result<void, void>): [Result<number, void>, Result<void, string>, Result<void, void>];
export function texts(it: Array<string>, tuple: [string, Uint32Array]): [Array<string>, [string, Uint32Array]];
export function long(it: Uint32Array): Uint32Array;
export function aliased(it: Names): Names;
export function deep(it: Array<Array<Result<[number, string], Array<string>> | undefined>>): Array<Array<Result<[number, string], Array<string>> | undefined>>;
/** Nothing in, nothing out. */
export function nothing(): void;
export function many(a: number, b: string, c: number, d: Float64Array, e: string, f: boolean, g: bigint, h: number | undefined, i: number, j: number, k: string, l: Colour): [number, string, number, Float64Array, string, boolean, bigint, number | undefined, number, number, string, Colour];
/** The elements as they lie in memory: `align_offset` panics if they do not. */
export function view(it: BigUint64Array): [bigint, number];
export type Result<T, E> = { tag: "ok", val: T } | { tag: "err", val: E };
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
