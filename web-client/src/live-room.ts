import type { Message } from "@bufbuild/protobuf";
import { writeChoice } from "./choice.js";
import { BAD_ANSWER, type Closed, closedByCode, LEFT } from "./codes.js";
import type { Contract } from "./contract.js";
import { closedError, FrameError, RondoError } from "./errors.js";
import { type Frame, readFrame } from "./frame.js";
import type { EventHandler } from "./game-events.js";
import { Line } from "./line.js";
import { Listeners } from "./listeners.js";
import { closedBeforeReply } from "./requests.js";
import type { AttachOptions, RequestOptions, Room, RoomStatus } from "./room.js";
import type { Server } from "./server.js";
import { Stay } from "./stay.js";
import { writeMessage } from "./table.js";
import type {
  CommandInit,
  CommandName,
  EventName,
  InputInit,
  ReplyValue,
  RequestName,
  StateName,
  StateOf,
} from "./types.js";
import type { AnyWatcher } from "./watchers.js";

/** How long the server has to close the connection after a leave. */
const LEAVE_MILLIS = 2000;

/** How long a request waits for its reply, unless it says otherwise. */
const REPLY_MILLIS = 10_000;

/** How joining ends: with the room once all of its state is here, or with an error. */
export interface JoinOutcome<C extends Message> {
  readonly ready: (room: Room<C>) => void;
  readonly failed: (error: RondoError) => void;
}

/** A room over a line to the server, from the claim of the seat to the close. */
export class LiveRoom<C extends Message> implements Room<C> {
  readonly state: StateOf<C>;

  readonly #contract: Contract;
  readonly #url: URL;
  readonly #line: Line;
  readonly #stay: Stay;
  readonly #frameListeners = new Listeners<[]>();
  readonly #statusListeners = new Listeners<[RoomStatus]>();
  readonly #closeListeners = new Listeners<[Closed]>();

  #status: RoomStatus = "connected";
  /** There until the join has ended. */
  #joining: JoinOutcome<C> | undefined;
  #leaving: Promise<void> | undefined;
  #leaveTimer: ReturnType<typeof setTimeout> | undefined;
  #closed: Closed | undefined;

  /** @throws DOMException or the like, when the runtime refuses to connect to the seat's URL at all */
  constructor(contract: Contract, server: Server, seat: URL, joining: JoinOutcome<C>) {
    this.#contract = contract;
    this.#url = seat;
    this.#joining = joining;
    this.#stay = new Stay(contract, (bytes) => this.#line.send(bytes));
    // StateOf<C> is what StateCopy builds, said in types.
    this.state = this.#stay.copy.state as StateOf<C>;
    this.#line = new Line(server, seat, {
      appliedTick: () => this.tick,
      onMessage: (data) => this.#receive(data),
      onLost: () => this.#lost(),
      onEnd: (closed, opened) => {
        this.#finish(closed, opened ? closedError(closed) : upgradeRefused(seat));
      },
    });
  }

  get id(): string {
    return this.#stay.id;
  }

  get player(): number {
    return this.#stay.player;
  }

  get tick(): number {
    return this.#stay.tick;
  }

  get tickSeconds(): number {
    return this.#stay.tickSeconds;
  }

  get ackedInput(): number {
    return this.#stay.ackedInput;
  }

  get latest(): StateOf<C> {
    return this.state;
  }

  get status(): RoomStatus {
    return this.#status;
  }

  input(input: InputInit<C>): void {
    if (this.#isOver) {
      return;
    }
    const table = this.#contract.input;
    if (table === undefined) {
      throw new TypeError(`The contract ${this.#contract.name} has no input.`);
    }
    this.#stay.outbox.input(this.tick, writeMessage(table, input));
  }

  send<K extends CommandName<C>>(kind: K, command: CommandInit<C, K>): void {
    if (this.#isOver) {
      throw this.#closedError();
    }
    this.#stay.outbox.command(writeChoice(this.#contract.command, kind, command), false);
  }

  async request<K extends RequestName<C>>(
    kind: K,
    command: CommandInit<C, K>,
    { timeoutMillis = REPLY_MILLIS }: RequestOptions = {},
  ): Promise<ReplyValue<C, K>> {
    if (this.#isOver) {
      throw closedBeforeReply();
    }
    const give = () =>
      this.#stay.outbox.command(writeChoice(this.#contract.command, kind, command), true);
    // A reply is of the case of its command, which Requests checks.
    return (await this.#stay.requests.add(kind, timeoutMillis, give)) as ReplyValue<C, K>;
  }

  async attach<K extends CommandName<C>>(
    kind: K,
    command: CommandInit<C, K>,
    data: ArrayBuffer | ArrayBufferView | Blob,
    { onProgress }: AttachOptions = {},
  ): Promise<void> {
    if (this.#isOver) {
      throw this.#closedError();
    }
    const payload = writeChoice(this.#contract.command, kind, command);
    // A Blob of other data is a copy, which the game does not change. It takes no shared memory.
    const blob = data instanceof Blob ? data : new Blob([data as BlobPart]);
    await this.#stay.attach({ payload, data: blob, onProgress });
  }

  on<K extends EventName<C>>(kind: K, handler: EventHandler): () => void {
    return this.#stay.events.on(kind, handler);
  }

  watch<K extends StateName<C>>(name: K, watcher: AnyWatcher): () => void {
    return this.#stay.copy.watch(name, watcher);
  }

  onFrame(handler: () => void): () => void {
    return this.#frameListeners.add(handler);
  }

  onStatus(handler: (status: RoomStatus) => void): () => void {
    return this.#statusListeners.add(handler);
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
        this.#stay.outbox.leave();
        this.#leaveTimer = setTimeout(() => this.#finish(closedByCode(LEFT, "")), LEAVE_MILLIS);
      }
    });
    return this.#leaving;
  }

  /** Gives up a join that takes too long; its outcome is no longer told. */
  abandon(): void {
    if (this.#joining !== undefined) {
      this.#joining = undefined;
      this.#stay.outbox.leave();
      this.#finish(closedByCode(LEFT, ""));
    }
  }

  get #isOver(): boolean {
    return this.#closed !== undefined || this.#leaving !== undefined;
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
    const { welcome, ready, goodbye } = frame.control;
    if (goodbye !== undefined) {
      // Of no tick, and perhaps the first frame: a player may be put out at once.
      this.#line.dismissed(goodbye);
      return;
    }
    this.#stay.apply(frame);
    if (welcome !== undefined) {
      this.#line.welcomed(welcome);
    }
    this.#stay.copy.tell();
    this.#frameListeners.call();
    if (ready !== undefined) {
      this.#ready();
    }
  }

  #ready(): void {
    const joining = this.#joining;
    this.#joining = undefined;
    this.#changeStatus("connected");
    if (joining !== undefined) {
      joining.ready(this);
      // By then the game's code after its await has run, and listens. Not with the next frame: that
      // may come in the same turn of the event loop, where the runtime's sockets allow it.
      setTimeout(() => this.#stay.events.release());
    }
  }

  #lost(): void {
    this.#stay.lost();
    this.#changeStatus("reconnecting");
  }

  #changeStatus(status: RoomStatus): void {
    if (this.#status !== status) {
      this.#status = status;
      this.#statusListeners.call(status);
    }
  }

  #finish(closed: Closed, error: RondoError = closedError(closed)): void {
    if (this.#closed !== undefined) {
      return;
    }
    this.#closed = closed;
    this.#line.close(closed.name === "bad_answer" ? BAD_ANSWER : LEFT);
    this.#stay.close(this.#closedError());
    clearTimeout(this.#leaveTimer);
    this.#changeStatus("closed");
    const joining = this.#joining;
    this.#joining = undefined;
    if (joining === undefined) {
      this.#closeListeners.call(closed);
    } else {
      joining.failed(error);
    }
  }

  #closedError(): RondoError {
    return new RondoError("closed", `Room ${this.id} is closed. Join again before you send.`);
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
