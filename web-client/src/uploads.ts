import { queueFull, RondoError } from "./errors.js";
import { type Attachment, Upload } from "./upload.js";
import type { AckedPart, Part } from "./wire-messages.js";

/** How many attachments may wait behind the one that is under way. */
const MAX_WAITING = 8;

interface Waiting {
  readonly attachment: Attachment;
  readonly resolve: () => void;
  readonly reject: (error: RondoError) => void;
}

/**
 * The attachments of a player: one is under way, in parts, the others wait.
 *
 * It outlives connections: on the next one an attachment goes on behind what the server has named.
 *
 * **Bound:** 32 KiB are on their way, as many are held in memory, and 8 attachments wait.
 */
export class Uploads {
  readonly #wake: () => void;
  /** The first is the one that is under way. */
  readonly #queue: Waiting[] = [];
  #upload: Upload | undefined;
  /** How many have arrived. They are numbered from 1 on. */
  #arrived = 0;
  #closed: RondoError | undefined;

  /** @param wake called when a part can leave that could not before */
  constructor(wake: () => void) {
    this.#wake = wake;
  }

  /**
   * Takes an attachment.
   *
   * @returns when the server has all of it
   * @throws RondoError `queue_full`, `data_unreadable`, or what `close` was given
   */
  add(attachment: Attachment): Promise<void> {
    return new Promise((resolve, reject) => {
      const error = this.#closed ?? (this.#queue.length > MAX_WAITING ? tooMany() : undefined);
      if (error === undefined) {
        this.#queue.push({ attachment, resolve, reject });
        this.#begin();
      } else {
        reject(error);
      }
    });
  }

  /** Whether a part could leave with a frame. */
  get isWaiting(): boolean {
    return this.#upload?.isWaiting ?? false;
  }

  /** The next part that fits into so many bytes of a frame. */
  take(room: number): Partial<Part> | undefined {
    return this.#upload?.take(this.#arrived + 1, room);
  }

  /** The server named what it has received. */
  acknowledged({ attachment, bytes }: AckedPart): void {
    if (attachment === this.#arrived + 1 && this.#upload?.acknowledged(bytes) === true) {
      this.#arrived += 1;
      this.#end()?.resolve();
    }
  }

  /** The connection is a new one. */
  rewind(): void {
    this.#upload?.rewind();
  }

  /** Refuses all that wait and all that come. */
  close(error: RondoError): void {
    this.#closed ??= error;
    this.#upload = undefined;
    for (const { reject } of this.#queue.splice(0)) {
      reject(error);
    }
  }

  #begin(): void {
    const [first] = this.#queue;
    if (this.#upload === undefined && first !== undefined) {
      const upload = new Upload(first.attachment, {
        wake: this.#wake,
        unreadable: (cause) => this.#unreadable(upload, cause),
      });
      this.#upload = upload;
      this.#wake();
    }
  }

  #end(): Waiting | undefined {
    const ended = this.#queue.shift();
    this.#upload = undefined;
    this.#begin();
    return ended;
  }

  /** The server waits for the rest of an attachment that has begun, so that nothing can follow it. */
  #unreadable(upload: Upload, cause: unknown): void {
    if (upload !== this.#upload) {
      return;
    }
    const error = new RondoError(
      "data_unreadable",
      "The data of an attachment could not be read. Was its file changed or removed meanwhile? If " +
        "part of it was sent, this stay in the room takes no further attachments.",
      { cause },
    );
    if (upload.hasBegun) {
      this.close(error);
    } else {
      this.#end()?.reject(error);
    }
  }
}

function tooMany(): RondoError {
  return queueFull(
    MAX_WAITING,
    "attachments wait for the one that is under way",
    "Wait for one of them before you attach more.",
  );
}
