import type { DescMessage } from "@bufbuild/protobuf";
import type { Contract } from "./contract.js";
import { RondoError } from "./errors.js";

/**
 * Compares a contract with the list of the server's, which is another one.
 *
 * @throws RondoError `contract_differs` when they do not fit: both know a field, and not as the same
 */
export function checkFit({ desc, list }: Contract, theirs: readonly string[]): void {
  const ourTypes = typesOf(list);
  const theirTypes = typesOf(theirs);
  for (const [path, type] of ourTypes) {
    const theirType = theirTypes.get(path);
    if (theirType !== undefined && theirType !== type) {
      throw new RondoError(
        "contract_differs",
        `${fieldAt(desc, path)} is ${type} here and ${theirType} at the server (${path}). ` +
          `${adviceFor(ourTypes, theirTypes)} A field whose type changes wants a new ` +
          "number, or the contract a new version.",
      );
    }
  }
}

/** The types of fields, by the way to them. */
type Types = ReadonlyMap<string, string>;

function adviceFor(ours: Types, theirs: Types): string {
  const isServerOlder = lacks(theirs, ours);
  if (isServerOlder === lacks(ours, theirs)) {
    return "Build the server and this client again, from the same .proto.";
  }
  return isServerOlder
    ? "The server is older: build it again."
    : "This client is older: make its types again from the server's .proto, and build it again.";
}

/** Whether one side has not all of the fields of the other. */
function lacks(some: Types, others: Types): boolean {
  return [...others.keys()].some((path) => !some.has(path));
}

function typesOf(list: readonly string[]): Types {
  return new Map(list.map((line) => line.split("=") as [path: string, type: string]));
}

/** The full name of the field that a path leads to. */
function fieldAt(contract: DescMessage, path: string): string {
  const [part, ...numbers] = path.split(".");
  let field = contract.fields.find(({ name }) => name === part);
  for (const number of numbers) {
    field = field?.message?.fields.find((inner) => inner.number === Number(number));
  }
  return field === undefined ? path : `${field.parent.typeName}.${field.name}`;
}
