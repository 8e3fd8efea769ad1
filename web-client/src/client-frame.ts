import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { writeFlat } from "./flat.js";
import { COMMAND, type Command, INPUT, type Input, PART, type Part } from "./wire-messages.js";

/** What a client says in one message: `rondo.v1.ClientFrame`. */
export interface ClientFrame {
  readonly applied: number;
  readonly inputs: readonly Input[];
  readonly commands: readonly Command[];
  readonly leaves: boolean;
  readonly part: Partial<Part> | undefined;
}

/** The longest message that a server takes, in bytes. */
const MAX_FRAME_BYTES = 4096;

// The most bytes that the fields of a frame take around their payloads: tags, lengths, numbers.
const APPLIED_BYTES = 6;
const LEAVE_BYTES = 2;
export const COMMAND_BYTES = 14;
export const INPUT_BYTES = 18;
export const PART_BYTES = 27;

/** What inputs, commands and a part may take of a frame. */
export const ROOM_BYTES = MAX_FRAME_BYTES - APPLIED_BYTES - LEAVE_BYTES;

export function writeClientFrame(frame: ClientFrame): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter().tag(1, WireType.Varint).uint32(frame.applied);
  for (const input of frame.inputs) {
    writeFlat(writer, 2, INPUT, input);
  }
  for (const command of frame.commands) {
    writeFlat(writer, 3, COMMAND, command);
  }
  if (frame.leaves) {
    writer.tag(4, WireType.LengthDelimited).uint32(0);
  }
  if (frame.part !== undefined) {
    writeFlat(writer, 5, PART, frame.part);
  }
  return writer.finish();
}
