import { PART_BYTES } from "./client-frame.js";
import { callSafely } from "./listeners.js";
import type { Part } from "./wire-messages.js";

/** How many bytes may be on their way without the server having named them. */
const WINDOW_BYTES = 32 * 1024;

/** How much of the data is read at once, which is also the most of it that is held in memory. */
const SLICE_BYTES = 32 * 1024;

/** What a player attaches to a command. */
export interface Attachment {
  /** The contract's command. */
  readonly payload: Uint8Array;
  readonly data: Blob;
  readonly onProgress: ((bytes: number, size: number) => void) | undefined;
}

/** What an upload reports. */
export interface UploadPorts {
  /** A part can leave that could not before. */
  readonly wake: () => void;
  /** The data cannot be read; the upload will not go on. */
  readonly unreadable: (cause: unknown) => void;
}

/** An attachment on its way, from the first part until the server has named the last one. */
export class Upload {
  readonly #attachment: Attachment;
  readonly #ports: UploadPorts;
  #hasBegun = false;
  /** How many of its bytes have left, and how many of these the server has named. */
  #sent = 0;
  #acked = 0;
  /** What of the data is in memory, and where in the data it begins. */
  #slice = new Uint8Array();
  #sliceAt = 0;
  #wantedAt = 0;

  constructor(attachment: Attachment, ports: UploadPorts) {
    this.#attachment = attachment;
    this.#ports = ports;
    this.#read();
  }

  /** Whether a part has left. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Whether a part could leave now. */
  get isWaiting(): boolean {
    if (this.#attachment.data.size === 0) {
      return !this.#hasBegun;
    }
    return this.#ready().length > 0;
  }

  /** The next part that fits into so many bytes of a frame, as a part of this attachment. */
  take(attachment: number, room: number): Partial<Part> | undefined {
    const { payload, data } = this.#attachment;
    const isFirst = !this.#hasBegun;
    const fits = room - PART_BYTES - (isFirst ? payload.length : 0);
    if (!this.isWaiting || fits < Math.min(1, data.size)) {
      return undefined;
    }
    const bytes = this.#ready().subarray(0, fits);
    const part = { attachment, offset: this.#sent, data: bytes };
    this.#hasBegun = true;
    this.#sent += bytes.length;
    this.#read();
    return isFirst ? { ...part, size: data.size, payload } : part;
  }

  /** The server has so many bytes. Returns whether that is all. */
  acknowledged(bytes: number): boolean {
    const { data, onProgress } = this.#attachment;
    if (bytes > this.#acked) {
      this.#acked = bytes;
      this.#sent = Math.max(this.#sent, bytes);
      if (onProgress !== undefined) {
        callSafely(onProgress, bytes, data.size);
      }
    }
    return bytes >= data.size;
  }

  /** What was on its way is lost: goes on behind what the server has named. */
  rewind(): void {
    this.#hasBegun = this.#acked > 0;
    this.#sent = this.#acked;
    this.#read();
  }

  /** The bytes that are read and may be on their way as well. */
  #ready(): Uint8Array {
    const from = this.#sent - this.#sliceAt;
    const window = WINDOW_BYTES - (this.#sent - this.#acked);
    return from < 0 ? new Uint8Array() : this.#slice.subarray(from, from + window);
  }

  /** Reads on when nothing that comes next is in memory. Of several readings the last one counts. */
  #read(): void {
    const { data } = this.#attachment;
    const at = this.#sent;
    const isHere = at >= this.#sliceAt && at < this.#sliceAt + this.#slice.length;
    if (isHere || at >= data.size) {
      return;
    }
    this.#wantedAt = at;
    data
      .slice(at, at + SLICE_BYTES)
      .arrayBuffer()
      .then((buffer) => {
        if (this.#wantedAt === at) {
          this.#slice = new Uint8Array(buffer);
          this.#sliceAt = at;
          this.#ports.wake();
        }
      })
      .catch(this.#ports.unreadable);
  }
}
