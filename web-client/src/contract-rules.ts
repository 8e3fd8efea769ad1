import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence as Presence } from "@bufbuild/protobuf/wkt";
import { RondoError } from "./errors.js";
import { stepOf, versionOf } from "./options.js";
import { FIRST_STATE_FIELD, ID_FIELD, LAST_STATE_FIELD } from "./state-copy.js";
import { isCountable } from "./table.js";

// For rondo-types, so that a page need not load and check what was found to be right when it was made.

const PARTS = ["join", "input", "command", "state", "event", "reply"];

/** Messages that protobuf-es shows as something else than messages. */
const SHOWN_OTHERWISE = /^google\.protobuf\.(\w*Value|Struct)$/;

/**
 * Checks that a message keeps the rules of docs/WIRE.md, section 1.
 *
 * @throws RondoError `bad_contract`, with where it does not, how, and what to do
 */
export function checkContract(desc: DescMessage): void {
  const version = versionOf(desc) ?? 0;
  if (version < 1) {
    throw badContract(
      desc.typeName,
      `has the version ${version} (expected: 1 or more). Write option (rondo.room) = {version: 1} into it.`,
    );
  }
  for (const field of desc.fields) {
    if (!PARTS.includes(field.name)) {
      throw badContract(nameOf(field), `is no part of a contract (expected: ${PARTS.join(", ")}).`);
    }
    if (field.fieldKind !== "message") {
      throw badContract(nameOf(field), "is not a message. Wrap what it holds in a message.");
    }
    checkMessages(field.message, field.name === "state");
  }
  partOf(desc, "state")?.fields.forEach(checkStateField);
  const commands = casesOf(partOf(desc, "command"));
  casesOf(partOf(desc, "event"));
  checkReply(partOf(desc, "reply"), commands);
}

function badContract(where: string, problem: string): RondoError {
  return new RondoError("bad_contract", `${where}: ${problem}`);
}

function partOf(desc: DescMessage, name: string): DescMessage | undefined {
  return desc.fields.find((field) => field.name === name)?.message;
}

/** The cases of a part that is one of several. */
function casesOf(desc: DescMessage | undefined): readonly string[] {
  const [oneof] = desc?.oneofs ?? [];
  if (desc !== undefined && (oneof === undefined || desc.members.length !== 1)) {
    throw badContract(
      desc.typeName,
      `has ${desc.members.length} fields and oneofs (expected: one oneof). Put every case into it.`,
    );
  }
  return oneof?.fields.map((field) => field.name) ?? [];
}

/** A reply is for a command of the same name. */
function checkReply(reply: DescMessage | undefined, commands: readonly string[]): void {
  const stray = casesOf(reply).find((name) => !commands.includes(name));
  if (reply !== undefined && stray !== undefined) {
    throw badContract(
      reply.typeName,
      `has the case ${stray}, of which there is no command (expected: ${commands.join(", ") || "none"}). ` +
        "Name it like the command that it replies to.",
    );
  }
}

function checkStateField(field: DescField): void {
  const { number } = field;
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
  }
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

/** Checks every field that may occur below a message of a contract. */
function checkMessages(desc: DescMessage, isState: boolean, seen = new Set<DescMessage>()) {
  if (seen.has(desc)) {
    return;
  }
  seen.add(desc);
  for (const field of desc.fields) {
    checkEncoding(field);
    checkStep(field, isState);
    if (field.message !== undefined) {
      checkType(field, field.message);
      checkMessages(field.message, isState, seen);
    }
  }
}

function checkEncoding(field: DescField): void {
  const isPlain = field.fieldKind === "scalar" || field.fieldKind === "enum";
  if (isPlain && field.presence !== Presence.EXPLICIT) {
    throw badContract(
      nameOf(field),
      "has implicit or required presence, so a client could not see it go back to its default " +
        '(expected: explicit). Write edition = "2023" at the top of its file.',
    );
  }
  if ("delimitedEncoding" in field && field.delimitedEncoding) {
    throw badContract(
      nameOf(field),
      "is encoded as a group (expected: length-prefixed). Remove features.message_encoding.",
    );
  }
}

function checkType(field: DescField, { typeName }: DescMessage): void {
  if (SHOWN_OTHERWISE.test(typeName)) {
    throw badContract(
      nameOf(field),
      `is a ${typeName}, which not all sides show alike. Make it a message of your own.`,
    );
  }
}

function checkStep(field: DescField, isState: boolean): void {
  const step = stepOf(field);
  if (step === undefined) {
    return;
  }
  if (!isState) {
    throw badContract(nameOf(field), "has a step outside of the state. Remove the step.");
  }
  if (field.fieldKind !== "scalar" || field.oneof !== undefined) {
    throw badContract(
      nameOf(field),
      "has a step in a list, map or oneof. Make it a field of its own, or remove the step.",
    );
  }
  if (!isCountable(field.scalar)) {
    throw badContract(
      nameOf(field),
      "has a step on a type that cannot count steps. Make it int32, sint32, sfixed32, uint32 or " +
        "fixed32, or remove the step.",
    );
  }
  if (!(step > 0 && step < Number.POSITIVE_INFINITY)) {
    throw badContract(nameOf(field), `has the step ${step} (expected: finite, above 0).`);
  }
}

function nameOf(field: DescField): string {
  return `${field.parent.typeName}.${field.name}`;
}
