import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import type { Choice } from "./choice.js";
import { listOf, sumOf } from "./contract-list.js";
import { badContract, checkMessages, nameOf } from "./contract-rules.js";
import { versionOf } from "./options.js";
import { FIRST_STATE_FIELD, ID_FIELD, LAST_STATE_FIELD, type StateField } from "./state-copy.js";
import { type Table, tableOf } from "./table.js";

/** What this client must know of a contract, checked and compiled. */
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

const PARTS = ["join", "input", "command", "state", "event", "reply"];

const contracts = new WeakMap<DescMessage, Contract>();

/**
 * Reads a contract out of its descriptor.
 *
 * @throws RondoError `bad_contract` when it breaks a rule of docs/WIRE.md, section 1
 */
export function contractOf(desc: DescMessage): Contract {
  const known = contracts.get(desc);
  if (known !== undefined) {
    return known;
  }
  checkParts(desc);
  const join = partOf(desc, "join");
  const input = partOf(desc, "input");
  const command = partOf(desc, "command");
  const state = partOf(desc, "state");
  const event = partOf(desc, "event");
  const reply = partOf(desc, "reply");
  const list = listOf(desc);
  const contract: Contract = {
    desc,
    name: desc.typeName,
    version: checkedVersion(desc),
    list,
    sum: sumOf(list),
    join: join && tableOf(join),
    input: input && tableOf(input),
    command: command && choiceOf(command),
    state: state?.fields.map(stateFieldOf) ?? [],
    event: event && choiceOf(event),
    reply: reply && choiceOf(reply),
  };
  checkReply(contract);
  contracts.set(desc, contract);
  return contract;
}

function checkParts(desc: DescMessage): void {
  for (const field of desc.fields) {
    if (!PARTS.includes(field.name)) {
      throw badContract(nameOf(field), `is no part of a contract (expected: ${PARTS.join(", ")}).`);
    }
    if (field.fieldKind !== "message") {
      throw badContract(nameOf(field), "is not a message. Wrap what it holds in a message.");
    }
    checkMessages(field.message, field.name === "state");
  }
}

function partOf(desc: DescMessage, name: string): DescMessage | undefined {
  return desc.fields.find((field) => field.name === name)?.message;
}

function checkedVersion(desc: DescMessage): number {
  const version = versionOf(desc) ?? 0;
  if (version < 1) {
    throw badContract(
      desc.typeName,
      `has the version ${version} (expected: 1 or more). Write option (rondo.room) = {version: 1} into it.`,
    );
  }
  return version;
}

function choiceOf(desc: DescMessage): Choice {
  const [oneof] = desc.oneofs;
  if (oneof === undefined || desc.members.length !== 1) {
    throw badContract(
      desc.typeName,
      `has ${desc.members.length} fields and oneofs (expected: one oneof). Put every case into it.`,
    );
  }
  const cases = oneof.fields.map((field) => field.localName);
  return { table: tableOf(desc), name: oneof.localName, cases };
}

/** A reply is for a command of the same name. */
function checkReply({ command, reply }: Contract): void {
  const commands = command?.cases ?? [];
  const stray = reply?.cases.find((name) => !commands.includes(name));
  if (reply !== undefined && stray !== undefined) {
    throw badContract(
      reply.table.desc.typeName,
      `has the case ${stray}, of which there is no command (expected: ${commands.join(", ") || "none"}). ` +
        "Name it like the command that it replies to.",
    );
  }
}

function stateFieldOf(field: DescField): StateField {
  const { number, localName: name } = field;
  if (number < FIRST_STATE_FIELD || number > LAST_STATE_FIELD) {
    throw badContract(
      nameOf(field),
      `has the number ${number} (expected: ${FIRST_STATE_FIELD} to ${LAST_STATE_FIELD}; the ` +
        "others belong to the frame around the state). Renumber it.",
    );
  }
  if (field.message === undefined || field.fieldKind === "map" || field.oneof !== undefined) {
    throw badContract(
      nameOf(field),
      "is neither an entity set (repeated message) nor a single (message). Put it into a message.",
    );
  }
  if (field.fieldKind === "list") {
    checkKey(field.message);
    return { kind: "set", name, number, table: tableOf(field.message) };
  }
  return { kind: "single", name, number, table: tableOf(field.message) };
}

function checkKey(desc: DescMessage): void {
  const key = desc.fields.find((field) => field.number === ID_FIELD);
  if (
    key?.name !== "id" ||
    key.fieldKind !== "scalar" ||
    key.scalar !== ScalarType.UINT32 ||
    key.oneof !== undefined
  ) {
    throw badContract(
      desc.typeName,
      `is the message of an entity set and has no "uint32 id = ${ID_FIELD}". Add it.`,
    );
  }
}
