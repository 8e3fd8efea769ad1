import { readFileSync } from "node:fs";
import type { DescMessage, JsonObject } from "@bufbuild/protobuf";

// The golden vectors; protocol/vectors/README.md says what stands in them.

interface Vector {
  readonly name: string;
  readonly why: string;
}

interface Bytes {
  readonly frame: string;
  /** The same bytes, piece by piece: hex, a bar, what it is. */
  readonly bytes: readonly string[];
}

interface State {
  readonly [member: string]: JsonObject;
}

interface Event {
  readonly tick: number;
  readonly event: JsonObject;
}

export interface ServerStep extends Bytes {
  readonly tick: number;
  readonly acked: number;
  readonly ackedCommand?: number;
  readonly ackedPart?: JsonObject;
  readonly state: State;
  readonly stateAtEvents?: State;
  readonly events: readonly Event[];
  readonly replies?: readonly {
    readonly command: number;
    readonly reply?: JsonObject;
    readonly failure?: JsonObject;
  }[];
  readonly attachments?: readonly (Event & { readonly data: string })[];
  readonly desync?: { readonly tick: number; readonly name: number; readonly field: number };
  readonly control?: JsonObject;
}

export interface ServerVector extends Vector {
  readonly steps: readonly ServerStep[];
}

/** Of the histories that the server's tests have played. */
export interface HistoryVector extends Vector {
  readonly steps: readonly { readonly frame: string; readonly state?: State }[];
}

export interface ClientVector extends Vector, Bytes {
  readonly message: JsonObject;
  readonly inputs?: readonly JsonObject[];
  readonly commands?: readonly JsonObject[];
  readonly part?: JsonObject;
}

export interface BadVector extends Vector, Bytes {
  readonly layer: "frame" | "payload";
}

export interface ContractVector extends Vector {
  readonly contract: string;
  readonly lines: readonly string[];
  readonly sum: string;
  readonly servers: readonly {
    readonly why: string;
    readonly lines: readonly string[];
    readonly differs: readonly {
      readonly path: string;
      readonly client: string;
      readonly server: string;
    }[];
  }[];
}

export const serverVectors: readonly ServerVector[] = read("server-frames");
export const historyVectors: readonly HistoryVector[] = read("truth/histories");
export const clientVectors: readonly ClientVector[] = read("client-frames");
export const badVectors: readonly BadVector[] = read("bad-frames");
export const badServerVectors: readonly (Vector & Bytes)[] = read("bad-server-frames");
export const contractVectors: readonly ContractVector[] = read("contracts");

function read<V>(file: string): V {
  const path = new URL(`../../protocol/vectors/${file}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8"));
}

export function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(hex, "hex"));
}

/** The hex of the annotated pieces, which must be that of the frame. */
export function piecesOf({ bytes }: Bytes): string {
  return bytes.map((piece) => piece.slice(0, piece.indexOf(" |"))).join("");
}

/** The fields of a message as they are read, those that are not set with their defaults. */
export function fieldsOf(desc: DescMessage, message: object): Record<string, unknown> {
  const values: Record<string, unknown> = Object.create(message);
  return Object.fromEntries(desc.fields.map(({ localName }) => [localName, values[localName]]));
}
