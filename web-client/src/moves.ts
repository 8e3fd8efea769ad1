import type { BinaryReader } from "@bufbuild/protobuf/wire";
import { FrameError } from "./errors.js";
import { readFlat } from "./flat.js";
import { MOVES } from "./wire-messages.js";

/** Bits of the fields 0, which there is not, and 1, which is the id. */
const NO_FIELDS = 0b11;
const FIELD_NUMBERS = Array.from({ length: 32 }, (_, number) => number);

const WIDTH_BITS = 5;
const LEAST_ROW_BITS = 8;

const FIRST_ID = 100;
const LAST_ID = 2 ** 32 - 1;

/**
 * The rows of a `rondo.v1.Moves`, read where they stand: of each its entity, and then its steps.
 *
 * **Bound:** a row for each byte that came, or fewer.
 */
export class Moves {
  /** The numbers of the fields of which each row has steps, in their order. */
  readonly fields: readonly number[];

  readonly #bits: Uint8Array;
  /** How wide the gap is, and the steps of each field. */
  readonly #widths: readonly number[];
  readonly #rowBits: number;
  #nextRow: number;
  #at = 0;
  #column = 0;
  /** The id from which the next row's gap counts. */
  #next: number;

  /** Begins before the first row of the message that ends at `end`. */
  constructor(reader: BinaryReader, end: number) {
    const { fields, first, rows } = readFlat(MOVES, reader, end);
    if (fields === 0 || fields & NO_FIELDS) {
      throw new FrameError(`moves of the fields ${fields} (expected: of bits from 2 on)`);
    }
    this.fields = FIELD_NUMBERS.filter((number) => fields & (1 << number));
    this.#bits = rows;
    this.#next = first;
    this.#widths = [0, ...this.fields].map(() => this.#readBits(WIDTH_BITS));
    const rowBits = this.#widths.reduce((sum, width) => sum + width);
    this.#rowBits = rowBits;
    this.#nextRow = this.#at;
    if (this.#at > 8 * rows.length || rowBits < LEAST_ROW_BITS) {
      throw new FrameError(
        `moves of ${rows.length} bytes and ${rowBits} bits a row (expected: ${LEAST_ROW_BITS})`,
      );
    }
  }

  /** Goes on to the next row, and returns whose it is; undefined behind the last. */
  nextId(): number | undefined {
    this.#at = this.#nextRow;
    this.#column = 0;
    this.#nextRow += this.#rowBits;
    if (this.#nextRow > 8 * this.#bits.length) {
      return undefined;
    }
    const id = this.#next + this.#read();
    if (id < FIRST_ID || id > LAST_ID) {
      throw new FrameError(`moves of the id ${id} (expected: ${FIRST_ID} to ${LAST_ID})`);
    }
    this.#next = id + 1;
    return id;
  }

  /** The row's steps of the next one of the fields. */
  nextStep(): number {
    const zigzag = this.#read();
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  #read(): number {
    const width = this.#widths[this.#column] ?? 0;
    this.#column += 1;
    return this.#readBits(width);
  }

  /** Reads up to 31 bits, which lie in 5 bytes at most. Behind the last byte there are zeros. */
  #readBits(width: number): number {
    const bits = this.#bits;
    const first = this.#at >>> 3;
    const shift = this.#at & 7;
    this.#at += width;
    let low = 0;
    for (let i = 3; i >= 0; i--) {
      low = (low << 8) | (bits[first + i] ?? 0);
    }
    const high = shift === 0 ? 0 : (bits[first + 4] ?? 0) << (32 - shift);
    return ((low >>> shift) | high) & ((1 << width) - 1);
  }
}
