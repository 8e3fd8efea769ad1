import { LOST } from "./codes.js";

/** The part of a browser's `WebSocket` that the SDK uses; that of the npm package `ws` fits too. */
export interface WebSocketLike {
  /** Set to `"arraybuffer"`, as which binary messages must then come. */
  binaryType: string;
  /** 1 when messages may be sent. */
  readonly readyState: number;
  /** Sends a binary message. */
  send(data: Uint8Array<ArrayBuffer>): void;
  /** Starts to close the connection. */
  close(code?: number): void;
  /** Hears that the connection is open, or that it failed; a close follows the latter. */
  addEventListener(type: "open" | "error", listener: () => void): void;
  /** Hears a message. */
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  /** Hears that the connection has ended, whoever ended it. */
  addEventListener(
    type: "close",
    listener: (event: { readonly code: number; readonly reason: string }) => void,
  ): void;
}

/** What makes WebSockets: that of a browser, or of a package where the runtime has none. */
export type WebSocketConstructor = new (url: string, protocol: string) => WebSocketLike;

/** What a connection reports. Nothing follows `onEnd`. */
export interface ConnectionEvents {
  readonly onMessage: (data: unknown) => void;
  /** `opened` is false when the connection never came about. */
  readonly onEnd: (code: number, reason: string, opened: boolean) => void;
}

const SUBPROTOCOL = "rondo.v1";
const OPEN = 1;

/** Without a message for so long, the connection is taken for dead. */
const SILENCE_MILLIS = 3000;

/** How long a page that notices silence waits for frames which came while it was busy or slept. */
const LATE_MILLIS = 250;

/** A WebSocket that notices when the other side is gone, and that ends once. */
export class Connection {
  readonly #socket: WebSocketLike;
  readonly #events: ConnectionEvents;
  #opened = false;
  #ended = false;
  #heardAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @throws DOMException or the like, when the runtime refuses to connect to the URL at all */
  constructor(webSocket: WebSocketConstructor, url: URL, events: ConnectionEvents) {
    this.#events = events;
    this.#socket = new webSocket(url.href, SUBPROTOCOL);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.addEventListener("open", () => {
      this.#opened = true;
      this.#heard();
      this.#watch();
    });
    this.#socket.addEventListener("message", ({ data }) => {
      if (!this.#ended) {
        this.#heard();
        this.#events.onMessage(data);
      }
    });
    this.#socket.addEventListener("close", ({ code, reason }) => this.#end(code, reason));
    // A close always follows. Without a listener, sockets of Node packages would end the process.
    this.#socket.addEventListener("error", () => {});
  }

  /** Sends a frame; one that comes when the connection is closing is lost like all on the way. */
  send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#socket.readyState === OPEN) {
      this.#socket.send(frame);
    }
  }

  /** Closes from this side. Nothing is reported any more, not even the end. */
  close(code: number): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#socket.close(code);
  }

  /** Something says that time may have passed without timers: looks at the silence now. */
  check(): void {
    if (this.#opened && !this.#ended) {
      clearTimeout(this.#timer);
      this.#watch();
    }
  }

  #heard(): void {
    this.#heardAt = Date.now();
  }

  #end(code: number, reason: string): void {
    if (!this.#ended) {
      this.#ended = true;
      clearTimeout(this.#timer);
      this.#events.onEnd(code, reason, this.#opened);
    }
  }

  /**
   * Waits until the silence is too long, and then a little more: a timer that comes late may come
   * before frames that wait behind it. However late it is, it does not excuse the silence: browsers
   * call the timers of a hidden page once a minute.
   *
   * By the time of day, because `performance.now()` stands still in some browsers while the machine
   * sleeps. Where that clock is set back, the silence is measured from then on.
   */
  #watch(): void {
    const heardAt = Math.min(this.#heardAt, Date.now());
    const left = heardAt + SILENCE_MILLIS - Date.now();
    this.#heardAt = heardAt;
    this.#timer = setTimeout(
      () => {
        if (left > 0 || this.#heardAt > heardAt) {
          this.#watch();
        } else {
          this.#socket.close();
          this.#end(LOST, `Nothing came from the server for ${SILENCE_MILLIS} ms.`);
        }
      },
      left > 0 ? left : LATE_MILLIS,
    );
  }
}
