import type { DescField, DescMessage } from "@bufbuild/protobuf";
import type { Fields } from "./codec.js";
import type { Copy } from "./copy.js";
import type { StateCopy } from "./state-copy.js";
import type { Desync } from "./wire-messages.js";

// Loaded only when a server looks for desyncs, so that it weighs on no player of one that does not.
// It imports types alone: bundlers would cut code that it shares with the rest into a further file.

/** The longest text of a value, in UTF-16 code units. */
const MAX_TEXT = 60;

/**
 * Compares a copy with what the server says that it should be, and tells the console where they
 * first differ.
 *
 * @param tick - the tick that the copy is of
 */
export function findDesync(copy: StateCopy, should: StateCopy, tick: number): Desync | undefined {
  const names = new Set([...copy.copies.keys(), ...should.copies.keys()]);
  for (const name of [...names].sort((a, b) => a - b)) {
    const [ours, theirs] = [copy.copies.get(name), should.copies.get(name)];
    const field = differingField(ours, theirs);
    // Until the copy is complete, what is doubtful is shown although the server may not have it.
    if (field !== undefined && ours?.isDoubtful !== true) {
      return tell({ tick, name, ours, theirs, field });
    }
  }
  return undefined;
}

interface Difference {
  readonly tick: number;
  readonly name: number;
  readonly ours: Copy | undefined;
  readonly theirs: Copy | undefined;
  /** "whole" where only one side has the copy. */
  readonly field: DescField | "whole";
}

function tell({ tick, name, ours, theirs, field }: Difference): Desync {
  const member = (ours ?? theirs)?.of.name;
  const where = field === "whole" ? "" : `.${field.localName}`;
  const [here, there] = [textOf(ours, field), textOf(theirs, field)];
  console.error(
    `Rondo: at tick ${tick}, ${member} ${name}${where} is ${here} here and ${there} at the server, ` +
      "which now sends the state again.",
  );
  return { tick, name, field: field === "whole" ? 0 : field.number, held: here };
}

function differingField(
  ours: Copy | undefined,
  theirs: Copy | undefined,
): DescField | "whole" | undefined {
  if (ours === undefined || ours.of.name !== theirs?.of.name) {
    return "whole";
  }
  return fieldsOf(ours.of.table.desc).find(
    (field) => !isSameField(field, ours.message, theirs.message),
  );
}

function fieldsOf(desc: DescMessage): readonly DescField[] {
  return [...desc.fields].sort((a, b) => a.number - b.number);
}

function isSameField(field: DescField, a: Fields, b: Fields): boolean {
  const [x, y] = [fieldValue(field, a), fieldValue(field, b)];
  if (x === undefined || y === undefined) {
    return isDefault(field, x ?? y);
  }
  return field.fieldKind === "list" || field.fieldKind === "map"
    ? isSameCollection(field, x, y)
    : isSameValue(field, x, y);
}

/** Lists as well as maps, which protobuf-es keeps as objects. */
function isSameCollection(field: DescField, x: unknown, y: unknown): boolean {
  const [xs, ys] = [Object.entries(x ?? {}), new Map(Object.entries(y ?? {}))];
  return (
    xs.length === ys.size &&
    xs.every(([key, value]) => ys.has(key) && isSameValue(field, value, ys.get(key)))
  );
}

function isSameValue({ message }: DescField, x: unknown, y: unknown): boolean {
  if (message !== undefined) {
    return message.fields.every((field) => isSameField(field, x as Fields, y as Fields));
  }
  if (x instanceof Uint8Array && y instanceof Uint8Array) {
    return x.length === y.length && x.every((byte, i) => byte === y[i]);
  }
  // Zeros are the same whatever their sign, because one of them may be a default.
  return x === y || (Number.isNaN(x) && Number.isNaN(y));
}

/** Whether a value says the same as one that is not set. */
function isDefault(field: DescField, value: unknown): boolean {
  if (typeof value !== "object" || value === null) {
    const isLongText = "longAsString" in field && field.longAsString;
    const zeros: readonly unknown[] = [undefined, 0, 0n, false, isLongText ? "0" : ""];
    return zeros.includes(value);
  }
  return field.fieldKind === "message"
    ? field.message.fields.every((inner) => isDefault(inner, fieldValue(inner, value as Fields)))
    : Object.keys(value).length === 0;
}

/** What a field holds; undefined for a message, or a case of a oneof, that is not set. */
function fieldValue({ oneof, localName }: DescField, message: Fields): unknown {
  if (oneof === undefined) {
    return message[localName];
  }
  const chosen = message[oneof.localName] as { readonly case?: string; readonly value?: unknown };
  return chosen.case === localName ? chosen.value : undefined;
}

function textOf(copy: Copy | undefined, field: DescField | "whole"): string {
  if (copy === undefined || field === "whole") {
    return copy === undefined ? "missing" : "present";
  }
  const text = JSON.stringify(fieldValue(field, copy.message) ?? "not set", (_, part: unknown) =>
    typeof part === "bigint" ? String(part) : part,
  );
  return text.slice(0, MAX_TEXT);
}
