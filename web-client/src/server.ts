import type { WebSocketConstructor } from "./connection.js";

/** A server, and what this runtime reaches it with. */
export interface Server {
  /** `http` or `https`; the path ends with a slash. */
  readonly url: URL;
  readonly fetch: typeof globalThis.fetch;
  readonly webSocket: WebSocketConstructor;
}
