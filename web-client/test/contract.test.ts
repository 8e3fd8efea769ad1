import type { DescMessage } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { contractOf } from "../src/contract.js";
import { checkContract } from "../src/contract-rules.js";
import { RondoError } from "../src/index.js";
import { file_contracts } from "./gen/contracts_pb.js";
import { VectorsSchema } from "./gen/vectors_pb.js";

function contract(name: string): DescMessage {
  const found = file_contracts.messages.find((message) => message.name === name);
  if (found === undefined) {
    throw new Error(`contracts.proto has no ${name}.`);
  }
  return found;
}

describe("a contract", () => {
  test("is read from its descriptor", () => {
    const { name, version, join, input, command, state, event, reply } = contractOf(VectorsSchema);

    expect(name).toBe("rondo.vectors.Vectors");
    expect(version).toBe(3);
    expect(join?.desc.name).toBe("Join");
    expect(input?.desc.name).toBe("Input");
    expect(command).toMatchObject({ name: "command", cases: ["say", "pick", "draw"] });
    expect(event).toMatchObject({ name: "event", cases: ["bang", "note", "picture"] });
    expect(reply).toMatchObject({ name: "reply", cases: ["pick", "say"] });
    expect(state.map((field) => [field.kind, field.name, field.number])).toEqual([
      ["set", "things", 8],
      ["set", "markers", 9],
      ["single", "weather", 10],
      ["single", "clock", 99],
    ]);
  });

  test("is compiled once", () => {
    expect(contractOf(VectorsSchema)).toBe(contractOf(VectorsSchema));
  });

  test("may have no parts at all", () => {
    checkContract(contract("Bare"));

    expect(contractOf(contract("Bare"))).toMatchObject({ version: 1, state: [] });
  });

  test("may have a state that contains itself, steps in nested messages, and any numbers", () => {
    checkContract(contract("Free"));

    expect(contractOf(contract("Free"))).toMatchObject({ version: 4294967295 });
  });

  test("with one of everything is right", () => {
    checkContract(VectorsSchema);
  });

  test("is no other message", () => {
    expect(() => contractOf(contract("NoVersion"))).toThrow(
      expect.objectContaining({
        code: "bad_contract",
        message: expect.stringContaining("rondo.contracts.NoVersion is no contract"),
      }),
    );
  });
});

/** Where each is broken, and what the developer is told to do. */
const broken: readonly (readonly [name: string, where: string, problem: RegExp])[] = [
  ["NoVersion", "NoVersion", /the version 0 .*Write option \(rondo\.room\)/],
  ["VersionZero", "VersionZero", /the version 0 \(expected: 1 or more\)/],
  ["UnknownPart", "UnknownPart.players", /no part of a contract \(expected: join, input/],
  ["ScalarPart", "ScalarPart.join", /is not a message/],
  ["RepeatedPart", "RepeatedPart.input", /is not a message/],
  ["ImplicitPart", "ImplicitInput.turn", /implicit.*edition = "2023"/],
  ["ImplicitDeep", "ImplicitInput.turn", /implicit.*edition = "2023"/],
  ["RequiredField", "RequiredField.Join.name", /required presence/],
  ["GroupField", "GroupField.State.single", /a group .*Remove features\.message_encoding/],
  ["LowNumber", "LowNumber.State.single", /the number 7 \(expected: 8 to 99/],
  ["HighNumber", "HighNumber.State.single", /the number 100 \(expected: 8 to 99/],
  ["ScalarState", "ScalarState.State.score", /neither an entity set/],
  ["MapState", "MapState.State.things", /neither an entity set/],
  ["OneofState", "OneofState.State.lobby", /neither an entity set/],
  ["NoId", "Empty", /has no "uint32 id = 1"/],
  ["OtherId", "OtherId.Thing", /has no "uint32 id = 1"/],
  ["IdInOtherField", "IdInOtherField.Thing", /has no "uint32 id = 1"/],
  ["EmptyCommand", "Empty", /0 fields and oneofs \(expected: one oneof\)/],
  ["PlainEvent", "PlainEvent.Event", /2 fields and oneofs \(expected: one oneof\)/],
  [
    "StrayReply",
    "StrayReply.Reply",
    /the case sold, of which there is no command \(expected: buy\)/,
  ],
  ["ReplyAlone", "ReplyAlone.Reply", /the case sold, of .*expected: none/],
  ["WrappedScalar", "WrappedScalar.Input.turn", /is a google\.protobuf\.FloatValue, which not/],
  ["StepInInput", "StepInInput.Input.turn", /a step outside of the state/],
  ["StepOnFloat", "StepOnFloat.Single.x", /a type that cannot count steps/],
  ["StepOn64Bits", "StepOn64Bits.Single.x", /a type that cannot count steps/],
  ["StepInList", "StepInList.Single.x", /a step in a list, map or oneof/],
  ["StepInOneof", "StepInOneof.Single.x", /a step in a list, map or oneof/],
  ["StepZero", "StepZero.Single.x", /the step 0 \(expected: finite, above 0\)/],
  ["StepInfinite", "StepInfinite.Single.x", /the step Infinity \(expected: finite, above 0\)/],
];

test.each(broken)("%s is refused at %s", (name, where, problem) => {
  let thrown: unknown;
  try {
    checkContract(contract(name));
  } catch (error) {
    thrown = error;
  }

  expect(thrown).toBeInstanceOf(RondoError);
  expect(thrown).toMatchObject({ code: "bad_contract", message: expect.stringMatching(problem) });
  expect(thrown).toMatchObject({ message: expect.stringContaining(`rondo.contracts.${where}: `) });
});
