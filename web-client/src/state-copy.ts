import { type BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { Copy, type EntitySet } from "./copy.js";
import { FrameError } from "./errors.js";
import type { Frame } from "./frame.js";
import type { Fields } from "./message.js";
import { Moves } from "./moves.js";
import type { Table } from "./table.js";
import { readEnd, readTag, skipField, tagOf } from "./wire.js";

/** One field of a contract's state message. */
export interface StateField {
  readonly kind: "set" | "single";
  readonly name: string;
  readonly number: number;
  readonly table: Table;
}

/** The numbers of the state's fields in a frame; so much more is that of the `Moves` of a set. */
export const FIRST_STATE_FIELD = 8;
export const LAST_STATE_FIELD = 99;
const MOVES = 100;

/** Entities have ids from here on; lower ones name singles by their field number. */
const FIRST_ID = 100;

/** The number of the field that holds an entity's id. */
export const ID_FIELD = 1;
const ID_TAG = tagOf(ID_FIELD, WireType.Varint);

/** This client's copy of a room's state, and the rules by which frames change it. */
export class StateCopy {
  /** What the game sees: maps of entities by id, and singles, by the names of the state's fields. */
  readonly state: Readonly<Record<string, Fields | ReadonlyMap<number, Fields>>>;

  /** Entities by id, singles by field number: frames name both with one number. */
  readonly #held = new Map<number, Copy>();
  readonly #sets = new Map<number, EntitySet>();

  // Of the frame that is being applied. They are kept, so that frames leave no garbage behind.
  readonly #absolute = new Set<number>();
  readonly #reset: Copy[] = [];

  constructor(fields: readonly StateField[]) {
    const state: Record<string, Fields | ReadonlyMap<number, Fields>> = {};
    for (const { kind, name, number, table } of fields) {
      if (kind === "set") {
        const keyMember = table.slots.get(ID_TAG)?.member;
        const set = { name, table, keyMember, entities: new Map<number, Fields>() };
        this.#sets.set(number, set);
        state[name] = set.entities;
      } else {
        const copy = new Copy(table, undefined);
        this.#held.set(number, copy);
        state[name] = copy.message;
      }
    }
    this.state = Object.freeze(state);
  }

  /** The first two rules of section 3.3 of docs/WIRE.md: reset, then changes. */
  change({ reset, absolute, reader, control }: Frame): void {
    if (control.welcome?.resumed === true) {
      for (const copy of this.#held.values()) {
        copy.isDoubtful = true;
      }
    }
    for (const name of reset) {
      this.#startAgain(this.#held.get(name));
    }
    for (const name of absolute) {
      this.#absolute.add(name);
    }
    this.#applyChanges(reader);
    for (const copy of this.#reset) {
      copy.settle();
    }
    this.#reset.length = 0;
    this.#absolute.clear();
  }

  /** The last rule, after the game has heard the frame's events: what is gone. */
  remove({ removed, control }: Frame): void {
    for (const id of removed) {
      this.#remove(id);
    }
    if (control.ready !== undefined) {
      this.#endDoubt();
    }
  }

  /** Resets a copy, until the end of the frame's changes. */
  #startAgain(copy: Copy | undefined): void {
    if (copy !== undefined) {
      copy.reset();
      this.#reset.push(copy);
    }
  }

  #applyChanges(reader: BinaryReader): void {
    reader.pos = 0;
    while (reader.pos < reader.len) {
      const tag = readTag(reader);
      const number = tag >>> 3;
      if (number < FIRST_STATE_FIELD || tag !== tagOf(number, WireType.LengthDelimited)) {
        skipField(reader, tag, reader.len);
      } else {
        const end = readEnd(reader, reader.len);
        this.#apply(number, reader, end);
        reader.pos = end;
      }
    }
  }

  /** Applies a field that belongs to the state, unless this client's contract does not know it. */
  #apply(number: number, reader: BinaryReader, end: number): void {
    const set = this.#sets.get(number);
    const movedSet = this.#sets.get(number - MOVES);
    if (set !== undefined) {
      const id = readId(set, reader, end);
      const copy = this.#copyIn(set, id) ?? this.#add(set, id);
      this.#named(copy).change(reader, end, this.#absolute.has(id));
    } else if (movedSet !== undefined) {
      this.#move(movedSet, new Moves(reader, end));
    } else if (number <= LAST_STATE_FIELD) {
      const single = this.#held.get(number);
      if (single !== undefined) {
        this.#named(single).change(reader, end, this.#absolute.has(number));
      }
    }
  }

  #move(set: EntitySet, moves: Moves): void {
    for (let id = moves.nextId(); id !== undefined; id = moves.nextId()) {
      const copy = this.#copyIn(set, id);
      if (copy === undefined) {
        moves.skipSteps();
      } else {
        this.#named(copy).move(moves, this.#absolute.has(id));
      }
    }
  }

  /** A change names a copy, which is then no longer in doubt. */
  #named(copy: Copy): Copy {
    if (copy.isDoubtful) {
      copy.isDoubtful = false;
      this.#startAgain(copy);
    }
    return copy;
  }

  #copyIn(set: EntitySet, id: number): Copy | undefined {
    const copy = this.#held.get(id);
    if (copy !== undefined && copy.set !== set) {
      throw new FrameError(`the id ${id} is in ${set.name} and in ${copy.set?.name}`);
    }
    return copy;
  }

  #add(set: EntitySet, id: number): Copy {
    const copy = new Copy(set.table, set);
    this.#held.set(id, copy);
    set.entities.set(id, copy.message);
    return copy;
  }

  #remove(id: number): void {
    const set = this.#held.get(id)?.set;
    if (set !== undefined) {
      set.entities.delete(id);
      this.#held.delete(id);
    }
  }

  /** The copy is complete: what was not heard of is gone. */
  #endDoubt(): void {
    for (const [name, copy] of this.#held) {
      if (copy.isDoubtful && copy.set === undefined) {
        copy.isDoubtful = false;
        copy.reset();
        copy.settle();
      } else if (copy.isDoubtful) {
        this.#remove(name);
      }
    }
  }
}

/** The id of an element, which writers put first. Leaves the reader at the element's start. */
function readId(set: EntitySet, reader: BinaryReader, end: number): number {
  const start = reader.pos;
  let id = 0;
  while (reader.pos < end && id === 0) {
    const tag = readTag(reader);
    if (tag === ID_TAG) {
      id = reader.uint32();
    } else {
      skipField(reader, tag, end);
    }
  }
  if (id < FIRST_ID) {
    throw new FrameError(`an element of ${set.name} has the id ${id} (expected: 100 or more)`);
  }
  reader.pos = start;
  return id;
}
