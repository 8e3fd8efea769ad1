import { writeFlat } from "./flat.js";
import { CLIENT_FRAME, type ClientFrame } from "./wire-messages.js";

/** The longest message that a server takes, in bytes. */
const MAX_FRAME_BYTES = 4096;

// The most bytes that the fields of a frame take around their payloads: tags, lengths, numbers.
const APPLIED_BYTES = 6;
const LEAVE_BYTES = 2;
export const COMMAND_BYTES = 14;
export const INPUT_BYTES = 18;
export const PART_BYTES = 27;

/** The most bytes of a desync, whose text has no more than 60 characters. */
export const DESYNC_BYTES = 204;

/** What inputs, commands and a part may take of a frame. */
export const ROOM_BYTES = MAX_FRAME_BYTES - APPLIED_BYTES - LEAVE_BYTES;

export function writeClientFrame(frame: ClientFrame): Uint8Array<ArrayBuffer> {
  return writeFlat(CLIENT_FRAME, frame);
}
