package dev.rondo.room;

/** What becomes of a room whose code has thrown. */
public enum FaultPolicy {
  /** The room ends; its players are told (1011), and may join another. */
  CLOSE_ROOM,
  /** What threw is skipped, and the room goes on. The table of docs/rooms.md says what that means for each hook. */
  GO_ON
}
