import {
  type Closed,
  closedByCode,
  closedByGoodbye,
  isFinalRefusal,
  isResumable,
  LEFT,
  LOST,
} from "./codes.js";
import { Connection } from "./connection.js";
import { RondoError } from "./errors.js";
import { Resumer } from "./resumer.js";
import { askResume } from "./seat.js";
import type { Server } from "./server.js";
import { Signs } from "./signs.js";
import type { Goodbye, Welcome } from "./wire-messages.js";

/** What a line asks and reports. Nothing follows `onEnd`. */
export interface LinePorts {
  readonly appliedTick: () => number;
  /** A message came on the connection of the moment. */
  readonly onMessage: (data: unknown) => void;
  /** The connection is lost, and the line tries to come back. */
  readonly onLost: () => void;
  /** The line has ended. `opened` is false when its first connection never came about. */
  readonly onEnd: (closed: Closed, opened: boolean) => void;
}

/**
 * The line to the server over a player's whole stay: one connection, and when that is lost, the next,
 * for as long as the server keeps the player's place.
 */
export class Line {
  readonly #server: Server;
  readonly #ports: LinePorts;
  readonly #signs: Signs;
  readonly #resumer: Resumer;
  #connection: Connection;
  /** The newest welcome: with what, and for how long, this client can come back. */
  #welcome: Welcome | undefined;
  /** What the server said before it ends the connection of the moment. */
  #goodbye: Goodbye | undefined;

  /** @throws DOMException or the like, when the runtime refuses to connect to the seat's URL at all */
  constructor(server: Server, seat: URL, ports: LinePorts) {
    this.#server = server;
    this.#ports = ports;
    this.#connection = this.#connect(seat);
    this.#resumer = new Resumer({
      attempt: (signal) => void this.#resume(signal),
      giveUp: (reason) => this.#finish(lost(reason)),
    });
    this.#signs = new Signs(() => {
      if (this.#resumer.isAway) {
        this.#resumer.hurry();
      } else {
        this.#connection.check();
      }
    });
  }

  /** The server let this client in. */
  welcomed(welcome: Welcome): void {
    this.#welcome = welcome;
    this.#resumer.succeeded();
  }

  /** The server ends the connection, and said why. */
  dismissed(goodbye: Goodbye): void {
    this.#goodbye = goodbye;
  }

  /** Sends a frame; while the connection is lost or closing, it is lost too. */
  send(frame: Uint8Array<ArrayBuffer>): void {
    this.#connection.send(frame);
  }

  /** Ends the line from this side. Nothing is reported any more. */
  close(code: number): void {
    this.#signs.close();
    this.#resumer.stop();
    this.#connection.close(code);
  }

  #connect(seat: URL): Connection {
    this.#goodbye = undefined;
    return new Connection(this.#server.webSocket, seat, {
      onMessage: this.#ports.onMessage,
      onEnd: (code, reason, opened) => this.#ended(code, reason, opened),
    });
  }

  #ended(code: number, reason: string, opened: boolean): void {
    const closed = this.#goodbye ? closedByGoodbye(this.#goodbye) : closedByCode(code, reason);
    const graceMillis = this.#welcome?.graceMillis ?? 0;
    if (graceMillis === 0 || !isResumable(closed)) {
      this.#finish(closed, opened);
    } else if (this.#resumer.isAway) {
      this.#resumer.failed();
    } else {
      this.#resumer.start(graceMillis);
      this.#ports.onLost();
    }
  }

  async #resume(signal: AbortSignal): Promise<void> {
    const request = {
      token: this.#welcome?.resumeToken ?? "",
      applied: this.#ports.appliedTick(),
    };
    try {
      const seat = await askResume(this.#server, request, signal);
      // A fetch that was given may ignore the signal, and a seat that comes too late is not claimed.
      signal.throwIfAborted();
      const connection = this.#connect(seat);
      this.#connection = connection;
      signal.addEventListener("abort", () => connection.close(LEFT));
    } catch (error) {
      if (!signal.aborted) {
        this.#refused(error);
      }
    }
  }

  /** What is no refusal came from the network or the runtime, and may be better the next time. */
  #refused(error: unknown): void {
    if (!(error instanceof RondoError)) {
      this.#resumer.failed();
    } else if (isFinalRefusal(error.code)) {
      this.#finish(lost(`${error.message} (${error.code})`));
    } else {
      this.#resumer.failed(error.retryAfterMillis);
    }
  }

  #finish(closed: Closed, opened = true): void {
    this.close(LEFT);
    this.#ports.onEnd(closed, opened);
  }
}

function lost(reason: string): Closed {
  return closedByCode(LOST, reason);
}
