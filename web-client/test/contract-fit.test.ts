import { describe, expect, test } from "vitest";
import { type Contract, contractOf } from "../src/contract.js";
import { checkFit } from "../src/contract-fit.js";
import { sumOf } from "../src/contract-list.js";
import { FreeSchema } from "./gen/contracts_pb.js";
import { HarbourSchema as NewerSchema } from "./gen/newer_pb.js";
import { HarbourSchema as OlderSchema } from "./gen/older_pb.js";
import { VectorsSchema } from "./gen/vectors_pb.js";
import { contractVectors } from "./vectors.js";

const contracts = new Map<string, Contract>(
  [VectorsSchema, NewerSchema, OlderSchema].map((desc) => [desc.typeName, contractOf(desc)]),
);

describe.each(contractVectors)("$name", ({ contract: name, lines, sum, servers }) => {
  const contract = contracts.get(name);
  if (contract === undefined) {
    throw new Error(`There is no ${name}.`);
  }

  test("has the list and the sum", () => {
    expect(contract.list).toEqual(lines);
    expect(contract.sum).toBe(sum);
    expect(sumOf(lines)).toBe(sum);
  });

  test.each(servers)("$why", ({ lines, differs: [first] }) => {
    const check = () => checkFit(contract, lines);

    if (first === undefined) {
      expect(check).not.toThrow();
    } else {
      const { client, server, path } = first;
      expect(check).toThrow(expect.objectContaining({ code: "contract_differs" }));
      expect(check).toThrow(`is ${client} here and ${server} at the server (${path})`);
    }
  });
});

describe("the list of a contract", () => {
  test("does not enter a message that it is in", () => {
    expect(contractOf(FreeSchema).list).toEqual([
      "state.8.1=repeated message",
      "state.8.2=message",
      "state.8.3=map<string,message>",
      "state.8.4=sint32*3fe0000000000000",
      "state.8.5=int64",
      "state.8.6=map<bool,string>",
      "state.8.7=map<sint64,bool>",
      "state.8=message",
      "state=message",
    ]);
  });
});

describe("contracts that differ", () => {
  const older = contractOf(OlderSchema);

  test.each<readonly [string, lack: readonly string[], more: readonly string[], advice: string]>([
    ["both know as much", [], [], "Build the server and this client again, from the same .proto."],
    ["the server knows more", [], ["state.80=message"], "This client is older: make its types"],
    ["this client knows more", ["state.8.3=string"], [], "The server is older: build it again."],
  ])("are told with the field's name and who is older: %s", (_, lack, more, advice) => {
    const theirs = older.list.filter((line) => !lack.includes(line));
    const list = [...theirs.filter((line) => !line.startsWith("state.8.2=")), ...more];

    expect(() => checkFit(older, [...list, "state.8.2=float"])).toThrow(advice);
    expect(() => checkFit(older, [...list, "state.8.2=float"])).toThrow(
      "rondo.vectors.older.Boat.x is sint32*3f847ae147ae147b here and float at the server",
    );
  });
});
