
export function add(a: number, b: number): number;

export function addTo(to: Float32Array | WasmArray<Float32Array> | number[], from: Float32Array | WasmArray<Float32Array> | number[]): void;

export function big(values: BigInt64Array | WasmArray<BigInt64Array> | bigint[]): BigInt64Array | undefined;

export function borrowedText(): string;

export function callBig(number: bigint): bigint;

export function callHeaviest(masses: Uint16Array | WasmArray<Uint16Array> | number[]): number;

export function callLetter(it: string): string;

export function callLookup(key?: string | null | undefined): string;

export function callRepeat(text: string): string;

/** Names that the layer has, too. */
export function copy(wasm: string, top: number, top_: number, len: string | null | undefined, p0: Uint8Array | Uint8ClampedArray | WasmArray<Uint8ClampedArray> | WasmArray<Uint8Array> | number[], name: string): string;

export function diagonal(matrix: Float32Array | WasmArray<Float32Array> | number[]): Float32Array;

export function error(heap: Uint8Array | Uint8ClampedArray | WasmArray<Uint8ClampedArray> | WasmArray<Uint8Array> | number[]): void;

export function exclaim(text: string): string;

export function explainLookup(key: string): string;

export function fileName(path: string): string;

export function get(map: StructArray<Map>): number;

/**
 * Greets.
 *
 * Politely, where there is a title. `*​/` ends no comment here.
 */
export function greet(name: string, title?: string | null | undefined): string;

export function grow(bytes: number): void;

export function imports(): number;

export function invert(bytes: Uint8Array | Uint8ClampedArray | WasmArray<Uint8ClampedArray> | WasmArray<Uint8Array> | number[]): Uint8Array;

export function invertInPlace(bytes: Uint8Array | Uint8ClampedArray | WasmArray<Uint8ClampedArray> | WasmArray<Uint8Array> | number[]): void;

export function length(a: number, b: number): number;

export function moveAll(vertices: StructArray<Vertex>, by: number): void;

export function narrow(a: number, b: number): number;

export function next(letter: string): string;

export function not(a: boolean): boolean;

export function parse(text: string): number;

export function parseSome(text: string): number | undefined;

/** Calls back while it has the values. */
export function reenter(values: Float32Array | WasmArray<Float32Array> | number[], text: string, number: number): string;

export function reenterMut(values: Float32Array | WasmArray<Float32Array> | number[], number: number): void;

export function refuse(): void;

export function reverse(values: Float64Array | WasmArray<Float64Array> | number[]): Float64Array;

export function sameU32(a: number): number;

export function sameU64(a: bigint): bigint;

export function scale(values: Float32Array | WasmArray<Float32Array> | number[], by: number): void;

export function start(): number;

export function successor(number?: number | null | undefined): number | undefined;

export function sum(values: Float32Array | WasmArray<Float32Array> | number[]): number;

export function sumOfSquares(count: number): number;

export function textLength(text: string): number;

export class Map {
  private constructor();
  size: number;
}

/** A point of a picture. */
export class Vertex {
  private constructor();
  /** Where it is. */
  get place(): Float32Array;
  set place(values: Float32Array | number[]);
  colourCode: number;
  readonly weight: Weight;
  readonly weights: Weight[];
}

export class Weight {
  private constructor();
  mass: number;
}

/** Elements that lie in memory of the module: passing them to a function copies nothing. */
export class WasmArray<A = unknown> {
  protected constructor();
  /** How many elements there are. */
  readonly length: number;
  /** In bytes. */
  readonly byteLength: number;
  /** The elements, in place. Ask for it again after a call: memory that grows has other arrays over it. */
  readonly array: A;
  /** Gives the memory back; whoever uses the array afterwards gets an error. */
  free(): void;
  [Symbol.dispose](): void;
}

/** Makes an array of zeros in memory of the module: free it, or leave that to the garbage collector. */
export function alloc(type: Uint8ArrayConstructor, length: number): WasmArray<Uint8Array>;
export function alloc(type: Uint8ClampedArrayConstructor, length: number): WasmArray<Uint8ClampedArray>;
export function alloc(type: Uint16ArrayConstructor, length: number): WasmArray<Uint16Array>;
export function alloc(type: BigInt64ArrayConstructor, length: number): WasmArray<BigInt64Array>;
export function alloc(type: Float32ArrayConstructor, length: number): WasmArray<Float32Array>;
export function alloc(type: Float64ArrayConstructor, length: number): WasmArray<Float64Array>;
export function alloc(type: typeof Map, length: number): StructArray<Map>;
export function alloc(type: typeof Vertex, length: number): StructArray<Vertex>;

/** Structs that lie in memory of the module. */
export class StructArray<S = unknown> extends WasmArray<S[]> {
  /** The struct of this index, in place; from the end where it is negative. */
  at(index: number): S | undefined;
  [Symbol.iterator](): IterableIterator<S>;
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
