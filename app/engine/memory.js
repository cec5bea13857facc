// The engine's memory: where the arrays of one run lie, views on them, and calls of the engine's exports.

/** @typedef {import("./types.js").Layouts} Layouts */

const PAGE = 65536;
const ALIGNED = 64;
const FREE = 64; // bytes at the start that calls leave their result and error in
/** @type {Record<string, [number, (buffer: ArrayBuffer, at: number, count: number) => Float64Array | Float32Array | BigInt64Array]>} */
const TYPES = {
  "<f8": [8, (buffer, at, count) => new Float64Array(buffer, at, count)],
  "<f4": [4, (buffer, at, count) => new Float32Array(buffer, at, count)],
  "<i8": [8, (buffer, at, count) => new BigInt64Array(buffer, at, count)],
};
// What lasts from month to month comes first; a copy of it is a snapshot. Work buffers and results follow.
const LASTING = ["params", "base", "overlays", "counties", "towns", "share", "skill", "portfolio", "traits"];

/** @typedef {{at: number, size: number, itemSize: number, shape: number[], type: string}} Place */

export class Memory {
  /** @param {WebAssembly.Module} module @param {Layouts} layouts */
  constructor(module, layouts) {
    this.layouts = layouts;
    this.memory = new WebAssembly.Memory({ initial: 32, maximum: 65536 });
    const instance = new WebAssembly.Instance(module, { env: { memory: this.memory } });
    this.exports = /** @type {Record<string, any>} */ (instance.exports);
    this.base = aligned(this.exports.__heap_base.value);
    /** @type {Record<string, Place>} */
    this.places = {};
    this.lasting = this.base; // where what lasts ends
    this.end = this.base;
    /** All arrays, as every export takes them. @type {(number | bigint)[]} */
    this.arguments = [];
    this.lengths = ""; // that arrays are laid out for
  }

  /** Give every array its place, and fill all with zeros. @param {Record<string, number>} lengths of axes by name */
  layOut(lengths) {
    const wanted = JSON.stringify(lengths);
    if (wanted !== this.lengths) this.place(lengths);
    this.lengths = wanted;
    new Uint8Array(this.memory.buffer, this.base, this.end - this.base).fill(0);
  }

  /** @param {Record<string, number>} lengths */
  place(lengths) {
    let at = this.base + FREE;
    const { arrays, own, records } = this.layouts;
    const lasting = arrays.filter(({ name }) => LASTING.includes(name));
    this.places = {};
    for (const { name, type, shape } of [...lasting, ...arrays.filter((each) => !lasting.includes(each)), ...own]) {
      const numbers = shape.map((length) => (typeof length === "number" ? length : lengths[length]));
      const itemSize = records[type]?.size ?? TYPES[type][0];
      const size = numbers.reduce((all, length) => all * length, 1);
      this.places[name] = { at, size, itemSize, shape: numbers, type };
      at = aligned(at + size * itemSize);
      if (name === LASTING[LASTING.length - 1]) this.lasting = at;
    }
    this.end = at;
    const missing = at - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    this.arguments = arrays.flatMap(({ name }) => this.structure(name));
  }

  /** An array as Numba's calling convention has it. @param {string} name @returns {(number | bigint)[]} */
  structure(name) {
    const { at, size, itemSize, shape } = this.places[name];
    return structure(at, size, itemSize, shape);
  }

  /** @param {string} name of an export @param {(number | bigint)[]} values after result and error */
  call(name, ...values) {
    const status = this.exports[name](this.base, this.base + 16, ...values);
    if (status !== 0) throw new Error(`the engine stopped with ${status}`);
  }

  /** A view on a whole array of numbers. @param {string} name */
  numbers(name) {
    const { at, size, type } = this.places[name];
    return /** @type {Float64Array} */ (TYPES[type][1](this.memory.buffer, at, size));
  }

  /** A view on the bytes of an array. @param {string} name */
  bytes(name) {
    const { at, size, itemSize } = this.places[name];
    return new Uint8Array(this.memory.buffer, at, size * itemSize);
  }

  /** A view on one field of a record. @param {string} name of the array @param {string} field @param {number} [index] */
  field(name, field, index = 0) {
    const { at, itemSize, type } = this.places[name];
    const [offset, kind, shape] = this.layouts.records[type].fields[field];
    const count = shape.reduce((all, length) => all * length, 1);
    return /** @type {Float64Array} */ (TYPES[kind][1](this.memory.buffer, at + index * itemSize + offset, count));
  }

  /** A view on a record as numbers of 8 bytes. @param {string} name of the array @param {number} [index] */
  numbersOfRecord(name, index = 0) {
    const { at, itemSize } = this.places[name];
    return new Float64Array(this.memory.buffer, at + index * itemSize, itemSize / 8);
  }

  /** Write a whole number into an integer field. @param {string} name @param {string} field @param {number | bigint} value */
  setWhole(name, field, value) {
    const view = /** @type {BigInt64Array} */ (/** @type {unknown} */ (this.field(name, field)));
    view[0] = BigInt(value);
  }

  /** A copy of what lasts from month to month. */
  snapshot() {
    return new Uint8Array(this.memory.buffer, this.base, this.lasting - this.base).slice();
  }

  /** @param {Uint8Array} bytes of `snapshot`, for the same lengths */
  restore(bytes) {
    new Uint8Array(this.memory.buffer, this.base, bytes.length).set(bytes);
  }
}

/** @param {number} at @param {number} size @param {number} itemSize @param {number[]} shape @returns {(number | bigint)[]} */
export function structure(at, size, itemSize, shape) {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((all, length) => all * length, itemSize));
  return [0, 0, BigInt(size), BigInt(itemSize), at, ...[...shape, ...strides].map(BigInt)];
}

/** @param {number} at */
function aligned(at) {
  return (at + ALIGNED - 1) & -ALIGNED;
}
