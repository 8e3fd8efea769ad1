import { BinaryReader } from "@bufbuild/protobuf/wire";
import { readMessage, type Table, writeMessage } from "./table.js";

/** A message that is one of several: the contract's command, its event, or its reply. */
export interface Choice {
  readonly table: Table;
  /** The property that holds the oneof. */
  readonly name: string;
  readonly cases: readonly string[];
}

/** What a choice holds. */
export interface Chosen {
  /** Undefined when this contract does not know the case: it comes from a newer one. */
  readonly kind: string | undefined;
  readonly value: unknown;
}

/** Reads a choice. Throws when the bytes are none. */
export function readChoice({ table, name }: Choice, payload: Uint8Array): Chosen {
  const message = readMessage(table, new BinaryReader(payload));
  // The table has put a oneof there.
  const { case: kind, value } = message[name] as { case?: string; value?: unknown };
  return { kind, value };
}

/** @throws TypeError when there is no such case */
export function writeChoice(choice: Choice | undefined, kind: string, init: unknown): Uint8Array {
  if (choice === undefined || !choice.cases.includes(kind)) {
    throw new TypeError(`kind: ${kind} (expected: ${choice?.cases.join(", ") ?? "none"})`);
  }
  return writeMessage(choice.table, { [choice.name]: { case: kind, value: init } });
}
