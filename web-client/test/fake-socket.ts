import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import type { WebSocketLike } from "../src/index.js";
import { type ClientFrame, ClientFrameSchema, ServerFrameSchema } from "./gen/rondo/v1/wire_pb.js";
import { StateSchema } from "./gen/vectors_pb.js";

type Listener = (event: never) => void;

/** What a client sent, and when by the (fake) clock. */
export interface Sent {
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly frame: ClientFrame;
}

/** A WebSocket in the test's hands: the test does what the server and the network would. */
export class FakeSocket implements WebSocketLike {
  binaryType = "blob";
  readyState = 0;
  readonly url: string;
  readonly protocol: string;
  readonly sent: Sent[] = [];
  closedWith: number | undefined;
  readonly #listeners: { readonly type: string; readonly listener: Listener }[] = [];

  constructor(url: string, protocol: string) {
    this.url = url;
    this.protocol = protocol;
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.push({ type, listener });
  }

  send(bytes: Uint8Array): void {
    const frame = fromBinary(ClientFrameSchema, bytes);
    this.sent.push({ at: performance.now(), bytes, frame });
  }

  close(code = 1005): void {
    this.readyState = 2;
    this.closedWith ??= code;
  }

  open(): void {
    this.readyState = 1;
    this.#emit("open", {});
  }

  /** A message comes: a frame, or whatever else. */
  receive(data: Uint8Array<ArrayBuffer> | string): void {
    this.#emit("message", { data: typeof data === "string" ? data : data.buffer });
  }

  /** The connection ends. */
  end(code: number, reason = ""): void {
    this.readyState = 3;
    this.#emit("close", { code, reason });
  }

  #emit(type: string, event: object): void {
    for (const entry of this.#listeners.filter((entry) => entry.type === type)) {
      entry.listener(event as never);
    }
  }
}

export const WELCOME = { room: "vectors-1", player: 100, tickNanos: 50_000_000 };

/** The bytes of a frame of the vectors' contract. */
export function frameOf(
  frame: MessageInitShape<typeof ServerFrameSchema>,
  state: MessageInitShape<typeof StateSchema> = {},
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...toBinary(ServerFrameSchema, create(ServerFrameSchema, frame)),
    ...toBinary(StateSchema, create(StateSchema, state)),
  ]);
}
