/* tslint:disable */
/* eslint-disable */

/**
 * A counter.
 */
export class Counter {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Begins at a number.
     */
    constructor(start: number);
    both(other: Counter): Counter;
    /**
     * Counts.
     */
    countUp(by?: number | null): number;
    later(promise: Promise<any>): Promise<any>;
    tryTake(count: number): number;
    readonly calls: number;
    set limit(value: number);
    /**
     * How far it is.
     */
    currentValue: number;
    label: string;
    readonly step: number;
}

export enum Direction {
    North = 0,
    South = 7,
}


export function cloneOf(value: any): any;

/**
 * The last that was kept, if it is an array.
 */
export function giveBack(): Array<any> | undefined;

export function keep(array: Array<any>): number;

export function mapAll(array: Array<any>, withFunction: Function): Array<any>;

export function reject(value: any): any;

export function reversed(array: Array<any>): Array<any>;

export function thereAndBack(array: Array<any>): number;

export function throughMap(value: any): string;

/**
 * Turns around.
 */
export function turnAround(direction: Direction): Direction;

export function waitAndAdd(a: number, b: number): Promise<number>;

/** Adds what a counter has to all values, in place. */
export function addCounter(counter: Counter, values: Float64Array | WasmArray<Float64Array> | number[], weights: Float64Array | WasmArray<Float64Array> | number[], name: string): string;

/** Needs no wasm-bindgen. */
export function add(a: number, b: number): number;

export function beginToListen(): void;

export function countWords(text: string): number;

export function numberIn(text: string): number;

export function stopToListen(): void;

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
export function alloc(type: Float64ArrayConstructor, length: number): WasmArray<Float64Array>;

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
