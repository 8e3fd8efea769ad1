package dev.rondo.room;

/**
 * A message from a client that is readable and yet not allowed. Cheap, because clients cause it: it has
 * no stack trace.
 */
public final class RuleBrokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RuleBrokenException(String message) {
    super(message, null, false, false);
  }
}
