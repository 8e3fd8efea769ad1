import type { Goodbye } from "./wire-messages.js";

/** The codes of HTTP refusals; section 6.2 of docs/WIRE.md says when each is given. */
const REFUSALS = [
  "bad_request",
  "subprotocol_missing",
  "origin_refused",
  "not_found",
  "unknown_room_type",
  "method_not_allowed",
  "version_mismatch",
  "seat_gone",
  "player_gone",
  "body_too_large",
  "uri_too_long",
  "unsupported_media_type",
  "upgrade_required",
  "too_many_connections",
  "head_too_large",
  "room_failed",
  "server_full",
  "stopping",
] as const;

/** Refusals that the same request need not meet again: those of 429 and 5xx. */
const TEMPORARY: ReadonlySet<string> = new Set([
  "too_many_connections",
  "room_failed",
  "server_full",
  "stopping",
]);

/** Why the server refused an HTTP request. */
export type RefusalCode = (typeof REFUSALS)[number];

/**
 * Why a connection ended: the names of section 6.1 of docs/WIRE.md, and two that no server sends.
 *
 * - `lost`: the connection broke without a goodbye, or nothing came from the server for 3 seconds, and
 *   this client could not come back in time.
 * - `bad_answer`: the client closed it, because it could not read what the server sent.
 */
export type CloseName =
  | "left"
  | "stopping"
  | "protocol_error"
  | "text"
  | "unreadable"
  | "rule_broken"
  | "too_long"
  | "room_failed"
  | "kicked"
  | "room_closed"
  | "too_slow"
  | "silent"
  | "replaced"
  | "not_admitted"
  | "lost"
  | "bad_answer";

/** How a room ended for this client. */
export interface Closed {
  /** The WebSocket close code, 1006 when the connection broke without one. */
  readonly code: number;
  /** What the code means, to switch on. */
  readonly name: CloseName;
  /** One sentence for the log of the game's developer, not for players. May be empty. */
  readonly reason: string;
  /** Whether joining again makes sense. */
  readonly comeBack: boolean;
  /** How long to wait before joining again, in milliseconds; 0 where nothing was said. */
  readonly retryAfterMillis: number;
}

/** The close code of a client that cannot read the server; browsers allow pages 3000 to 4999 only. */
export const BAD_ANSWER = 4400;
export const LEFT = 1000;
export const LOST = 1006;

const CLOSES: ReadonlyMap<number, readonly [name: CloseName, comeBack: boolean]> = new Map([
  [LEFT, ["left", false]],
  [1001, ["stopping", true]],
  [1002, ["protocol_error", false]],
  [1003, ["text", false]],
  [1007, ["unreadable", false]],
  [1008, ["rule_broken", false]],
  [1009, ["too_long", false]],
  [1011, ["room_failed", true]],
  [4000, ["kicked", false]],
  [4001, ["room_closed", true]],
  [4002, ["too_slow", true]],
  [4003, ["silent", true]],
  [4004, ["replaced", false]],
  [4005, ["not_admitted", true]],
  [BAD_ANSWER, ["bad_answer", false]],
]);

export function isRefusalCode(code: string): code is RefusalCode {
  return REFUSALS.some((known) => known === code);
}

/** Whether the same request would be refused in the same way again. */
export function isFinalRefusal(code: string): boolean {
  return isRefusalCode(code) && !TEMPORARY.has(code);
}

/** Whether the server keeps the player's place after such an end of the connection. */
export function isResumable({ name }: Closed): boolean {
  return name === "lost" || name === "too_slow" || name === "silent";
}

/** What a close frame alone says. A code that no Rondo server sends comes from something between. */
export function closedByCode(code: number, reason: string): Closed {
  const [name, comeBack] = CLOSES.get(code) ?? ["lost", true];
  return { code, name, reason, comeBack, retryAfterMillis: 0 };
}

/** What the goodbye frame said; it knows more than the close frame that follows it. */
export function closedByGoodbye(goodbye: Goodbye): Closed {
  const { code, reason, comeBack, retryAfterMillis } = goodbye;
  return { ...closedByCode(code, reason), comeBack, retryAfterMillis };
}
