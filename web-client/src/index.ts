/**
 * The browser client of Rondo, a multiplayer game server framework for the JVM.
 *
 * @packageDocumentation
 */

export { RondoClient, type RondoClientOptions } from "./client.js";
export type { Closed, CloseName, RefusalCode } from "./codes.js";
export type { WebSocketConstructor, WebSocketLike } from "./connection.js";
export { RondoError, type RondoErrorCode } from "./errors.js";
export type { EventInfo, Room } from "./room.js";
export type {
  CommandInit,
  CommandName,
  EventName,
  EventValue,
  Init,
  InputInit,
  JoinArguments,
  StateOf,
} from "./types.js";
