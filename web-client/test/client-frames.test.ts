import { type DescMessage, fromBinary, fromJson, toJson } from "@bufbuild/protobuf";
import { BinaryReader } from "@bufbuild/protobuf/wire";
import { describe, expect, test } from "vitest";
import { writeClientFrame } from "../src/client-frame.js";
import { readMessage, tableOf } from "../src/table.js";
import {
  type ClientFrame,
  ClientFrameSchema,
  PartSchema,
  CommandSchema as WireCommandSchema,
  InputSchema as WireInputSchema,
} from "./gen/rondo/v1/wire_pb.js";
import { CommandSchema, InputSchema } from "./gen/vectors_pb.js";
import { badVectors, bytesOf, clientVectors, fieldsOf, piecesOf } from "./vectors.js";

function read(desc: DescMessage, bytes: Uint8Array) {
  return readMessage(tableOf(desc), new BinaryReader(bytes), bytes.length);
}

describe.each(clientVectors)("$name", (vector) => {
  const { message, inputs = [], commands = [] } = vector;
  const frame = fromBinary(ClientFrameSchema, bytesOf(vector.frame));

  test("is annotated piece by piece", () => {
    expect(piecesOf(vector)).toBe(vector.frame);
  });

  test("is the frame that it says", () => {
    expect(toJson(ClientFrameSchema, frame)).toEqual(message);
    expect(read(ClientFrameSchema, bytesOf(vector.frame))).toEqual(
      fromJson(ClientFrameSchema, message),
    );
  });

  test("can be written", () => {
    const { applied, leave, part } = frame;
    const inputs = frame.inputs.map(({ sequence, seenTick, payload }) => {
      return { sequence, seenTick, payload };
    });
    const commands = frame.commands.map(({ sequence, payload, asks }) => {
      return { sequence, payload, asks };
    });

    const bytes = writeClientFrame({
      applied,
      inputs,
      commands,
      leave,
      part,
    });

    expect(viewOf(fromBinary(ClientFrameSchema, bytes))).toEqual(viewOf(frame));
  });

  test("holds the payloads that it says", () => {
    const heldInputs = frame.inputs.map(({ payload }) => fromBinary(InputSchema, payload));
    const heldCommands = frame.commands.map(({ payload }) => fromBinary(CommandSchema, payload));

    expect(heldInputs.map((input) => toJson(InputSchema, input))).toEqual(inputs);
    expect(heldCommands.map((command) => toJson(CommandSchema, command))).toEqual(commands);
    if (vector.part !== undefined) {
      const payload = fromBinary(CommandSchema, frame.part?.payload ?? new Uint8Array());
      expect(toJson(CommandSchema, payload)).toEqual(vector.part);
    }
  });
});

describe.each(badVectors)("$name", (vector) => {
  test("is annotated piece by piece", () => {
    expect(piecesOf(vector)).toBe(vector.frame);
  });

  test("is refused by the SDK's reader too", () => {
    const readFrame = () => read(ClientFrameSchema, bytesOf(vector.frame));

    if (vector.layer === "frame") {
      expect(readFrame).toThrow();
    } else {
      expect(() => readPayloads(bytesOf(vector.frame))).toThrow();
      expect(readFrame).not.toThrow();
    }
  });
});

/** What a frame says, whether or not it says defaults. */
function viewOf({ applied, inputs, commands, leave, part }: ClientFrame) {
  return {
    applied,
    inputs: inputs.map((input) => fieldsOf(WireInputSchema, input)),
    commands: commands.map((command) => fieldsOf(WireCommandSchema, command)),
    leaves: leave !== undefined,
    part: part && fieldsOf(PartSchema, part),
  };
}

function readPayloads(bytes: Uint8Array): void {
  const { inputs, commands, part } = fromBinary(ClientFrameSchema, bytes);
  for (const { payload } of inputs) {
    read(InputSchema, payload);
  }
  for (const { payload } of commands) {
    read(CommandSchema, payload);
  }
  if (part !== undefined) {
    read(CommandSchema, part.payload);
  }
}
