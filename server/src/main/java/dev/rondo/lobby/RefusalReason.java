package dev.rondo.lobby;

import java.util.Locale;

/** What an HTTP answer can refuse, with its status: the table of docs/WIRE.md section 6.2. */
public enum RefusalReason {
  /** Not HTTP/1.1, no or two Host headers, a body that is not the join message, a bad key. */
  BAD_REQUEST(400),
  /** The upgrade does not offer the subprotocol. */
  SUBPROTOCOL_MISSING(400),
  /** A page of this origin may not use this server. */
  ORIGIN_REFUSED(403),
  /** No such path. */
  NOT_FOUND(404),
  /** No such room type. */
  UNKNOWN_ROOM_TYPE(404),
  /** See Allow. */
  METHOD_NOT_ALLOWED(405),
  /** The client's contract is older or newer. */
  VERSION_MISMATCH(409),
  /** The seat is unknown, was used, or has expired. */
  SEAT_GONE(410),
  /** The resume token is unknown, or its player has left. */
  PLAYER_GONE(410),
  /** The body is over the limit. */
  BODY_TOO_LARGE(413),
  /** The request line is over the limit. */
  URI_TOO_LONG(414),
  /** The body is not JSON. */
  UNSUPPORTED_MEDIA_TYPE(415),
  /** Not a WebSocket upgrade of version 13. */
  UPGRADE_REQUIRED(426),
  /** Too much from one address. */
  TOO_MANY_CONNECTIONS(429),
  /** The headers are over the limit. */
  HEAD_TOO_LARGE(431),
  /** The room's code threw while it was created. */
  ROOM_FAILED(500),
  /** The game's code threw while it answered a path of its own. */
  ENDPOINT_FAILED(500),
  /** Too many requests for the game's own paths wait. */
  SERVER_BUSY(503),
  /** No place in any room, and no further room may be made. */
  SERVER_FULL(503),
  /** All connections are taken. */
  ALL_CONNECTIONS_TAKEN(503, "too_many_connections"),
  /** The server is stopping. */
  STOPPING(503);

  private final int status;
  private final String code;

  RefusalReason(int status) {
    this.status = status;
    this.code = name().toLowerCase(Locale.ROOT);
  }

  RefusalReason(int status, String code) {
    this.status = status;
    this.code = code;
  }

  /**
   * Returns the HTTP status.
   *
   * @return the status
   */
  public int status() {
    return status;
  }

  /**
   * Returns what clients tell the reasons apart by.
   *
   * @return the code, such as {@code server_full}
   */
  public String code() {
    return code;
  }
}
