import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { readFlat } from "./flat.js";
import { checkEnd, skipField } from "./wire.js";
import {
  ACKED_PART,
  type AckedPart,
  FAILURE,
  type Failure,
  GOODBYE,
  type Goodbye,
  PART,
  type Part,
  WELCOME,
  type Welcome,
} from "./wire-messages.js";

/** What a command that asked is answered with: the contract's reply, or why there is none. */
export interface Reply {
  command: number;
  result: Uint8Array | Failure;
}

/** What a server's frame says about the connection: `rondo.v1.Control`. */
export interface Control {
  welcome?: Welcome;
  isReady: boolean;
  goodbye?: Goodbye;
  ackedCommand?: number;
  ackedPart?: AckedPart;
  readonly replies: Reply[];
  part?: Part;
}

/** Reads a control into one that other places of the frame may have filled already. */
export function readControl(control: Control, bytes: Uint8Array): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (wireType === WireType.LengthDelimited) {
      readElement(control, number, reader.bytes());
    } else if (number === 4 && wireType === WireType.Varint) {
      control.ackedCommand = reader.uint32();
    } else {
      skipField(reader, wireType, reader.len);
    }
  }
  checkEnd(reader, reader.len);
}

function readElement(control: Control, number: number, bytes: Uint8Array): void {
  switch (number) {
    case 1:
      control.welcome = readFlat(WELCOME, bytes, control.welcome);
      break;
    case 2:
      control.isReady = true;
      break;
    case 3:
      control.goodbye = readFlat(GOODBYE, bytes, control.goodbye);
      break;
    case 5:
      control.ackedPart = readFlat(ACKED_PART, bytes, control.ackedPart);
      break;
    case 6:
      control.replies.push(readReply(bytes));
      break;
    case 7:
      control.part = readFlat(PART, bytes, control.part);
      break;
  }
}

function readReply(bytes: Uint8Array): Reply {
  const reply: Reply = { command: 0, result: new Uint8Array() };
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (number === 1 && wireType === WireType.Varint) {
      reply.command = reader.uint32();
    } else if (number === 2 && wireType === WireType.LengthDelimited) {
      reply.result = reader.bytes();
    } else if (number === 3 && wireType === WireType.LengthDelimited) {
      reply.result = readFlat(FAILURE, reader.bytes());
    } else {
      skipField(reader, wireType, reader.len);
    }
  }
  checkEnd(reader, reader.len);
  return reply;
}
