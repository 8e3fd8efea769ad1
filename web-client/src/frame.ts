import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { type Control, readControl } from "./control.js";
import { readFlat } from "./flat.js";
import { checkEnd, readEnd, skipField } from "./wire.js";
import { EVENT, type Event } from "./wire-messages.js";

/** One occurrence of a field of the state: its number, and where its bytes start and end. */
export interface Change {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** A server's frame taken apart, because its rules are applied in an order that its bytes need not have. */
export interface Frame {
  tick: number | undefined;
  ackedInput: number | undefined;
  readonly reset: number[];
  readonly removed: number[];
  readonly absolute: number[];
  /** As they came, their payloads still in bytes. */
  readonly events: Event[];
  readonly control: Control;
  readonly changes: Change[];
  /** Reads the bytes of the changes. */
  readonly reader: BinaryReader;
}

/** The field numbers of `rondo.v1.ServerFrame`, and the range that belongs to the state. */
const TICK = 1;
const ACKED_INPUT = 2;
const RESET = 3;
const REMOVED = 4;
const ABSOLUTE = 5;
const EVENTS = 6;
const CONTROL = 7;
export const FIRST_STATE_FIELD = 8;
export const LAST_STATE_FIELD = 99;

/** Takes a frame apart. Throws when its outer bytes are not those of a frame. */
export function readFrame(bytes: Uint8Array): Frame {
  const reader = new BinaryReader(bytes);
  const frame: Frame = {
    tick: undefined,
    ackedInput: undefined,
    reset: [],
    removed: [],
    absolute: [],
    events: [],
    control: { isReady: false, replies: [] },
    changes: [],
    reader,
  };
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (wireType === WireType.LengthDelimited) {
      readElement(frame, number);
    } else if (wireType === WireType.Varint) {
      readNumber(frame, number);
    } else {
      skipField(reader, wireType, reader.len);
    }
  }
  checkEnd(reader, reader.len);
  return frame;
}

function readNumber(frame: Frame, number: number): void {
  const { reader } = frame;
  if (number === TICK) {
    frame.tick = reader.uint32();
  } else if (number === ACKED_INPUT) {
    frame.ackedInput = reader.uint32();
  } else {
    const names = namesOf(frame, number);
    if (names === undefined) {
      skipField(reader, WireType.Varint, reader.len);
    } else {
      names.push(reader.uint32());
    }
  }
}

function readElement(frame: Frame, number: number): void {
  const { reader } = frame;
  if (number === EVENTS) {
    frame.events.push(readFlat(EVENT, reader.bytes()));
  } else if (number === CONTROL) {
    readControl(frame.control, reader.bytes());
  } else {
    const end = readEnd(reader, reader.len);
    if (number >= FIRST_STATE_FIELD && number <= LAST_STATE_FIELD) {
      frame.changes.push({ number, start: reader.pos, end });
      reader.pos = end;
    } else {
      readPacked(namesOf(frame, number), reader, end);
    }
  }
}

/** The list of ids and field numbers that a field of the frame appends to. */
function namesOf(frame: Frame, number: number): number[] | undefined {
  switch (number) {
    case RESET:
      return frame.reset;
    case REMOVED:
      return frame.removed;
    case ABSOLUTE:
      return frame.absolute;
    default:
      return undefined;
  }
}

function readPacked(names: number[] | undefined, reader: BinaryReader, end: number): void {
  if (names === undefined) {
    reader.pos = end;
    return;
  }
  while (reader.pos < end) {
    names.push(reader.uint32());
  }
  checkEnd(reader, end);
}
