import {
  create,
  type DescField,
  type DescMessage,
  type DescOneof,
  ScalarType,
} from "@bufbuild/protobuf";
import { scalarZeroValue } from "@bufbuild/protobuf/reflect";
import { type BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import {
  addSlot,
  type Fields,
  type Kind,
  list,
  nested,
  readFields,
  type ScalarName,
  type Slot,
  type Slots,
  scalar,
  writeFields,
} from "./codec.js";
import { stepOf } from "./options.js";

/** A field of a contract's message. */
export interface TableSlot extends Slot {
  /** Which of the table's members this is; the cases of a oneof are one member. */
  readonly member: number;
  /** Whether what is read goes on with what was there, as in a list or a map. */
  readonly addsUp: boolean;
  readonly count: Count | undefined;
}

/** A field with a step: an integer count of steps, of which the message shows `count * step`. */
export interface Count {
  readonly name: string;
  readonly member: number;
  readonly step: number;
  readonly isSigned: boolean;
  readonly read: (reader: BinaryReader) => number;
}

/** One message type of a contract, compiled once, so that reading a frame asks no descriptor. */
export interface Table {
  readonly desc: DescMessage;
  readonly slots: Slots<TableSlot>;
  /** By the numbers of their fields. */
  readonly counts: ReadonlyMap<number, Count>;
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
  const slots = new Map<number, TableSlot>();
  const counts = new Map<number, Count>();
  const table: Table = { desc, slots, counts, members: desc.members };
  // Known before its fields are compiled: a message type may contain itself.
  tables.set(desc, table);
  desc.members.forEach((member, index) => {
    for (const field of member.kind === "oneof" ? member.fields : [member]) {
      const count = countOf(field, index);
      const addsUp = field.fieldKind === "list" || field.fieldKind === "map";
      const slot = { name: member.localName, kind: kindOf(field), member: index, addsUp, count };
      addSlot(slots, field.number, slot);
      if (count !== undefined) {
        counts.set(field.number, count);
      }
    }
  });
  return table;
}

/** Reads a message that starts from defaults and ends at `end`. */
export function readMessage(table: Table, reader: BinaryReader, end = reader.len): Fields {
  return readFields(table.slots, reader, end, create(table.desc));
}

/**
 * Writes a message from what may be given for it.
 *
 * @throws TypeError when a value is none of its field's type
 */
export function writeMessage({ slots }: Table, init: object): Uint8Array<ArrayBuffer> {
  return writeFields(new BinaryWriter(), slots, init).finish();
}

/** Protobuf's name of a scalar type: "sfixed32". */
export function scalarName(type: ScalarType): ScalarName {
  return ScalarType[type].toLowerCase() as ScalarName;
}

/** Whether a type can count steps: it has 32 bits, and is no float. */
export function isCountable(type: ScalarType | undefined): type is ScalarType {
  return type !== undefined && /^[su]?(int|fixed)32$/.test(scalarName(type));
}

function countOf(field: DescField, member: number): Count | undefined {
  const { scalar: type, localName: name } = field;
  const step = stepOf(field);
  if (step === undefined || !isCountable(type)) {
    return undefined;
  }
  const isSigned = type !== ScalarType.UINT32 && type !== ScalarType.FIXED32;
  const { read } = scalar(scalarName(type), 0);
  return { name, member, step, isSigned, read: (reader) => read(reader, 0) };
}

function kindOf(field: DescField): Kind<unknown> {
  if (field.fieldKind === "map") {
    return mapKind(field);
  }
  const element = elementKind(field);
  if (field.fieldKind === "list") {
    return list(element);
  }
  if (field.oneof !== undefined) {
    return caseKind(field.localName, element);
  }
  const count = countOf(field, 0);
  return count === undefined
    ? element
    : { ...element, read: (reader) => count.read(reader) * count.step };
}

function elementKind(field: DescField): Kind<unknown> {
  const { message } = field;
  if (message !== undefined) {
    return nested(tableOf(message).slots, undefined, () => create(message));
  }
  return field.enum === undefined
    ? scalarKind(field.scalar, "longAsString" in field && field.longAsString)
    : scalar("int32", field.enum.values[0]?.number ?? 0);
}

/** A scalar in a message. `longAsString` is the field option `jstype = JS_STRING`. */
function scalarKind(type: ScalarType, longAsString = false): Kind<unknown> {
  const kind = scalar<unknown>(scalarName(type), scalarZeroValue(type, longAsString));
  if (type === ScalarType.BYTES) {
    // A view would keep the whole frame in memory for as long as the entity lives.
    return { ...kind, read: (reader, before) => (kind.read(reader, before) as Uint8Array).slice() };
  }
  return longAsString
    ? { ...kind, read: (reader, before) => String(kind.read(reader, before)) }
    : kind;
}

interface Chosen {
  readonly case?: string | undefined;
  readonly value?: unknown;
}

/** A case of a oneof, all of which are one property. */
function caseKind(name: string, { wireType, zero, read, write }: Kind<unknown>): Kind<Chosen> {
  return {
    wireType,
    zero: {},
    read: (reader) => ({ case: name, value: read(reader, zero) }),
    each: (chosen) => (chosen.case === name ? [chosen.value] : []),
    write,
  };
}

/** A map, which protobuf-es keeps as an object, so that every key is a string. */
function mapKind(field: MapField): Kind<object> {
  const keyKind = scalarKind(field.mapKey);
  const valueKind = elementKind(field);
  const slots = new Map<number, Slot>();
  addSlot(slots, 1, { name: "key", kind: keyKind });
  addSlot(slots, 2, { name: "value", kind: valueKind });
  const entry = nested<Fields, Fields>(slots, {}, () => ({
    key: keyKind.zero,
    value: field.message === undefined ? valueKind.zero : create(field.message),
  }));
  const isBool = field.mapKey === ScalarType.BOOL;
  return {
    wireType: WireType.LengthDelimited,
    zero: {},
    read: (reader, map) => {
      const { key, value } = entry.read(reader, entry.zero);
      // Not an assignment: the key may be a player's name, and "__proto__" must be one like others.
      const property = { value, enumerable: true, configurable: true, writable: true };
      return Object.defineProperty(map, String(key), property);
    },
    each: (map) =>
      Object.entries(map).map(([key, value]) => ({ key: isBool ? key === "true" : key, value })),
    write: entry.write,
  };
}
