package dev.rondo.room;

/** Why a connection to a room ended, with the WebSocket close code that tells the client so. */
public enum LeaveReason {
  /** The player left. */
  LEFT(1000, false),
  /** The server is stopping. */
  STOPPING(1001, true),
  /** What came was not WebSocket. */
  PROTOCOL_ERROR(1002, false),
  /** A text frame came. */
  TEXT(1003, false),
  /** The connection went before the player left, with a Close or without a word. Never sent by the server. */
  LOST(1006, true),
  /** What came was not a client frame, or held a payload that is not the contract's. */
  UNREADABLE(1007, false),
  /** What came broke a rule: a number out of range, or too much of something. */
  RULE_BROKEN(1008, false),
  /** A message was over the limit. */
  TOO_LONG(1009, false),
  /** The room's code threw: the room was closed, or goes on without this player. */
  ROOM_FAILED(1011, true),
  /** The game put the player out. */
  KICKED(4000, false),
  /** The game closed the room. */
  ROOM_CLOSED(4001, true),
  /** The client read too slowly for too long, or missed too much. */
  TOO_SLOW(4002, true),
  /** Pings were not answered. */
  SILENT(4003, true),
  /** Another connection of the same player took over. Never the reason of a leave. */
  REPLACED(4004, false),
  /** What the game waited for before the join failed. Never the reason of a leave. */
  NOT_ADMITTED(4005, true);

  private final int code;
  private final boolean comeBack;

  LeaveReason(int code, boolean comeBack) {
    this.code = code;
    this.comeBack = comeBack;
  }

  /**
   * Returns the WebSocket close code.
   *
   * @return the code, as in docs/WIRE.md section 6.1
   */
  public int code() {
    return code;
  }

  /**
   * Says whether only the connection is lost: the player keeps the place for the grace period and can
   * come back on another one.
   *
   * @return true for {@link #LOST}, {@link #SILENT} and {@link #TOO_SLOW}
   */
  public boolean resumable() {
    return this == LOST || this == SILENT || this == TOO_SLOW;
  }

  /**
   * Says whether joining again makes sense.
   *
   * @return what the client is told
   */
  public boolean comeBack() {
    return comeBack;
  }
}
