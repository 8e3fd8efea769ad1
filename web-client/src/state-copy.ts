import { type BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { Copy } from "./copy.js";
import { FrameError } from "./errors.js";
import type { Change, Frame } from "./frame.js";
import type { Fields } from "./message.js";
import type { Table } from "./table.js";
import { skipField } from "./wire.js";

/** One field of a contract's state message. */
export interface StateField {
  readonly kind: "set" | "single";
  readonly name: string;
  readonly number: number;
  readonly table: Table;
}

interface EntitySet {
  readonly name: string;
  readonly table: Table;
  readonly keyMember: number | undefined;
  /** What the game sees. */
  readonly entities: Map<number, Fields>;
}

/** A copy, and the entity set that it is in unless it is a single. */
interface Held {
  readonly copy: Copy;
  readonly set: EntitySet | undefined;
}

/** Entities have ids from here on; lower ones name singles by their field number. */
const FIRST_ID = 100;

/** The number of the field that holds an entity's id. */
export const ID_FIELD = 1;

/** This client's copy of a room's state, and the rules by which frames change it. */
export class StateCopy {
  /** What the game sees: maps of entities by id, and singles, by the names of the state's fields. */
  readonly state: Readonly<Record<string, Fields | ReadonlyMap<number, Fields>>>;

  /** Entities by id, singles by field number: frames name both with one number. */
  readonly #held = new Map<number, Held>();
  readonly #sets = new Map<number, EntitySet>();
  /** Entities that were there before this client came back, and were not heard of since. */
  readonly #doubtful = new Set<number>();

  constructor(fields: readonly StateField[]) {
    const state: Record<string, Fields | ReadonlyMap<number, Fields>> = {};
    for (const { kind, name, number, table } of fields) {
      if (kind === "set") {
        const keyMember = table.slots.get(ID_FIELD)?.member;
        const set = { name, table, keyMember, entities: new Map<number, Fields>() };
        this.#sets.set(number, set);
        state[name] = set.entities;
      } else {
        const copy = new Copy(table, undefined);
        this.#held.set(number, { copy, set: undefined });
        state[name] = copy.message;
      }
    }
    this.state = Object.freeze(state);
  }

  /** The copy of an entity or single. */
  copyOf(name: number): Copy | undefined {
    return this.#held.get(name)?.copy;
  }

  /** The first two rules of section 3.3 of docs/WIRE.md: reset, then changes. */
  change(frame: Frame): void {
    const { absolute, changes, reader, control } = frame;
    const reset = control.welcome?.resumed === true ? this.#doubt() : frame.reset;
    for (const name of reset) {
      this.copyOf(name)?.reset();
    }
    const absolutes = new Set(absolute);
    for (const change of changes) {
      this.#apply(change, reader, absolutes);
    }
    for (const name of reset) {
      this.copyOf(name)?.settle();
    }
  }

  /** The last rule, after the game has heard the frame's events: entities that are gone. */
  remove({ removed, control }: Frame): void {
    const gone = control.isReady ? [...removed, ...this.#doubtful] : removed;
    for (const id of gone) {
      this.#doubtful.delete(id);
      const set = this.#held.get(id)?.set;
      if (set !== undefined) {
        set.entities.delete(id);
        this.#held.delete(id);
      }
    }
  }

  /** This client came back: any entity may be gone. Returns what starts again, which is all. */
  #doubt(): readonly number[] {
    const all = [...this.#held.keys()];
    for (const id of all.filter((name) => name >= FIRST_ID)) {
      this.#doubtful.add(id);
    }
    return all;
  }

  #apply({ number, start, end }: Change, reader: BinaryReader, absolutes: Set<number>): void {
    reader.pos = start;
    const set = this.#sets.get(number);
    const name = set === undefined ? number : readId(set, reader, end);
    const copy = set === undefined ? this.copyOf(name) : this.#entity(set, name);
    // A field of the state that this client's contract does not know has no copy.
    copy?.change(reader, end, absolutes.has(name));
  }

  #entity(set: EntitySet, id: number): Copy {
    const held = this.#held.get(id);
    this.#doubtful.delete(id);
    if (held === undefined) {
      const copy = new Copy(set.table, set.keyMember);
      this.#held.set(id, { copy, set });
      set.entities.set(id, copy.message);
      return copy;
    }
    if (held.set !== set) {
      throw new FrameError(`the id ${id} is in ${set.name} and in ${held.set?.name}`);
    }
    return held.copy;
  }
}

/** The id of an element, which writers put first. Leaves the reader at the element's start. */
function readId(set: EntitySet, reader: BinaryReader, end: number): number {
  const start = reader.pos;
  let id = 0;
  while (reader.pos < end && id === 0) {
    const [number, wireType] = reader.tag();
    if (number === ID_FIELD && wireType === WireType.Varint) {
      id = reader.uint32();
    } else {
      skipField(reader, wireType, end);
    }
  }
  if (id < FIRST_ID) {
    throw new FrameError(`an element of ${set.name} has the id ${id} (expected: 100 or more)`);
  }
  reader.pos = start;
  return id;
}
