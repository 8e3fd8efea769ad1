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
  const inner = message === undefined || around.includes(message) ? [] : message.fields;
  return [
    `${path}=${typeOf(field)}`,
    ...inner.flatMap((field) =>
      linesOf(`${path}.${field.number}`, field, message ? [...around, message] : around),
    ),
  ];
}

function typeOf(field: DescField): string {
  const type = valueTypeOf(field);
  switch (field.fieldKind) {
    case "list":
      return `repeated ${type}`;
    case "map":
      return `map<${scalarName(field.mapKey)},${type}>`;
    default:
      return type + stepSuffix(field);
  }
}

function valueTypeOf({ message, scalar }: DescField): string {
  if (message !== undefined) {
    return "message";
  }
  return scalar === undefined ? "enum" : scalarName(scalar);
}

function stepSuffix(field: DescField): string {
  const step = stepOf(field);
  if (step === undefined) {
    return "";
  }
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, step);
  return `*${hexOf(bits.getUint32(0), 8)}${hexOf(bits.getUint32(4), 8)}`;
}

function hexOf(number: number, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}
