import { create, type DescField, type DescOneof } from "@bufbuild/protobuf";
import type { BinaryReader } from "@bufbuild/protobuf/wire";
import { type Fields, putField, slotFor } from "./message.js";
import type { CountSlot, Slot, Table } from "./table.js";
import { checkEnd, skipField } from "./wire.js";

/**
 * This client's copy of one entity or single.
 *
 * A reset clears a field when it is written again, or in `settle` when the frame did not write it.
 * To the game, which sees whole frames only, that is the same as clearing all at once, but objects
 * whose properties are taken away and put back become slow hash tables in today's engines, and a
 * server may reset every entity in every frame.
 */
export class Copy {
  /** What the game sees. The same object for as long as the entity lives. */
  readonly message: Fields;

  readonly #table: Table;
  /** The counts of the fields with a step, by member. */
  readonly #counts: number[];
  readonly #keyMember: number | undefined;
  readonly #stale: Uint8Array;

  /**
   * @param keyMember the member that holds the id of an entity. A reset keeps it: the entity stays
   *   the same one.
   */
  constructor(table: Table, keyMember: number | undefined) {
    this.message = create(table.desc);
    this.#table = table;
    this.#counts = table.members.map(() => 0);
    this.#keyMember = keyMember;
    this.#stale = new Uint8Array(table.members.length);
  }

  /** Starts again from defaults; `settle` must follow in the same frame. */
  reset(): void {
    this.#counts.fill(0);
    this.#stale.fill(1);
    if (this.#keyMember !== undefined) {
      this.#stale[this.#keyMember] = 0;
    }
  }

  /** Applies the changed fields that end at `end`. */
  change(reader: BinaryReader, end: number, absolute: boolean): void {
    while (reader.pos < end) {
      const [number, wireType] = reader.tag();
      const slot = slotFor(this.#table, number, wireType);
      if (slot === undefined) {
        skipField(reader, wireType, end);
        continue;
      }
      if (this.#stale[slot.member] === 1) {
        this.#refresh(slot);
      }
      if (slot.kind === "count") {
        this.#count(slot, slot.read(reader, end), absolute);
      } else {
        putField(slot, this.message, reader, wireType, end);
      }
    }
    checkEnd(reader, end);
  }

  /** Ends a frame that reset this copy: what it did not write again goes back to unset. */
  settle(): void {
    this.#stale.forEach((stale, member) => {
      if (stale === 1) {
        this.#clear(member);
      }
    });
  }

  /** A field is written for the first time since the reset: only what adds up must be cleared. */
  #refresh(slot: Slot): void {
    if (slot.kind === "list" || slot.kind === "map") {
      this.#clear(slot.member);
    } else {
      this.#stale[slot.member] = 0;
    }
  }

  #clear(member: number): void {
    this.#stale[member] = 0;
    const of = this.#table.members[member];
    if (of !== undefined) {
      unset(this.message, of);
    }
  }

  #count(slot: CountSlot, steps: number, absolute: boolean): void {
    const held = absolute ? 0 : (this.#counts[slot.member] ?? 0);
    const count = slot.wrap(held + steps);
    this.#counts[slot.member] = count;
    this.message[slot.name] = count * slot.step;
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
