import type { Contract } from "./contract.js";
import type { findDesync } from "./desync.js";
import { Downloads } from "./downloads.js";
import { checkSize, FrameError, RondoError } from "./errors.js";
import { type Frame, readFrame } from "./frame.js";
import { GameEvents } from "./game-events.js";
import { report } from "./listeners.js";
import { Outbox } from "./outbox.js";
import { Requests } from "./requests.js";
import { StateCopy } from "./state-copy.js";
import type { Attachment } from "./upload.js";
import { Uploads } from "./uploads.js";

/** The longest command that may have an attachment: much of a frame may be taken by others. */
const MAX_PAYLOAD_BYTES = 2048;

/** A player's stay in a room, which may take several connections, one after the other. */
export class Stay {
  id = "";
  player = 0;
  tick = 0;
  tickSeconds = 0;
  ackedInput = 0;
  readonly copy: StateCopy;
  readonly events: GameEvents;
  readonly requests: Requests;
  readonly outbox: Outbox;

  readonly #contract: Contract;
  readonly #send: (frame: Uint8Array<ArrayBuffer>) => void;
  readonly #uploads: Uploads;
  readonly #downloads = new Downloads();
  #sendEvery = 1;
  #attachmentBytes = 0;
  /** There once a server has looked for desyncs. */
  #findDesync: typeof findDesync | undefined;
  /** Whether the first frame of the connection was applied. */
  #isConnected = false;

  /** @param send sends a frame on the connection of the moment */
  constructor(contract: Contract, send: (frame: Uint8Array<ArrayBuffer>) => void) {
    this.#contract = contract;
    this.#send = send;
    this.copy = new StateCopy(contract.state);
    this.events = new GameEvents(contract.event);
    this.requests = new Requests(contract.reply);
    this.#uploads = new Uploads(() => this.outbox.pump());
    this.outbox = new Outbox(this.#uploads);
  }

  /** Applies a frame, in the order of section 3.3 of docs/WIRE.md. Throws when it breaks the rules. */
  apply(frame: Frame): void {
    const isFirst = !this.#isConnected;
    if (isFirst) {
      this.#welcome(frame);
    }
    this.tick = frame.tick ?? this.tick + this.#sendEvery;
    this.ackedInput = frame.ackedInput ?? this.ackedInput;
    this.copy.change(frame);
    this.#tell(frame);
    this.copy.remove(frame);
    this.#acknowledge(frame);
    this.#compare(frame);
    if (isFirst) {
      this.#isConnected = true;
      this.outbox.connect({
        periodMillis: this.tickSeconds * 1000,
        appliedTick: () => this.tick,
        send: this.#send,
      });
    } else {
      this.outbox.heard();
    }
  }

  /**
   * Sends a command with an attachment.
   *
   * @returns when the server has all of it
   * @throws RondoError `too_long` and what `Uploads.add` throws
   */
  async attach(attachment: Attachment): Promise<void> {
    if (this.#attachmentBytes === 0) {
      throw new RondoError("too_long", "The room takes no attachments. Give it a limit for them.");
    }
    checkSize("The attachment", attachment.data.size, this.#attachmentBytes);
    checkSize("The attachment's command", attachment.payload.length, MAX_PAYLOAD_BYTES);
    await this.#uploads.add(attachment);
  }

  /** The connection is lost; the next frame is the first one of another. */
  lost(): void {
    this.#isConnected = false;
    this.outbox.disconnect();
  }

  /** The stay is over. */
  close(error: RondoError): void {
    this.outbox.disconnect();
    this.requests.close();
    this.#uploads.close(error);
  }

  #welcome({ tick, control: { welcome } }: Frame): void {
    if (welcome === undefined || tick === undefined || welcome.tickNanos === 0) {
      throw new FrameError("the first frame has no tick, no welcome, or a tick of no length");
    }
    this.id = welcome.room;
    this.player = welcome.player;
    this.tickSeconds = welcome.tickNanos / 1e9;
    this.#sendEvery = welcome.sendEvery || 1;
    this.#attachmentBytes = welcome.attachmentBytes;
    this.#downloads.restart(welcome.attachmentBytes);
    if (welcome.missed > 0) {
      this.requests.missed();
    }
  }

  #tell({ events, control: { replies, part } }: Frame): void {
    for (const { payload, ticksAgo } of events) {
      this.events.deliver(payload, { tick: this.tick - ticksAgo, attachment: undefined });
    }
    this.requests.settle(replies);
    const download = part && this.#downloads.take(part);
    if (download !== undefined) {
      this.events.deliver(download.payload, { tick: this.tick, attachment: download.data });
    }
  }

  #acknowledge({ control: { ackedCommand = 0, ackedPart } }: Frame): void {
    this.outbox.acknowledged(this.ackedInput, ackedCommand);
    if (ackedPart !== undefined) {
      this.#uploads.acknowledged(ackedPart);
    }
  }

  /** Compares the copy with what the server says that it should be; not with the first time. */
  #compare({ control: { held } }: Frame): void {
    if (held === undefined) {
      return;
    }
    if (this.#findDesync === undefined) {
      import("./desync.js").then((desync) => {
        this.#findDesync = desync.findDesync;
      }, report);
    } else {
      const should = new StateCopy(this.#contract.state);
      should.change(readFrame(held));
      this.outbox.desync(this.#findDesync(this.copy, should, this.tick));
    }
  }
}
