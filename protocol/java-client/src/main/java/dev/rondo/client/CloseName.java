package dev.rondo.client;

/** Why a stay in a room ended: the table of docs/WIRE.md section 6.1, and one end that no server sends. */
public enum CloseName {
  /** The client left. */
  LEFT(1000, false),
  /** The server is stopping. */
  STOPPING(1001, true),
  /** What the client sent was not WebSocket. */
  PROTOCOL_ERROR(1002, false),
  /** The client sent a text frame. */
  TEXT(1003, false),
  /**
   * The connection broke without a goodbye, or nothing came for 3 seconds, and coming back within the
   * grace period failed or was not possible.
   */
  LOST(1006, true),
  /** The client sent what is not a client frame, or a payload that is not the contract's. */
  UNREADABLE(1007, false),
  /** The client broke a rule: a number out of range, or too much of something. */
  RULE_BROKEN(1008, false),
  /** The client sent a message over the limit. */
  TOO_LONG(1009, false),
  /** The room's code threw, and the room is gone. */
  ROOM_FAILED(1011, true),
  /** The game put the player out. */
  KICKED(4000, false),
  /** The game closed the room. */
  ROOM_CLOSED(4001, true),
  /** The client read too slowly for too long, or missed too much. */
  TOO_SLOW(4002, true),
  /** The server's pings were not answered. */
  SILENT(4003, true),
  /** Another connection of the same player took over. */
  REPLACED(4004, false),
  /** What the game waited for before the join failed. */
  NOT_ADMITTED(4005, true),
  /** This client closed it, because it could not read what the server sent. */
  BAD_ANSWER(4400, false);

  private final int code;
  private final boolean comeBack;

  CloseName(int code, boolean comeBack) {
    this.code = code;
    this.comeBack = comeBack;
  }

  /**
   * Returns the WebSocket close code.
   *
   * @return the code
   */
  public int code() {
    return code;
  }

  boolean comeBack() {
    return comeBack;
  }

  /** Returns the name of a code; one that no Rondo server sends comes from something between. */
  static CloseName of(int code) {
    for (CloseName name : values()) {
      if (name.code == code) {
        return name;
      }
    }
    return LOST;
  }
}
