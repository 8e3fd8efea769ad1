package dev.rondo.protocol;

/**
 * Bytes that are not the message they should be. Thrown for what clients send, so it is cheap: it has
 * no stack trace.
 */
public final class MalformedFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message what was wrong, for the log and the close reason
   */
  public MalformedFrameException(String message) {
    super(message, null, false, false);
  }
}
