import { create } from "@bufbuild/protobuf";
import type { BinaryReader } from "@bufbuild/protobuf/wire";
import type { FieldSlot, Table } from "./table.js";
import { checkEnd, readEnd, readTag, skipField } from "./wire.js";

/** A protobuf-es message seen as its properties, which the tables name. */
export type Fields = Record<string, unknown>;

/** One entry of a map field; protobuf-es keeps maps as objects, so every key is a string. */
export interface MapEntry {
  readonly key: string;
  readonly value: unknown;
}

/** Reads a message that starts from defaults and ends at `end`. */
export function readMessage(table: Table, reader: BinaryReader, end: number): Fields {
  const message: Fields = create(table.desc);
  while (reader.pos < end) {
    const tag = readTag(reader);
    const slot = table.slots.get(tag);
    if (slot === undefined) {
      skipField(reader, tag, end);
    } else if (slot.kind === "count") {
      message[slot.name] = slot.read(reader, end) * slot.step;
    } else {
      putField(slot, message, reader, end);
    }
  }
  checkEnd(reader, end);
  return message;
}

/** Reads one field into a message: a list appends, a map puts, everything else replaces. */
export function putField(
  slot: FieldSlot,
  message: Fields,
  reader: BinaryReader,
  limit: number,
): void {
  switch (slot.kind) {
    case "value":
      message[slot.name] = slot.read(reader, limit);
      break;
    case "oneof":
      message[slot.name] = { case: slot.case, value: slot.read(reader, limit) };
      break;
    case "map":
      putEntry(message, slot.name, slot.read(reader, limit));
      break;
    case "list":
      append(message, slot.name, slot.read(reader, limit));
      break;
    case "packed": {
      const end = readEnd(reader, limit);
      while (reader.pos < end) {
        append(message, slot.name, slot.read(reader, end));
      }
      checkEnd(reader, end);
      break;
    }
  }
}

function append(message: Fields, name: string, value: unknown): void {
  const list = message[name];
  if (Array.isArray(list)) {
    list.push(value);
  } else {
    message[name] = [value];
  }
}

function putEntry(message: Fields, name: string, { key, value }: MapEntry): void {
  const map = message[name];
  if (typeof map !== "object" || map === null) {
    message[name] = { [key]: value };
  } else {
    // Not an assignment: the key may be a player's name, and "__proto__" must be a key like others.
    Object.defineProperty(map, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
}
