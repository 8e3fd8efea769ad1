import { create, toBinary } from "@bufbuild/protobuf";
import { RondoError } from "./errors.js";
import { ClientFrameSchema, InputSchema, LeaveSchema } from "./gen/rondo/v1/wire_pb.js";

/** The longest message that a server takes, in bytes. */
const MAX_FRAME_BYTES = 4096;

/** How many commands may wait here, and how many may be on their way to a server silent since. */
const MAX_COMMANDS = 32;

/** A frame is due every 250 ms; the rest is for the timer, which a busy page calls late. */
const HEARTBEAT_MILLIS = 200;

/** Without a frame from the server for so long, the network stalls. */
const STALL_MILLIS = 1000;

// The most bytes that the fields of a frame take around their payloads: tags, lengths, numbers.
const APPLIED_BYTES = 6;
const LEAVE_BYTES = 2;
const COMMAND_BYTES = 3;
const INPUT_BYTES = 18;

/** What inputs and commands may take of a frame. */
const ROOM_BYTES = MAX_FRAME_BYTES - APPLIED_BYTES - LEAVE_BYTES;

interface WaitingInput {
  readonly seenTick: number;
  readonly payload: Uint8Array;
}

/** Where an outbox stands: the tick applied last, and the way out. */
export interface OutboxPorts {
  readonly appliedTick: () => number;
  readonly send: (frame: Uint8Array<ArrayBuffer>) => void;
}

/**
 * What waits to be sent, and when it leaves: at most one frame a tick, however often the game calls.
 *
 * A frame leaves at once when the last one is a tick old, otherwise when it will be. The newest input
 * takes the place of the one that waits. Commands leave in order, before the input; those that do not
 * fit into a frame leave with the next.
 *
 * While nothing comes from the server, only heartbeats leave: the network hands over what it held
 * back in one burst, and the server closes a client that sends more than twice its tick rate. It also
 * closes one of which 64 commands wait for a tick: no more than 32 leave between two of its frames.
 *
 * **Bound:** one input and 32 commands wait, and a frame has at most 4096 bytes; what goes beyond is
 * refused with an error, because the server would close the connection.
 */
export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #periodMillis: number;

  #input: WaitingInput | undefined;
  #sequence = 0;
  readonly #commands: Uint8Array[] = [];
  /** Commands that left since the server was heard. */
  #unheard = 0;
  #leaving = false;

  #sentAt = Number.NEGATIVE_INFINITY;
  #heardAt = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt: number | undefined;
  #closed = false;

  /** Starts with a heartbeat. */
  constructor(periodMillis: number, ports: OutboxPorts) {
    this.#ports = ports;
    this.#periodMillis = periodMillis;
    this.#pump();
  }

  /**
   * A frame was applied. Sends what is due: in a page that is not visible, browsers call timers once
   * a second or less, but frames still come.
   */
  heard(): void {
    this.#heardAt = performance.now();
    this.#unheard = 0;
    this.#pump();
  }

  /** @throws RondoError `too_long` */
  input(payload: Uint8Array): void {
    checkSize("The input", payload, ROOM_BYTES - INPUT_BYTES);
    this.#input = { seenTick: this.#ports.appliedTick(), payload };
    this.#pump();
  }

  /** @throws RondoError `too_long` or `queue_full` */
  command(payload: Uint8Array): void {
    checkSize("The command", payload, ROOM_BYTES - COMMAND_BYTES);
    if (this.#commands.length >= MAX_COMMANDS) {
      throw new RondoError(
        "queue_full",
        `${MAX_COMMANDS} of ${MAX_COMMANDS} commands wait to be sent, one frame a tick. Send fewer, ` +
          "or use an input for what changes all the time.",
      );
    }
    this.#commands.push(payload);
    this.#pump();
  }

  /** Sends what waits, then that the player leaves, then nothing more. */
  leave(): void {
    this.#leaving = true;
    this.#pump();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #pump(): void {
    const now = performance.now();
    if (now >= this.#nextAt(now) && !this.#closed) {
      this.#sentAt = now;
      this.#ports.send(this.#takeFrame());
    }
    this.#arm(this.#nextAt(now), now);
  }

  #nextAt(now: number): number {
    const isStalled = now - this.#heardAt > STALL_MILLIS;
    const pause =
      this.#isWaiting() && !isStalled
        ? this.#periodMillis
        : Math.max(HEARTBEAT_MILLIS, this.#periodMillis);
    return this.#sentAt + pause;
  }

  /** Whether something would leave with a frame. */
  #isWaiting(): boolean {
    const commandsMayLeave = this.#unheard < MAX_COMMANDS;
    return (
      this.#input !== undefined || (this.#commands.length > 0 ? commandsMayLeave : this.#leaving)
    );
  }

  #arm(at: number, now: number): void {
    if (this.#closed || at === this.#timerAt) {
      return;
    }
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(
      () => {
        // Timers may come early; then pump sends nothing and arms the rest.
        this.#timerAt = undefined;
        this.#pump();
      },
      Math.ceil(at - now),
    );
  }

  #takeFrame(): Uint8Array<ArrayBuffer> {
    const commands = this.#takeCommands();
    const room = ROOM_BYTES - sizeOf(commands);
    const frame = create(ClientFrameSchema, { applied: this.#ports.appliedTick(), commands });
    const input = this.#input;
    if (input !== undefined && input.payload.length + INPUT_BYTES <= room) {
      this.#input = undefined;
      this.#sequence += 1;
      frame.inputs.push(create(InputSchema, { sequence: this.#sequence, ...input }));
    }
    if (this.#leaving && this.#commands.length === 0) {
      frame.leave = create(LeaveSchema);
      this.close();
    }
    return toBinary(ClientFrameSchema, frame);
  }

  /** The commands that fit into one frame, and that may leave before the server is heard again. */
  #takeCommands(): Uint8Array[] {
    let room = ROOM_BYTES;
    const left = MAX_COMMANDS - this.#unheard;
    const count = this.#commands.findIndex((command, index) => {
      room -= command.length + COMMAND_BYTES;
      return room < 0 || index === left;
    });
    const taken = this.#commands.splice(0, count < 0 ? this.#commands.length : count);
    this.#unheard += taken.length;
    return taken;
  }
}

function sizeOf(commands: readonly Uint8Array[]): number {
  return commands.reduce((bytes, command) => bytes + command.length + COMMAND_BYTES, 0);
}

function checkSize(what: string, payload: Uint8Array, limit: number): void {
  if (payload.length > limit) {
    throw new RondoError(
      "too_long",
      `${what} has ${payload.length} bytes (expected: ${limit} or fewer). Send less at once.`,
    );
  }
}
