package dev.rondo.client;

/**
 * A command that asked was answered with a failure, or not in time. The code is the game's own word, or
 * one of docs/WIRE.md section 6.3: {@code timeout} (nothing says whether the room took the command),
 * {@code invalid}, {@code failed}; or {@code bad_answer} for a reply that this client's contract does not
 * know.
 */
public final class RequestFailedException extends RondoException {
  private static final long serialVersionUID = 1L;

  RequestFailedException(String code, String message) {
    super(code, message);
  }
}
