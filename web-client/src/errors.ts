import type { Closed, CloseName, RefusalCode } from "./codes.js";

/**
 * What went wrong, to switch on: the refusals of the server, the names of closes, and
 *
 * - `unreachable`: nothing answered at the server's URL, or the browser blocked the request;
 * - `upgrade_refused`: the seat was given, but the WebSocket was refused; browsers hide why;
 * - `timeout`: the room was not ready within 10 seconds;
 * - `no_websocket`: this runtime has no `WebSocket`;
 * - `bad_contract`: the schema is not that of a contract;
 * - `contract_differs`: client and server know the same field with different types; the message says
 *   which side to build again. Where the contract's versions differ it is `version_mismatch`;
 * - `queue_full`: too many commands, requests or attachments wait;
 * - `data_unreadable`: the Blob of an attachment could not be read;
 * - `closed`: the room is closed.
 */
export type RondoErrorCode =
  | RefusalCode
  | CloseName
  | "unreachable"
  | "upgrade_refused"
  | "timeout"
  | "no_websocket"
  | "bad_contract"
  | "contract_differs"
  | "queue_full"
  | "data_unreadable"
  | "closed";

/** Joining failed, or a room was asked for what it cannot do. The message says what to do. */
export class RondoError extends Error {
  /** Always `"RondoError"`. */
  override readonly name = "RondoError";

  /** What went wrong, to switch on. */
  readonly code: RondoErrorCode;

  /** After how many milliseconds trying again makes sense; undefined where it does not. */
  readonly retryAfterMillis: number | undefined;

  /** @internal */
  constructor(code: RondoErrorCode, message: string, more?: { retry?: number; cause?: unknown }) {
    super(message, more?.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.retryAfterMillis = more?.retry;
  }
}

/**
 * Why a request was not done, to switch on: the game's own words, and
 *
 * - `timeout`: the room did not answer in time, or this client stopped to wait;
 * - `invalid`: the room refused the command as invalid;
 * - `failed`: the room's code threw;
 * - `closed`: the room closed before the reply came, or was closed before.
 */
export type RequestErrorCode = "timeout" | "invalid" | "failed" | "closed" | (string & {});

/** The room did not do what a request asked for, or it is not known whether it did. */
export class RequestError extends Error {
  /** Always `"RequestError"`. */
  override readonly name = "RequestError";

  /** Why, to switch on. */
  readonly code: RequestErrorCode;

  /** @internal */
  constructor(code: RequestErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The error of a join that ended in a close. */
export function closedError(closed: Closed): RondoError {
  const { code, name, reason } = closed;
  const message = `The connection ended before the room was ready: ${reason || name} (${code}).`;
  return new RondoError(
    closed.name,
    message,
    closed.comeBack ? { retry: closed.retryAfterMillis } : {},
  );
}

/** @throws RondoError `too_long` when there is more to send than may be */
export function checkSize(what: string, bytes: number, limit: number): void {
  if (bytes > limit) {
    throw new RondoError(
      "too_long",
      `${what} has ${bytes} bytes (expected: ${limit} or fewer). Send less at once.`,
    );
  }
}

/** The error of what comes when all places are taken by what waits. */
export function queueFull(limit: number, what: string, advice: string): RondoError {
  return new RondoError("queue_full", `${limit} of ${limit} ${what}. ${advice}`);
}

/** The server sent bytes that are not what docs/WIRE.md says. Never leaves the SDK. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}
