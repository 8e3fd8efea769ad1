import { FrameError } from "./errors.js";
import type { Part } from "./wire-messages.js";

/** An attachment of the server that is complete. */
export interface Download {
  /** The contract's event. */
  readonly payload: Uint8Array;
  readonly data: Uint8Array<ArrayBuffer>;
}

interface Incoming {
  readonly attachment: number;
  readonly payload: Uint8Array;
  readonly data: Uint8Array<ArrayBuffer>;
  received: number;
}

/**
 * The attachments of the server, of which one at a time comes in parts.
 *
 * **Bound:** one attachment, as long as the welcome allows.
 */
export class Downloads {
  #maxBytes = 0;
  #incoming: Incoming | undefined;

  /** A connection begins, and with it the first part of what was not complete. */
  restart(maxBytes: number): void {
    this.#maxBytes = maxBytes;
    this.#incoming = undefined;
  }

  /** Takes a part, and returns the attachment when that was the last one. */
  take({ attachment, offset, data, size, payload }: Part): Download | undefined {
    if (offset === 0) {
      if (size > this.#maxBytes) {
        throw new FrameError(
          `an attachment of ${size} bytes (expected: at most ${this.#maxBytes})`,
        );
      }
      this.#incoming = { attachment, payload, data: new Uint8Array(size), received: 0 };
    }
    const incoming = this.#incoming;
    if (incoming?.attachment !== attachment || incoming.received !== offset) {
      throw new FrameError(`a part of the attachment ${attachment} at ${offset}, out of order`);
    }
    if (offset + data.length > incoming.data.length) {
      throw new FrameError(
        `a part that ends behind its attachment of ${incoming.data.length} bytes`,
      );
    }
    incoming.data.set(data, offset);
    incoming.received += data.length;
    if (incoming.received < incoming.data.length) {
      return undefined;
    }
    this.#incoming = undefined;
    return incoming;
  }
}
