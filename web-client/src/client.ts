import type { Message } from "@bufbuild/protobuf";
import type { GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { WebSocketConstructor } from "./connection.js";
import { contractOf } from "./contract.js";
import { RondoError } from "./errors.js";
import { LiveRoom } from "./live-room.js";
import type { Room } from "./room.js";
import { askSeat, type JoinRequest } from "./seat.js";
import type { Server } from "./server.js";
import type { JoinArguments } from "./types.js";

/** How long joining may take, from the request until the room's state is complete. */
const JOIN_MILLIS = 10_000;

/** What a client uses of its runtime. */
export interface RondoClientOptions {
  /** Makes WebSockets; the runtime's `WebSocket` unless given. Node has one from 22 on. */
  readonly webSocket?: WebSocketConstructor;

  /** Sends HTTP requests; the runtime's `fetch` unless given. */
  readonly fetch?: typeof globalThis.fetch;
}

/** A Rondo server, as a client sees it. */
export class RondoClient {
  readonly #url: URL;
  readonly #options: RondoClientOptions;

  /**
   * @param server - the server's URL, `http` or `https`. A page that the server itself serves passes
   *   `location.origin`; a path is kept as a prefix, for servers behind a proxy.
   * @param options - for runtimes that lack something, and for tests
   * @throws TypeError when the URL is not one of `http` or `https`
   */
  constructor(server: string | URL, options: RondoClientOptions = {}) {
    this.#url = serverUrl(server);
    this.#options = options;
  }

  /**
   * Joins a room of a type: one that has a free seat, or a new one.
   *
   * @param roomType - the name under which the server has the room type
   * @param schema - the contract's generated schema, from which all types of the room are inferred
   * @param join - what the player brings along, when the contract has a `join`
   * @returns the room, once all of its state is here
   * @throws RondoError when that fails, or takes longer than 10 seconds
   */
  async joinOrCreate<C extends Message>(
    roomType: string,
    schema: GenMessage<C>,
    ...[join]: JoinArguments<C>
  ): Promise<Room<C>> {
    const contract = contractOf(schema);
    const server: Server = {
      url: this.#url,
      fetch: this.#options.fetch ?? fetch,
      webSocket: this.#options.webSocket ?? runtimeWebSocket(),
    };
    const abort = new AbortController();
    const { promise: late, cancel } = timeout(this.#url, abort);
    try {
      return await Promise.race([
        late,
        joinRoom<C>(server, { roomType, contract, join }, abort.signal),
      ]);
    } finally {
      cancel();
    }
  }
}

async function joinRoom<C extends Message>(
  server: Server,
  request: JoinRequest,
  signal: AbortSignal,
): Promise<Room<C>> {
  const seat = await askSeat(server, request, signal);
  // A fetch that was given may ignore the signal, and a seat that comes too late is not claimed.
  signal.throwIfAborted();
  return new Promise((ready, failed) => {
    try {
      const room = new LiveRoom<C>(request.contract, server, seat, { ready, failed });
      signal.addEventListener("abort", () => room.abandon());
    } catch (cause) {
      throw notOpened(seat, cause);
    }
  });
}

function serverUrl(server: string | URL): URL {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new TypeError(`server: ${server} (expected: an http or https URL)`);
  }
  // "join/…" is resolved against it, which would take the place of a last segment without slash.
  url.pathname = url.pathname.replace(/\/*$/, "/");
  return url;
}

function runtimeWebSocket(): WebSocketConstructor {
  if ("WebSocket" in globalThis) {
    return globalThis.WebSocket;
  }
  throw new RondoError(
    "no_websocket",
    "This runtime has no WebSocket. Pass one: new RondoClient(url, { webSocket: WebSocket }) with " +
      'import { WebSocket } from "ws". Node has its own from version 22 on.',
  );
}

function notOpened(seat: URL, cause: unknown): RondoError {
  const problem = cause instanceof Error ? cause.message : String(cause);
  return new RondoError(
    "upgrade_refused",
    `This runtime does not open ${seat.protocol}//${seat.host} (${problem}). A page over https may ` +
      "open wss only: serve Rondo behind TLS too.",
    { cause },
  );
}

/** Ends a join that takes too long: everything that hangs on the signal gives up. */
function timeout(server: URL, abort: AbortController): { promise: Promise<never>; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      abort.abort();
      reject(
        new RondoError(
          "timeout",
          `Joining at ${server.origin} took longer than ${JOIN_MILLIS / 1000} s. Check that the ` +
            "server is well and reachable, and try again.",
        ),
      );
    }, JOIN_MILLIS);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}
