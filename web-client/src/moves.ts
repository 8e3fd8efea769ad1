import { type BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { FrameError } from "./errors.js";
import { checkEnd, readEnd, readTag, skipField, tagOf } from "./wire.js";

const FIELDS = tagOf(1, WireType.Varint);
const IDS = 2;
const STEPS = 3;

/** The numbers of a repeated field, packed or not, one by one from where they stand in a message. */
class Numbers {
  readonly #reader: BinaryReader;
  readonly #number: number;
  readonly #end: number;
  #pos: number;
  /** Where the numbers end that stand together. */
  #chunkEnd: number;

  /** @param end where the message ends that begins at the reader's position */
  constructor(reader: BinaryReader, number: number, end: number) {
    this.#reader = reader;
    this.#number = number;
    this.#end = end;
    this.#pos = reader.pos;
    this.#chunkEnd = reader.pos;
  }

  /** The next one as it is written; undefined behind the last. */
  next(): number | undefined {
    const reader = this.#reader;
    reader.pos = this.#pos;
    if (reader.pos === this.#chunkEnd && !this.#findChunk()) {
      return undefined;
    }
    const value = reader.uint32();
    if (reader.pos > this.#chunkEnd) {
      checkEnd(reader, this.#chunkEnd);
    }
    this.#pos = reader.pos;
    return value;
  }

  #findChunk(): boolean {
    const reader = this.#reader;
    while (reader.pos < this.#end) {
      const tag = readTag(reader);
      const start = reader.pos;
      if (tag === tagOf(this.#number, WireType.LengthDelimited)) {
        this.#chunkEnd = readEnd(reader, this.#end);
      } else {
        skipField(reader, tag, this.#end);
        if (tag === tagOf(this.#number, WireType.Varint)) {
          this.#chunkEnd = reader.pos;
          reader.pos = start;
        }
      }
      if (reader.pos < this.#chunkEnd) {
        return true;
      }
    }
    return false;
  }
}

/**
 * A `rondo.v1.Moves`, whose ids and steps are read side by side where they stand.
 *
 * **Bound:** each entity takes a step out of the bytes, however many of them a run of ids may name.
 */
export class Moves {
  /** Of which fields each entity has a step: bit n is the field with number n. */
  readonly fields: number;

  readonly #ids: Numbers;
  readonly #steps: Numbers;
  #id = 0;
  /** How many ids follow without a gap. */
  #run = 0;

  /** Begins with the message that ends at `end`. */
  constructor(reader: BinaryReader, end: number) {
    this.#ids = new Numbers(reader, IDS, end);
    this.#steps = new Numbers(reader, STEPS, end);
    this.fields = readFields(reader, end);
  }

  /** The next entity; undefined behind the last. */
  nextId(): number | undefined {
    if (this.#run > 0) {
      this.#run -= 1;
      this.#id += 1;
      return this.#id;
    }
    const word = this.#ids.next();
    if (word === undefined) {
      check(this.#steps.next() === undefined, "it has steps of no entity");
      return undefined;
    }
    const gap = word >>> 1;
    check(gap > 0 && this.fields !== 0, "its ids do not ascend, or it names no field");
    this.#id += gap;
    this.#run = word & 1 ? required(this.#ids.next()) : 0;
    return this.#id;
  }

  /** The next step of that entity. */
  nextStep(): number {
    const step = required(this.#steps.next());
    return (step >>> 1) ^ -(step & 1);
  }

  /** Goes on behind the steps of that entity. */
  skipSteps(): void {
    for (let rest = this.fields; rest !== 0; rest &= rest - 1) {
      this.nextStep();
    }
  }
}

function readFields(reader: BinaryReader, end: number): number {
  let fields = 0;
  while (reader.pos < end) {
    const tag = readTag(reader);
    if (tag === FIELDS) {
      fields = reader.uint32();
    } else {
      skipField(reader, tag, end);
    }
  }
  checkEnd(reader, end);
  return fields;
}

function required(value: number | undefined): number {
  check(value !== undefined, "it has too few numbers");
  return value;
}

function check(isSo: boolean, problem: string): asserts isSo {
  if (!isSo) {
    throw new FrameError(`a Moves is none: ${problem}`);
  }
}
