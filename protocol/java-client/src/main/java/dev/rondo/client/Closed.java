package dev.rondo.client;

import dev.rondo.protocol.v1.Goodbye;
import java.util.Locale;

/**
 * How a stay in a room ended.
 *
 * @param name why, to switch on
 * @param code the WebSocket close code; that of {@code name} unless something between client and server
 *     closed the connection with a code of its own
 * @param reason one sentence for the log of the game's developer, not for players; may be empty
 * @param comeBack whether joining again makes sense
 * @param retryAfterMillis how long to wait before joining again; 0 where nothing was said
 */
public record Closed(
    CloseName name, int code, String reason, boolean comeBack, int retryAfterMillis) {

  static Closed by(CloseName name, String reason) {
    return new Closed(name, name.code(), reason, name.comeBack(), 0);
  }

  static Closed by(Goodbye goodbye) {
    return new Closed(
        CloseName.of(goodbye.getCode()),
        goodbye.getCode(),
        goodbye.getReason(),
        goodbye.getComeBack(),
        goodbye.getRetryAfterMillis());
  }

  /**
   * What a Close without a goodbye says. A server says goodbye before it ends a stay, so a Close alone
   * that any proxy may send is a lost connection; one that blames the client, or that only Rondo knows,
   * is meant.
   */
  static Closed byCloseAlone(int code, String reason) {
    CloseName name = CloseName.of(code);
    return switch (name) {
      case LEFT, STOPPING, ROOM_FAILED ->
        new Closed(CloseName.LOST, code, reason, CloseName.LOST.comeBack(), 0);
      default -> new Closed(name, code, reason, name.comeBack(), 0);
    };
  }

  /** Whether the player's place may still be there. */
  boolean isResumable() {
    return name == CloseName.LOST || name == CloseName.TOO_SLOW || name == CloseName.SILENT;
  }

  /** What those are told who wait for something that will not come anymore. */
  RondoException error() {
    String word = name.name().toLowerCase(Locale.ROOT);
    return new RondoException(
        word,
        "The stay in the room ended: " + (reason.isEmpty() ? word : reason) + " (" + code + ").",
        retryAfterMillis);
  }
}
