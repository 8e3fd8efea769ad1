import { list, optional } from "./codec.js";
import {
  bool,
  bytes,
  type Flat,
  type FlatInit,
  flatType,
  message,
  string,
  uint32,
} from "./flat.js";

// Messages of rondo/v1/wire.proto, which says what their fields mean.

const INPUT = flatType({
  sequence: [1, uint32],
  seenTick: [2, uint32],
  payload: [3, bytes],
});

const COMMAND = flatType({
  sequence: [1, uint32],
  payload: [2, bytes],
  asks: [3, bool],
});

const PART = flatType({
  attachment: [1, uint32],
  offset: [2, uint32],
  data: [3, bytes],
  size: [4, uint32],
  payload: [5, bytes],
});

const DESYNC = flatType({
  tick: [1, uint32],
  name: [2, uint32],
  field: [3, uint32],
  held: [4, string],
});

/** What a client says in one message. */
export const CLIENT_FRAME = flatType({
  applied: [1, uint32],
  inputs: [2, list(message(INPUT))],
  commands: [3, list(message(COMMAND))],
  leave: [4, message(flatType({}))],
  part: [5, message(PART)],
  desync: [6, message(DESYNC)],
});

const EVENT = flatType({
  ticksAgo: [1, uint32],
  payload: [2, bytes],
});

const WELCOME = flatType({
  room: [1, string],
  player: [2, uint32],
  tickNanos: [3, uint32],
  resumeToken: [4, string],
  graceMillis: [5, uint32],
  resumed: [6, bool],
  missed: [7, uint32],
  attachmentBytes: [8, uint32],
  sendEvery: [9, uint32],
});

const GOODBYE = flatType({
  code: [1, uint32],
  reason: [2, string],
  comeBack: [3, bool],
  retryAfterMillis: [4, uint32],
});

const ACKED_PART = flatType({
  attachment: [1, uint32],
  bytes: [2, uint32],
});

const FAILURE = flatType({
  code: [1, string],
  message: [2, string],
});

const REPLY = flatType({
  command: [1, uint32],
  payload: [2, bytes],
  failure: [3, optional(message(FAILURE))],
});

const CONTROL = flatType({
  welcome: [1, optional(message(WELCOME))],
  ready: [2, optional(message(flatType({})))],
  goodbye: [3, optional(message(GOODBYE))],
  ackedCommand: [4, optional(uint32)],
  ackedPart: [5, optional(message(ACKED_PART))],
  replies: [6, list(message(REPLY))],
  part: [7, optional(message(PART))],
  held: [8, optional(bytes)],
});

/** What a server says in one message, but for its state, whose fields have the numbers from 8 on. */
export const SERVER_FRAME = flatType({
  tick: [1, optional(uint32)],
  ackedInput: [2, optional(uint32)],
  reset: [3, list(uint32)],
  removed: [4, list(uint32)],
  absolute: [5, list(uint32)],
  events: [6, list(message(EVENT))],
  control: [7, message(CONTROL)],
});

/** Entities of a set of which only counts have changed; 100 more than the set's is its field. */
export const MOVES = flatType({
  fields: [1, uint32],
  first: [2, uint32],
  rows: [3, bytes],
});

export type Input = Flat<typeof INPUT>;
export type Command = Flat<typeof COMMAND>;
export type Part = Flat<typeof PART>;
export type Desync = Flat<typeof DESYNC>;
export type ClientFrame = FlatInit<typeof CLIENT_FRAME>;
export type Welcome = Flat<typeof WELCOME>;
export type Goodbye = Flat<typeof GOODBYE>;
export type AckedPart = Flat<typeof ACKED_PART>;
export type Reply = Flat<typeof REPLY>;
export type ServerFrame = Flat<typeof SERVER_FRAME>;
