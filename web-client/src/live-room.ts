import { create, type Message, toBinary } from "@bufbuild/protobuf";
import { BAD_ANSWER, type Closed, closedByCode, closedByGoodbye, LEFT } from "./codes.js";
import { Connection, type WebSocketConstructor } from "./connection.js";
import type { Contract } from "./contract.js";
import { closedError, FrameError, RondoError } from "./errors.js";
import { type Frame, readFrame } from "./frame.js";
import { type EventHandler, GameEvents } from "./game-events.js";
import type { Goodbye } from "./gen/rondo/v1/wire_pb.js";
import { Listeners } from "./listeners.js";
import { Outbox } from "./outbox.js";
import type { Room } from "./room.js";
import { StateCopy } from "./state-copy.js";
import type { CommandInit, CommandName, EventName, InputInit, StateOf } from "./types.js";

/** How long the server has to close the connection after a leave. */
const LEAVE_MILLIS = 2000;

/** How joining ends: with the room once all of its state is here, or with an error. */
export interface JoinOutcome<C extends Message> {
  readonly ready: (room: Room<C>) => void;
  readonly failed: (error: RondoError) => void;
}

/** A room over a connection, from the claim of the seat to the close. */
export class LiveRoom<C extends Message> implements Room<C> {
  id = "";
  player = 0;
  tick = 0;
  tickSeconds = 0;
  ackedInput = 0;
  readonly state: StateOf<C>;

  readonly #contract: Contract;
  readonly #url: URL;
  readonly #connection: Connection;
  readonly #copy: StateCopy;
  readonly #events: GameEvents;
  readonly #frameListeners = new Listeners<[]>();
  readonly #closeListeners = new Listeners<[Closed]>();

  /** There from the welcome on. */
  #outbox: Outbox | undefined;
  /** There until the join has ended. */
  #joining: JoinOutcome<C> | undefined;
  #leaving: Promise<void> | undefined;
  #leaveTimer: ReturnType<typeof setTimeout> | undefined;
  #goodbye: Goodbye | undefined;
  #closed: Closed | undefined;

  constructor(
    contract: Contract,
    webSocket: WebSocketConstructor,
    url: URL,
    joining: JoinOutcome<C>,
  ) {
    this.#contract = contract;
    this.#url = url;
    this.#joining = joining;
    this.#copy = new StateCopy(contract.state);
    this.#events = new GameEvents(contract.event);
    // StateOf<C> is what StateCopy builds, said in types.
    this.state = this.#copy.state as StateOf<C>;
    this.#connection = new Connection(webSocket, url, {
      onMessage: (data) => this.#receive(data),
      onEnd: (code, reason, opened) => this.#end(code, reason, opened),
    });
  }

  input(input: InputInit<C>): void {
    if (this.#closed !== undefined || this.#leaving !== undefined) {
      return;
    }
    const desc = this.#contract.input;
    if (desc === undefined) {
      throw new TypeError(`The contract ${this.#contract.name} has no input.`);
    }
    this.#outbox?.input(toBinary(desc, create(desc, input)));
  }

  send<K extends CommandName<C>>(kind: K, command: CommandInit<C, K>): void {
    if (this.#closed !== undefined || this.#leaving !== undefined) {
      throw new RondoError("closed", `Room ${this.id} is closed. Join again before you send.`);
    }
    const choice = this.#contract.command;
    if (choice === undefined || !choice.cases.includes(kind)) {
      throw new TypeError(`kind: ${kind} (expected: ${choice?.cases.join(", ") ?? "none"})`);
    }
    const { desc } = choice.table;
    const message = create(desc, { [choice.name]: { case: kind, value: command } });
    this.#outbox?.command(toBinary(desc, message));
  }

  on<K extends EventName<C>>(kind: K, handler: EventHandler): () => void {
    return this.#events.on(kind, handler);
  }

  onFrame(handler: () => void): () => void {
    return this.#frameListeners.add(handler);
  }

  onClose(handler: (closed: Closed) => void): () => void {
    const closed = this.#closed;
    if (closed === undefined) {
      return this.#closeListeners.add(handler);
    }
    const late = new Listeners<[Closed]>();
    queueMicrotask(() => late.call(closed));
    return late.add(handler);
  }

  leave(): Promise<void> {
    this.#leaving ??= new Promise((resolve) => {
      this.onClose(() => resolve());
      if (this.#closed === undefined) {
        this.#outbox?.leave();
        this.#leaveTimer = setTimeout(() => this.#finish(closedByCode(LEFT, "")), LEAVE_MILLIS);
      }
    });
    return this.#leaving;
  }

  /** Gives up a join that takes too long; its outcome is no longer told. */
  abandon(): void {
    if (this.#joining !== undefined) {
      this.#joining = undefined;
      this.#finish(closedByCode(LEFT, ""));
    }
  }

  #receive(data: unknown): void {
    try {
      this.#apply(readFrame(bytesOf(data)));
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      const message =
        `${this.#url.host} sent what this client cannot read (${problem}). Check that both sides ` +
        "use the same contract and the same version of Rondo.";
      this.#finish(closedByCode(BAD_ANSWER, message), new RondoError("bad_answer", message));
    }
  }

  #apply(frame: Frame): void {
    const { ready, goodbye } = frame.control;
    if (goodbye !== undefined) {
      this.#goodbye = goodbye; // of no tick, and perhaps the first frame: a player may be put out at once
      return;
    }
    if (this.#outbox === undefined) {
      this.#welcome(frame);
    }
    this.tick = frame.tick ?? this.tick + 1;
    this.ackedInput = frame.ackedInput ?? this.ackedInput;
    this.#copy.change(frame);
    this.#events.deliver(frame.events, this.tick);
    this.#copy.remove(frame);
    this.#outbox?.heard();
    this.#outbox ??= new Outbox(this.tickSeconds * 1000, {
      appliedTick: () => this.tick,
      send: (bytes) => this.#connection.send(bytes),
    });
    this.#frameListeners.call();
    if (ready !== undefined && this.#joining !== undefined) {
      this.#joined(this.#joining);
    }
  }

  #welcome({ tick, control: { welcome } }: Frame): void {
    if (welcome === undefined || tick === undefined || welcome.tickNanos === 0) {
      throw new FrameError("the first frame has no tick, no welcome, or a tick of no length");
    }
    this.id = welcome.room;
    this.player = welcome.player;
    this.tickSeconds = welcome.tickNanos / 1e9;
  }

  #joined(joining: JoinOutcome<C>): void {
    this.#joining = undefined;
    joining.ready(this);
    // By then the game's code after its await has run, and listens. Not with the next frame: that
    // may come in the same turn of the event loop, where the runtime's sockets allow it.
    setTimeout(() => this.#events.release());
  }

  #end(code: number, reason: string, opened: boolean): void {
    const closed = this.#goodbye ? closedByGoodbye(this.#goodbye) : closedByCode(code, reason);
    this.#finish(closed, opened ? closedError(closed) : upgradeRefused(this.#url));
  }

  #finish(closed: Closed, error: RondoError = closedError(closed)): void {
    if (this.#closed !== undefined) {
      return;
    }
    this.#closed = closed;
    this.#outbox?.close();
    this.#connection.close(closed.name === "bad_answer" ? BAD_ANSWER : LEFT);
    clearTimeout(this.#leaveTimer);
    const joining = this.#joining;
    this.#joining = undefined;
    if (joining === undefined) {
      this.#closeListeners.call(closed);
    } else {
      joining.failed(error);
    }
  }
}

function bytesOf(data: unknown): Uint8Array {
  if (data instanceof ArrayBuffer) {
    return new Uint8Array(data);
  }
  throw new FrameError("it is text");
}

function upgradeRefused({ protocol, host, pathname }: URL): RondoError {
  // Without the query, which holds the seat's secret.
  const url = `${protocol}//${host}${pathname}`;
  return new RondoError(
    "upgrade_refused",
    `The seat was given, but the WebSocket at ${url} was refused or broke. Browsers hide why: look ` +
      "at the request in the network tab. A proxy in between must pass WebSockets on, and a seat " +
      "lasts 15 seconds.",
  );
}
