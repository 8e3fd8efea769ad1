package dev.rondo.client;

import java.util.Set;

/**
 * Joining failed, a room was asked for what it cannot do, or a stay ended while something was waited for.
 * The message says what to do. Codes are
 *
 * <ul>
 *   <li>those with which a server refuses, docs/WIRE.md section 6.2, such as {@code server_full};
 *   <li>the names of {@link CloseName} in lower case, such as {@code kicked}, for what the end of a stay
 *       cut off;
 *   <li>{@code unreachable}: nothing answered at the server's address;
 *   <li>{@code upgrade_refused}: the seat was given, but the WebSocket was not opened;
 *   <li>{@code contract_differs}: client and server have the same version of the contract and do not agree on
 *       a field of it;
 *   <li>{@code timeout}: the room was not ready in time;
 *   <li>{@code bad_answer}: what answered is no Rondo server, or one that this client cannot read;
 *   <li>{@code queue_full}: too much waits to be sent;
 *   <li>{@code too_long}: what is to be sent is longer than a frame or an attachment may be;
 *   <li>{@code closed}: the stay is over, or the room was left.
 * </ul>
 */
public class RondoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What may be otherwise a moment later. */
  private static final Set<String> TEMPORARY = Set.of(
      "unreachable",
      "upgrade_refused",
      "seat_gone",
      "too_many_connections",
      "server_full",
      "server_busy",
      "stopping");

  /** What went wrong, to switch on. */
  private final String code;

  /** How long to wait before trying again; 0 where nothing was said. */
  private final int retryAfterMillis;

  RondoException(String code, String message) {
    this(code, message, 0);
  }

  RondoException(String code, String message, int retryAfterMillis) {
    super(message);
    this.code = code;
    this.retryAfterMillis = retryAfterMillis;
  }

  RondoException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.retryAfterMillis = 0;
  }

  /**
   * Returns what went wrong, to switch on.
   *
   * @return the code
   */
  public String code() {
    return code;
  }

  boolean isTemporary() {
    return TEMPORARY.contains(code);
  }

  /**
   * Returns how long to wait before trying again.
   *
   * @return milliseconds; 0 where nothing was said
   */
  public int retryAfterMillis() {
    return retryAfterMillis;
  }
}
