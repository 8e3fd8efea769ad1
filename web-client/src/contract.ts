import type { DescField, DescMessage } from "@bufbuild/protobuf";
import type { Choice } from "./choice.js";
import { listOf, sumOf } from "./contract-list.js";
import { RondoError } from "./errors.js";
import { versionOf } from "./options.js";
import type { StateField } from "./state-copy.js";
import { type Table, tableOf } from "./table.js";

/** What this client must know of a contract, compiled. */
export interface Contract {
  readonly desc: DescMessage;
  readonly name: string;
  readonly version: number;
  /** What of it a server must have the same, and the sum of that. */
  readonly list: readonly string[];
  readonly sum: string;
  readonly join: Table | undefined;
  readonly input: Table | undefined;
  readonly command: Choice | undefined;
  readonly state: readonly StateField[];
  readonly event: Choice | undefined;
  readonly reply: Choice | undefined;
}

const contracts = new WeakMap<DescMessage, Contract>();

/**
 * Reads a contract out of its descriptor. That it keeps the rules is checked where its types are made,
 * see contract-rules.ts.
 *
 * @throws RondoError `bad_contract` when it is none at all
 */
export function contractOf(desc: DescMessage): Contract {
  const known = contracts.get(desc);
  if (known !== undefined) {
    return known;
  }
  const version = versionOf(desc);
  if (version === undefined) {
    throw new RondoError(
      "bad_contract",
      `${desc.typeName} is no contract. Pass the schema of the message that has option (rondo.room).`,
    );
  }
  const part = (name: string) => desc.fields.find((field) => field.name === name)?.message;
  const list = listOf(desc);
  const contract: Contract = {
    desc,
    name: desc.typeName,
    version,
    list,
    sum: sumOf(list),
    join: tableOrNone(part("join")),
    input: tableOrNone(part("input")),
    command: choiceOf(part("command")),
    state: part("state")?.fields.flatMap(stateFieldOf) ?? [],
    event: choiceOf(part("event")),
    reply: choiceOf(part("reply")),
  };
  contracts.set(desc, contract);
  return contract;
}

function tableOrNone(desc: DescMessage | undefined): Table | undefined {
  return desc && tableOf(desc);
}

function choiceOf(desc: DescMessage | undefined): Choice | undefined {
  const [oneof] = desc?.oneofs ?? [];
  return (
    oneof && {
      table: tableOf(oneof.parent),
      name: oneof.localName,
      cases: oneof.fields.map((field) => field.localName),
    }
  );
}

function stateFieldOf(field: DescField): readonly StateField[] {
  const { number, localName: name, message, fieldKind } = field;
  const kind = fieldKind === "list" ? "set" : "single";
  return message === undefined ? [] : [{ kind, name, number, table: tableOf(message) }];
}
