import type { DescMessage } from "@bufbuild/protobuf";
import type { Contract } from "./contract.js";
import { nameOf } from "./contract-rules.js";
import { RondoError } from "./errors.js";

/**
 * Compares a contract with the list of the server's, which is another one.
 *
 * @throws RondoError `contract_differs` when they do not fit: both know a field, and not as the same
 */
export function checkFit({ desc, list }: Contract, theirs: readonly string[]): void {
  const ourTypes = typesOf(list);
  const theirTypes = typesOf(theirs);
  const knowsMore = [...ourTypes.keys()].some((path) => !theirTypes.has(path));
  const knowsLess = [...theirTypes.keys()].some((path) => !ourTypes.has(path));
  for (const [path, type] of ourTypes) {
    const theirType = theirTypes.get(path);
    if (theirType !== undefined && theirType !== type) {
      throw new RondoError(
        "contract_differs",
        `${fieldAt(desc, path)} is ${type} here and ${theirType} at the server (${path}). ` +
          `${adviceFor(knowsMore, knowsLess)} A field whose type changes wants a new ` +
          "number, or the contract a new version.",
      );
    }
  }
}

/** The older side is the one that lacks fields. */
function adviceFor(knowsMore: boolean, knowsLess: boolean): string {
  if (knowsMore === knowsLess) {
    return "Build the server and this client again, from the same .proto.";
  }
  return knowsMore
    ? "The server is older: build it again."
    : "This client is older: make its types again from the server's .proto, and build it again.";
}

function typesOf(list: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    list.map((line) => {
      const [path = "", type = ""] = line.split("=");
      return [path, type];
    }),
  );
}

/** The full name of the field that a path leads to. */
function fieldAt(contract: DescMessage, path: string): string {
  const [part, ...numbers] = path.split(".");
  let field = contract.fields.find(({ name }) => name === part);
  for (const number of numbers) {
    field = field?.message?.fields.find((inner) => inner.number === Number(number));
  }
  return field === undefined ? path : nameOf(field);
}
