import { describe, expect, test } from "vitest";
import { contractOf } from "../src/contract.js";
import { checkFit } from "../src/contract-fit.js";
import { sumOf } from "../src/contract-list.js";
import { FirstSchema, FreeSchema, OtherSchema, SecondSchema } from "./gen/contracts_pb.js";

const first = contractOf(FirstSchema);
const second = contractOf(SecondSchema);
const other = contractOf(OtherSchema);

describe("the list of a contract", () => {
  test("has a line for each field, with the way to it and its type", () => {
    expect(first.list).toEqual([
      "command.1.1=string",
      "command.1=message",
      "command=message",
      "state.8.1=uint32",
      "state.8.2=sint32*3f847ae147ae147b",
      "state.8=repeated message",
      "state=message",
    ]);
  });

  test("tells lists, maps and enums, and goes on below the values of maps", () => {
    expect(second.list).toEqual([
      "command.1.1=string",
      "command.1=message",
      "command=message",
      "state.8.1=uint32",
      "state.8.2=sint32*3f847ae147ae147b",
      "state.8.3=repeated enum",
      "state.8.4.1=string",
      "state.8.4=map<uint32,message>",
      "state.8=repeated message",
      "state=message",
    ]);
  });

  test("does not enter a message that it is in", () => {
    expect(contractOf(FreeSchema).list).toEqual([
      "state.8.1=repeated message",
      "state.8.2=message",
      "state.8.3=map<string,message>",
      "state.8.4=sint32*3fe0000000000000",
      "state.8.5=int64",
      "state.8=message",
      "state=message",
    ]);
  });

  test("has a sum", () => {
    expect(sumOf([])).toBe("811c9dc5");
    expect(sumOf(["foobar"])).toBe("061c9546");
    expect(first.sum).toBe(sumOf(first.list));
    expect(first.sum).not.toBe(second.sum);
  });
});

describe("contracts", () => {
  test("fit where one knows more than the other", () => {
    checkFit(first, second.list);
    checkFit(second, first.list);
    checkFit(first, []);
  });

  test.each([
    ["both are the same old", first, other.list, "Build the server and this client again"],
    ["this client knows more", second, other.list, "The server is older: build it again."],
    ["the server knows more", other, second.list, "This client is older: make its types again"],
  ])("do not fit where a field differs; %s", (_, ours, theirs, advice) => {
    expect(() => checkFit(ours, theirs)).toThrow(
      expect.objectContaining({
        code: "contract_differs",
        message: expect.stringContaining(advice),
      }),
    );
    expect(() => checkFit(ours, theirs)).toThrow(`${ours.name}.Ship.x is `);
  });
});
