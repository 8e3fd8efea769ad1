import { type BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import type { Fields } from "./codec.js";
import { Copy, type Member } from "./copy.js";
import { FrameError } from "./errors.js";
import type { Frame } from "./frame.js";
import { Moves } from "./moves.js";
import type { Table } from "./table.js";
import { type AnyWatcher, Watchers } from "./watchers.js";
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
  /** By field number. */
  readonly #members = new Map<number, Member>();

  // Of the frame that is being applied. They are kept, so that frames leave no garbage behind.
  readonly #absolute = new Set<number>();
  readonly #reset: Copy[] = [];
  #isApplying = false;
  #frame = 0;

  constructor(fields: readonly StateField[]) {
    const state: Record<string, Fields | ReadonlyMap<number, Fields>> = {};
    for (const { kind, name, number, table } of fields) {
      if (kind === "set") {
        const entities = new Map<number, Fields>();
        const keyMember = table.slots.get(ID_TAG)?.member;
        const watchers = new Watchers(() => entities.values(), "added");
        this.#members.set(number, { name, table, entities, keyMember, watchers });
        state[name] = entities;
      } else {
        const watchers = new Watchers(() => [single.message], "changed");
        const member: Member = { name, table, entities: undefined, keyMember: undefined, watchers };
        const single: Copy = new Copy(member);
        this.#members.set(number, member);
        this.#held.set(number, single);
        state[name] = single.message;
      }
    }
    this.state = Object.freeze(state);
  }

  /** All copies, entities by id and singles by field number. */
  get copies(): ReadonlyMap<number, Copy> {
    return this.#held;
  }

  /** Adds a watcher of a field of the state, and returns what takes it out again. */
  watch(name: string, watcher: AnyWatcher): () => void {
    const members = [...this.#members.values()];
    const member = members.find((member) => member.name === name);
    if (member === undefined) {
      const names = members.map((member) => member.name).join(", ");
      throw new TypeError(
        `name: ${name} (expected: ${names || "none, the contract has no state"})`,
      );
    }
    return member.watchers.add(watcher, this.#frame, this.#isApplying);
  }

  /** The first two rules of section 3.3 of docs/WIRE.md: reset, then changes. */
  change({ reset, absolute, reader, control }: Frame): void {
    this.#isApplying = true;
    this.#frame += 1;
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

  /** What became of the state, to those who watch it. */
  tell(): void {
    this.#isApplying = false;
    for (const { watchers } of this.#members.values()) {
      watchers.tell(this.#frame);
    }
  }

  /** Resets a copy, until the end of the frame's changes. */
  #startAgain(copy: Copy | undefined): void {
    if (copy !== undefined) {
      copy.reset();
      copy.of.watchers.note(copy, "changed");
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
    const isMoves = number > LAST_STATE_FIELD;
    const member = this.#members.get(isMoves ? number - MOVES : number);
    if (isMoves && member?.entities !== undefined) {
      this.#move(member, new Moves(reader, end));
    } else if (!isMoves && member !== undefined) {
      const name = member.entities === undefined ? number : readId(member, reader, end);
      const copy = this.#copyIn(member, name) ?? this.#add(member, name);
      this.#named(copy).change(reader, end, this.#absolute.has(name));
    }
  }

  #move(set: Member, moves: Moves): void {
    for (let id = moves.nextId(); id !== undefined; id = moves.nextId()) {
      const copy = this.#copyIn(set, id);
      if (copy !== undefined) {
        this.#named(copy).move(moves, this.#absolute.has(id));
      }
    }
  }

  /** A change names a copy, which is then no longer in doubt. */
  #named(copy: Copy): Copy {
    copy.of.watchers.note(copy, "changed");
    if (copy.isDoubtful) {
      copy.isDoubtful = false;
      this.#startAgain(copy);
    }
    return copy;
  }

  #copyIn(member: Member, name: number): Copy | undefined {
    const copy = this.#held.get(name);
    if (copy !== undefined && copy.of !== member) {
      throw new FrameError(`the id ${name} is in ${member.name} and in ${copy.of.name}`);
    }
    return copy;
  }

  #add(set: Member, id: number): Copy {
    const copy = new Copy(set);
    this.#held.set(id, copy);
    set.entities?.set(id, copy.message);
    set.watchers.note(copy, "added");
    return copy;
  }

  /** Removes an entity. Returns false when there is none of this id. */
  #remove(id: number): boolean {
    const copy = this.#held.get(id);
    if (copy?.of.entities?.delete(id) !== true) {
      return false;
    }
    this.#held.delete(id);
    copy.of.watchers.note(copy, "removed");
    return true;
  }

  /** The copy is complete: entities that were not heard of are gone, such singles start again. */
  #endDoubt(): void {
    for (const [name, copy] of this.#held) {
      if (copy.isDoubtful && !this.#remove(name)) {
        copy.isDoubtful = false;
        copy.reset();
        copy.settle();
        copy.of.watchers.note(copy, "changed");
      }
    }
  }
}

/** The id of an element, which writers put first. Leaves the reader at the element's start. */
function readId(set: Member, reader: BinaryReader, end: number): number {
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
