import { create, type DescField, type DescOneof } from "@bufbuild/protobuf";
import type { BinaryReader } from "@bufbuild/protobuf/wire";
import type { Fields } from "./codec.js";
import type { Moves } from "./moves.js";
import type { Count, Table, TableSlot } from "./table.js";
import type { News, Watched, Watchers } from "./watchers.js";
import { checkEnd, readTag, skipField } from "./wire.js";

/** A field of the state: an entity set or a single. */
export interface Member {
  readonly name: string;
  readonly table: Table;
  /** Of an entity set: what the game sees, and which of an entity's members holds its id. */
  readonly entities: Map<number, Fields> | undefined;
  readonly keyMember: number | undefined;
  readonly watchers: Watchers;
}

/**
 * This client's copy of one entity or single.
 *
 * A reset clears a field when it is written again, or in `settle` when the frame did not write it.
 * To the game, which sees whole frames only, that is the same as clearing all at once, but objects
 * whose properties are taken away and put back become slow hash tables in today's engines, and a
 * server may reset every entity in every frame.
 */
export class Copy implements Watched {
  /** What the game sees. The same object for as long as the entity lives. */
  readonly message: Fields;

  /** Where in the state it is. */
  readonly of: Member;

  /** What became of it in the frame that is being applied. */
  news: News | undefined;

  /** Whether it was there before this client came back, and was not heard of since. */
  isDoubtful = false;

  readonly #table: Table;
  /** The counts of the fields with a step, by member. Of unsigned ones the same 32 bits. */
  readonly #counts: Int32Array;
  readonly #stale: Uint8Array;

  constructor(of: Member) {
    const { table } = of;
    this.of = of;
    this.message = create(table.desc);
    this.#table = table;
    this.#counts = new Int32Array(table.members.length);
    this.#stale = new Uint8Array(table.members.length);
  }

  /** Starts again from defaults; `settle` must follow in the same frame. */
  reset(): void {
    this.#counts.fill(0);
    this.#stale.fill(1);
    if (this.of.keyMember !== undefined) {
      // The entity stays the same one.
      this.#stale[this.of.keyMember] = 0;
    }
  }

  /** Applies the changed fields that end at `end`. */
  change(reader: BinaryReader, end: number, absolute: boolean): void {
    while (reader.pos < end) {
      const tag = readTag(reader);
      const slot = this.#table.slots.get(tag);
      if (slot === undefined) {
        skipField(reader, tag, end);
      } else if (slot.count !== undefined) {
        this.#count(slot.count, slot.count.read(reader), absolute);
      } else {
        this.#refresh(slot);
        // Reading a number that is not needed would leave garbage behind.
        const before = slot.addsUp ? this.message[slot.name] : undefined;
        this.message[slot.name] = slot.kind.read(reader, before);
      }
    }
    checkEnd(reader, end);
  }

  /** Applies the steps of the row that begins. */
  move(moves: Moves, absolute: boolean): void {
    for (const number of moves.fields) {
      const steps = moves.nextStep();
      const count = this.#table.counts.get(number);
      if (count !== undefined) {
        this.#count(count, steps, absolute);
      }
    }
  }

  /** Ends a frame that reset this copy: what it did not write again goes back to unset. */
  settle(): void {
    this.#stale.forEach((stale, member) => {
      if (stale === 1) {
        this.#clear(member);
      }
    });
  }

  /** A field is written: where that is the first time since a reset, what adds up must be cleared. */
  #refresh({ addsUp, member }: TableSlot): void {
    if (addsUp && this.#stale[member] === 1) {
      this.#clear(member);
    }
    this.#stale[member] = 0;
  }

  #clear(member: number): void {
    this.#stale[member] = 0;
    const of = this.#table.members[member];
    if (of !== undefined) {
      unset(this.message, of);
    }
  }

  #count({ name, member, step, isSigned }: Count, steps: number, absolute: boolean): void {
    const counts = this.#counts;
    // The array takes what is stored modulo 2^32.
    counts[member] = absolute ? steps : (counts[member] ?? 0) + steps;
    const count = counts[member] ?? 0;
    this.#stale[member] = 0;
    this.message[name] = (isSigned ? count : count >>> 0) * step;
  }
}

function unset(message: Fields, member: DescField | DescOneof): void {
  if (member.kind === "oneof") {
    message[member.localName] = { case: undefined };
  } else if (member.fieldKind === "list") {
    message[member.localName] = [];
  } else if (member.fieldKind === "map") {
    message[member.localName] = {};
  } else {
    // Not a value of undefined: the default stands on the message's prototype.
    delete message[member.localName];
  }
}
