import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence as Presence } from "@bufbuild/protobuf/wkt";
import { RondoError } from "./errors.js";
import { stepOf } from "./options.js";
import { isCountable } from "./table.js";

/** The error of a contract that breaks a rule of docs/WIRE.md, section 1: where, what, what to do. */
export function badContract(where: string, problem: string): RondoError {
  return new RondoError("bad_contract", `${where}: ${problem}`);
}

/** Checks every field that may occur below a message of a contract. */
export function checkMessages(desc: DescMessage, isState: boolean, seen = new Set<DescMessage>()) {
  if (seen.has(desc)) {
    return;
  }
  seen.add(desc);
  for (const field of desc.fields) {
    checkEncoding(field);
    checkStep(field, isState);
    if (field.message !== undefined) {
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

export function nameOf(field: DescField): string {
  return `${field.parent.typeName}.${field.name}`;
}
