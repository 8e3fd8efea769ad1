import {
  create,
  type DescField,
  type DescMessage,
  type DescOneof,
  ScalarType,
} from "@bufbuild/protobuf";
import { scalarZeroValue } from "@bufbuild/protobuf/reflect";
import { type BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { type MapEntry, readMessage } from "./message.js";
import { stepOf } from "./options.js";
import { type CountFormat, countFormat, scalarFormat } from "./scalars.js";
import { checkEnd, type Format, readEnd, readTag, skipField, tagOf } from "./wire.js";

interface SlotBase {
  /** The property of the message. */
  readonly name: string;
  /** Which of the table's members this is; the cases of a oneof are one member. */
  readonly member: number;
}

/** A field whose values are kept as they are read. */
export type FieldSlot = SlotBase &
  (
    | ({ readonly kind: "value" } & Format<unknown>)
    | ({ readonly kind: "oneof"; readonly case: string } & Format<unknown>)
    | ({ readonly kind: "list" | "packed" } & Format<unknown>)
    | ({ readonly kind: "map" } & Format<MapEntry>)
  );

/** A field with a step: an integer count, of which the message shows `count * step`. */
export type CountSlot = SlotBase & { readonly kind: "count"; readonly step: number } & CountFormat;

/** What is done with one field of one message type. */
export type Slot = FieldSlot | CountSlot;

/** One message type, compiled once, so that reading a frame asks no descriptor. */
export interface Table {
  readonly desc: DescMessage;
  /** By tags: a field that comes with another wire type than its own is an unknown one. */
  readonly slots: ReadonlyMap<number, Slot>;
  /** By their numbers, those of the fields with a step. */
  readonly counts: ReadonlyMap<number, CountSlot>;
  readonly members: readonly (DescField | DescOneof)[];
}

type MapField = DescField & { readonly fieldKind: "map" };

const tables = new WeakMap<DescMessage, Table>();

/** The table of a message type, compiled when it is first asked for. */
export function tableOf(desc: DescMessage): Table {
  const known = tables.get(desc);
  if (known !== undefined) {
    return known;
  }
  const slots = new Map<number, Slot>();
  const counts = new Map<number, CountSlot>();
  const table: Table = { desc, slots, counts, members: desc.members };
  // Known before its fields are compiled: a message type may contain itself.
  tables.set(desc, table);
  desc.members.forEach((member, index) => {
    for (const field of member.kind === "oneof" ? member.fields : [member]) {
      const slot = slotOf(field, index);
      slots.set(tagOf(field.number, slot.wireType), slot);
      if (slot.kind === "count") {
        counts.set(field.number, slot);
      } else if (slot.kind === "list" && slot.wireType !== WireType.LengthDelimited) {
        const packed = tagOf(field.number, WireType.LengthDelimited);
        slots.set(packed, { ...slot, kind: "packed" });
      }
    }
  });
  return table;
}

function slotOf(field: DescField, member: number): Slot {
  const name = field.localName;
  if (field.fieldKind === "map") {
    return { kind: "map", name, member, ...mapFormat(field) };
  }
  const format = formatOf(field);
  if (field.fieldKind === "list") {
    return { kind: "list", name, member, ...format };
  }
  if (field.oneof !== undefined) {
    return { kind: "oneof", name: field.oneof.localName, case: name, member, ...format };
  }
  const step = stepOf(field);
  const count = countFormat(field.scalar);
  return step === undefined || count === undefined
    ? { kind: "value", name, member, ...format }
    : { kind: "count", name, member, step, ...count };
}

function formatOf(field: DescField): Format<unknown> {
  if (field.message !== undefined) {
    const table = tableOf(field.message);
    return {
      wireType: WireType.LengthDelimited,
      read: (reader, limit) => readMessage(table, reader, readEnd(reader, limit)),
    };
  }
  if (field.enum !== undefined) {
    return scalarFormat(ScalarType.INT32);
  }
  return scalarFormat(field.scalar, "longAsString" in field && field.longAsString);
}

function mapFormat(field: MapField): Format<MapEntry> {
  const keyFormat = scalarFormat(field.mapKey);
  const keyTag = tagOf(1, keyFormat.wireType);
  const valueFormat = formatOf(field);
  const valueTag = tagOf(2, valueFormat.wireType);
  const read = (reader: BinaryReader, limit: number): MapEntry => {
    const end = readEnd(reader, limit);
    let key: unknown = scalarZeroValue(field.mapKey, false);
    let value: unknown;
    while (reader.pos < end) {
      const tag = readTag(reader);
      if (tag === keyTag) {
        key = keyFormat.read(reader, end);
      } else if (tag === valueTag) {
        value = valueFormat.read(reader, end);
      } else {
        skipField(reader, tag, end);
      }
    }
    checkEnd(reader, end);
    return { key: String(key), value: value ?? emptyValue(field) };
  };
  return { wireType: WireType.LengthDelimited, read };
}

/** What a map entry without a value holds. */
function emptyValue(field: MapField): unknown {
  if (field.message !== undefined) {
    return create(field.message);
  }
  return field.enum === undefined
    ? scalarZeroValue(field.scalar, false)
    : field.enum.values[0]?.number;
}
