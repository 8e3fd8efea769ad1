/**
 * The browser client of Rondo, a multiplayer game server framework for the JVM.
 *
 * @packageDocumentation
 */

export { RondoClient, type RondoClientOptions } from "./client.js";
export type { Closed, CloseName, RefusalCode } from "./codes.js";
export type { WebSocketConstructor, WebSocketLike } from "./connection.js";
export { RequestError, type RequestErrorCode, RondoError, type RondoErrorCode } from "./errors.js";
export type { AttachOptions, EventInfo, RequestOptions, Room, RoomStatus } from "./room.js";
export type {
  CommandInit,
  CommandName,
  EntityWatcher,
  EventName,
  EventValue,
  Init,
  InputInit,
  JoinArguments,
  ReplyValue,
  RequestName,
  SingleWatcher,
  StateName,
  StateOf,
  Watcher,
} from "./types.js";
