import { bool, bytes, type Flat, flatType, string, uint32 } from "./flat.js";

// Messages of rondo/v1/wire.proto, which says what their fields mean.

export const INPUT = flatType({
  sequence: [1, uint32],
  seenTick: [2, uint32],
  payload: [3, bytes],
});

export const COMMAND = flatType({
  sequence: [1, uint32],
  payload: [2, bytes],
  asks: [3, bool],
});

export const PART = flatType({
  attachment: [1, uint32],
  offset: [2, uint32],
  data: [3, bytes],
  size: [4, uint32],
  payload: [5, bytes],
});

export const EVENT = flatType({
  ticksAgo: [1, uint32],
  payload: [2, bytes],
});

export const WELCOME = flatType({
  room: [1, string],
  player: [2, uint32],
  tickNanos: [3, uint32],
  resumeToken: [4, string],
  graceMillis: [5, uint32],
  resumed: [6, bool],
  missed: [7, uint32],
  attachmentBytes: [8, uint32],
});

export const GOODBYE = flatType({
  code: [1, uint32],
  reason: [2, string],
  comeBack: [3, bool],
  retryAfterMillis: [4, uint32],
});

export const ACKED_PART = flatType({
  attachment: [1, uint32],
  bytes: [2, uint32],
});

export const FAILURE = flatType({
  code: [1, string],
  message: [2, string],
});

export type Input = Flat<typeof INPUT>;
export type Command = Flat<typeof COMMAND>;
export type Part = Flat<typeof PART>;
export type Event = Flat<typeof EVENT>;
export type Welcome = Flat<typeof WELCOME>;
export type Goodbye = Flat<typeof GOODBYE>;
export type AckedPart = Flat<typeof ACKED_PART>;
export type Failure = Flat<typeof FAILURE>;
