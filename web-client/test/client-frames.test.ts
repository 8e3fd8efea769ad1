import { type DescMessage, fromBinary, fromJson, toJson } from "@bufbuild/protobuf";
import { BinaryReader } from "@bufbuild/protobuf/wire";
import { describe, expect, test } from "vitest";
import { ClientFrameSchema } from "../src/gen/rondo/v1/wire_pb.js";
import { readMessage } from "../src/message.js";
import { tableOf } from "../src/table.js";
import { CommandSchema, InputSchema } from "./gen/vectors_pb.js";
import { badVectors, bytesOf, clientVectors, piecesOf } from "./vectors.js";

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

  test("holds the payloads that it says", () => {
    const heldInputs = frame.inputs.map(({ payload }) => fromBinary(InputSchema, payload));
    const heldCommands = frame.commands.map((payload) => fromBinary(CommandSchema, payload));

    expect(heldInputs.map((input) => toJson(InputSchema, input))).toEqual(inputs);
    expect(heldCommands.map((command) => toJson(CommandSchema, command))).toEqual(commands);
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

function readPayloads(bytes: Uint8Array): void {
  const { inputs, commands } = fromBinary(ClientFrameSchema, bytes);
  for (const { payload } of inputs) {
    read(InputSchema, payload);
  }
  for (const payload of commands) {
    read(CommandSchema, payload);
  }
}
