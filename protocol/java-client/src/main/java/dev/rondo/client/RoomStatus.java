package dev.rondo.client;

/** Where a stay in a room stands. */
public enum RoomStatus {
  /** From the start until the room is ready: all of its state is here. */
  CONNECTING,
  /** Ready, with a connection that is well as far as is known. */
  CONNECTED,
  /** The connection was lost, and the player's place may still be there; ready again is next, or closed. */
  RECONNECTING,
  /** Over. */
  CLOSED
}
