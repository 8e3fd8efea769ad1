import {
  COMMAND_BYTES,
  DESYNC_BYTES,
  INPUT_BYTES,
  ROOM_BYTES,
  writeClientFrame,
} from "./client-frame.js";
import { checkSize, queueFull } from "./errors.js";
import type { Uploads } from "./uploads.js";
import type { Command, Desync, Input } from "./wire-messages.js";

/** How many commands may be on their way without the server having named them, and how many wait. */
const COMMANDS_UNDER_WAY = 32;
const COMMANDS_WAITING = 32;
const MAX_COMMANDS = COMMANDS_UNDER_WAY + COMMANDS_WAITING;

/** A frame is due every 250 ms; the rest is for the timer, which a busy page calls late. */
const HEARTBEAT_MILLIS = 200;

/** Without a frame from the server for so long, the network stalls. */
const STALL_MILLIS = 1000;

/** What a connection has to say to an outbox. */
export interface OutboxConnection {
  readonly periodMillis: number;
  readonly appliedTick: () => number;
  readonly send: (frame: Uint8Array<ArrayBuffer>) => void;
}

/**
 * What waits to be sent, and when it leaves: at most one frame a tick, however often the game calls.
 *
 * A frame leaves at once when the last one is a tick old, otherwise when it will be. The newest input
 * takes the place of the one that waits. Commands leave in order, before the input, and part of an
 * attachment in what is left of the frame; what does not fit leaves with the next.
 *
 * It outlives connections. What the server has not acknowledged leaves again on the next one: all
 * commands, and of inputs the newest, because old steering is worth nothing.
 *
 * While nothing comes from the server, only heartbeats leave: the network hands over what it held
 * back in one burst, and the server closes a client that sends more than twice its tick rate. It also
 * closes one of which 64 commands wait for a tick: no more than 32 are on their way unacknowledged.
 *
 * **Bound:** one input; 64 commands, of which 32 are on their way; a frame has at most 4096 bytes.
 * What goes beyond is refused with an error, because the server would close the connection.
 */
export class Outbox {
  readonly #uploads: Uploads;
  #connection: OutboxConnection | undefined;

  /** The newest input, kept until there is a newer one: it may have to leave again. */
  #input: Input | undefined;
  #inputWaits = false;
  #inputsSent = 0;
  #ackedInput = 0;

  /** The commands that the server has not named. Of these, the first are on their way. */
  readonly #commands: Command[] = [];
  #underWay = 0;
  #commandsGiven = 0;
  #leaving = false;

  #desync: Desync | undefined;

  #sentAt = 0;
  #heardAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt: number | undefined;

  constructor(uploads: Uploads) {
    this.#uploads = uploads;
  }

  /** There is a connection, and it starts with a heartbeat and what the last one left behind. */
  connect(connection: OutboxConnection): void {
    this.#connection = connection;
    this.#inputWaits ||= this.#input !== undefined && this.#input.sequence > this.#ackedInput;
    this.#underWay = 0;
    this.#uploads.rewind();
    this.#heardAt = performance.now();
    this.#sentAt = Number.NEGATIVE_INFINITY;
    this.pump();
  }

  /** The connection is gone: what comes waits for the next one. */
  disconnect(): void {
    this.#connection = undefined;
    clearTimeout(this.#timer);
    this.#timerAt = undefined;
  }

  /** The server named the newest input and the newest command that it has received. */
  acknowledged(input: number, command: number): void {
    this.#ackedInput = input;
    while ((this.#commands[0]?.sequence ?? Number.POSITIVE_INFINITY) <= command) {
      this.#commands.shift();
      this.#underWay = Math.max(0, this.#underWay - 1);
    }
  }

  /**
   * A frame was applied. Sends what is due: in a page that is not visible, browsers call timers once
   * a second or less, but frames still come.
   */
  heard(): void {
    this.#heardAt = performance.now();
    this.pump();
  }

  /** @throws RondoError `too_long` */
  input(seenTick: number, payload: Uint8Array): void {
    checkSize("The input", payload.length, ROOM_BYTES - INPUT_BYTES);
    this.#input = { sequence: this.#inputsSent + 1, seenTick, payload };
    this.#inputWaits = true;
    this.pump();
  }

  /**
   * Takes a command and returns its sequence.
   *
   * @throws RondoError `too_long` or `queue_full`
   */
  command(payload: Uint8Array, asks: boolean): number {
    checkSize("The command", payload.length, ROOM_BYTES - COMMAND_BYTES);
    if (this.#commands.length >= MAX_COMMANDS) {
      throw queueFull(
        MAX_COMMANDS,
        "commands wait for the server to receive them",
        "Send fewer, or use an input for what changes all the time.",
      );
    }
    this.#commandsGiven += 1;
    const sequence = this.#commandsGiven;
    this.#commands.push({ sequence, payload, asks });
    this.pump();
    return sequence;
  }

  /** Where the copy differs from what the server says, or that it does not: leaves with a frame. */
  desync(desync: Desync | undefined): void {
    this.#desync = desync;
  }

  /**
   * Sends what waits, then that the player leaves, then nothing more. Does not wait for the tick: a
   * page that is being closed has no time for that.
   */
  leave(): void {
    this.#leaving = true;
    this.#sentAt = Number.NEGATIVE_INFINITY;
    this.pump();
  }

  /** Sends what is due by now. */
  pump(): void {
    const now = performance.now();
    const connection = this.#connection;
    if (connection !== undefined && now >= this.#nextAt(connection, now)) {
      this.#sentAt = now;
      connection.send(this.#takeFrame(connection));
    }
    // The frame may have been the last one.
    if (this.#connection !== undefined) {
      this.#arm(this.#nextAt(this.#connection, now), now);
    }
  }

  #nextAt({ periodMillis }: OutboxConnection, now: number): number {
    const isStalled = now - this.#heardAt > STALL_MILLIS;
    const pause =
      this.#isWaiting() && !isStalled ? periodMillis : Math.max(HEARTBEAT_MILLIS, periodMillis);
    return this.#sentAt + pause;
  }

  /** Whether something would leave with a frame. */
  #isWaiting(): boolean {
    const commandWaits = this.#commands.length > this.#underWay;
    return (
      this.#inputWaits ||
      this.#uploads.isWaiting ||
      (commandWaits ? this.#underWay < COMMANDS_UNDER_WAY : this.#leaving)
    );
  }

  #arm(at: number, now: number): void {
    if (at === this.#timerAt) {
      return;
    }
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(
      () => {
        // Timers may come early; then pump sends nothing and arms the rest.
        this.#timerAt = undefined;
        this.pump();
      },
      Math.ceil(at - now),
    );
  }

  #takeFrame({ appliedTick }: OutboxConnection): Uint8Array<ArrayBuffer> {
    const commands = this.#takeCommands();
    const room = ROOM_BYTES - sizeOf(commands, COMMAND_BYTES);
    const inputs = this.#takeInput(room);
    const left = room - sizeOf(inputs, INPUT_BYTES);
    const desync = this.#takeDesync(left);
    const part = this.#uploads.take(left - (desync ? DESYNC_BYTES : 0));
    const leaves = this.#leaving && this.#commands.length === this.#underWay;
    if (leaves) {
      this.disconnect();
    }
    const leave = leaves ? {} : undefined;
    return writeClientFrame({ applied: appliedTick(), inputs, commands, part, leave, desync });
  }

  #takeInput(room: number): readonly Input[] {
    const input = this.#input;
    if (input === undefined || !this.#inputWaits || sizeOf([input], INPUT_BYTES) > room) {
      return [];
    }
    this.#inputWaits = false;
    this.#inputsSent = input.sequence;
    return [input];
  }

  #takeDesync(room: number): Desync | undefined {
    const desync = room < DESYNC_BYTES ? undefined : this.#desync;
    if (desync !== undefined) {
      this.#desync = undefined;
    }
    return desync;
  }

  /** The commands that fit into one frame, and that may be on their way as well. */
  #takeCommands(): Command[] {
    const waiting = this.#commands.slice(this.#underWay, COMMANDS_UNDER_WAY);
    let room = ROOM_BYTES;
    const count = waiting.findIndex(({ payload }) => {
      room -= payload.length + COMMAND_BYTES;
      return room < 0;
    });
    const taken = count < 0 ? waiting : waiting.slice(0, count);
    this.#underWay += taken.length;
    return taken;
  }
}

function sizeOf(messages: readonly { readonly payload: Uint8Array }[], around: number): number {
  return messages.reduce((bytes, { payload }) => bytes + payload.length + around, 0);
}
