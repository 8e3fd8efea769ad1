import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { stepOf } from "./options.js";
import { scalarName } from "./table.js";

/**
 * The list of a contract, which section 2.5 of docs/WIRE.md defines: a line for each field, with the
 * way to it and its type. Contracts whose lists are the same are the same to the wire.
 */
export function listOf(contract: DescMessage): readonly string[] {
  return contract.fields.flatMap((part) => linesOf(part.name, part, [])).sort();
}

/** The sum of a list: its 32-bit FNV-1a hash. All of a list is ASCII. */
export function sumOf(list: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const character of list.map((line) => `${line}\n`).join("")) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return hexOf(hash >>> 0, 8);
}

/** The line of a field, and those of the fields below, but for messages that it stands in itself. */
function linesOf(path: string, field: DescField, around: readonly DescMessage[]): string[] {
  const { message } = field;
  const line = `${path}=${typeOf(field)}`;
  if (message === undefined || around.includes(message)) {
    return [line];
  }
  const inside = [...around, message];
  const below = message.fields.flatMap((inner) =>
    linesOf(`${path}.${inner.number}`, inner, inside),
  );
  return [line, ...below];
}

function typeOf(field: DescField): string {
  const type = valueTypeOf(field);
  if (field.fieldKind === "list") {
    return `repeated ${type}`;
  }
  if (field.fieldKind === "map") {
    return `map<${scalarName(field.mapKey)},${type}>`;
  }
  const step = stepOf(field);
  return step === undefined ? type : `${type}*${bitsOf(step)}`;
}

function valueTypeOf({ message, scalar }: DescField): string {
  if (message !== undefined) {
    return "message";
  }
  return scalar === undefined ? "enum" : scalarName(scalar);
}

function bitsOf(double: number): string {
  const [bits] = new BigUint64Array(Float64Array.of(double).buffer);
  return hexOf(bits ?? 0n, 16);
}

function hexOf(number: number | bigint, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}
