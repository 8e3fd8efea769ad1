import { BinaryReader } from "@bufbuild/protobuf/wire";
import { readFlat } from "./flat.js";
import { SERVER_FRAME, type ServerFrame } from "./wire-messages.js";

/** A server's frame: what it says, and the bytes that hold the changes of the state besides. */
export interface Frame extends ServerFrame {
  /** Reads the whole frame again: its rules are applied in an order that its bytes need not have. */
  readonly reader: BinaryReader;
}

/** Reads all of a frame but the state. Throws when its outer bytes are not those of a frame. */
export function readFrame(bytes: Uint8Array): Frame {
  const reader = new BinaryReader(bytes);
  return { ...readFlat(SERVER_FRAME, reader), reader };
}
