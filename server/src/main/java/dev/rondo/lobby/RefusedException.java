package dev.rondo.lobby;

/** A request that is refused. Cheap, because clients cause it: it has no stack trace. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is said when waiting does not help. */
  private static final int NEVER = 0;

  private final transient RefusalReason reason;
  private final transient int retryAfterMillis;

  /**
   * Refuses for good.
   *
   * @param reason why
   * @param message one sentence: what was wrong, the value, the limit and what to do
   */
  public RefusedException(RefusalReason reason, String message) {
    this(reason, message, NEVER);
  }

  /**
   * Refuses for now.
   *
   * @param reason why
   * @param message one sentence: what was wrong, the value, the limit and what to do
   * @param retryAfterMillis after how long trying again makes sense, in milliseconds
   */
  public RefusedException(RefusalReason reason, String message, int retryAfterMillis) {
    super(message, null, false, false);
    this.reason = reason;
    this.retryAfterMillis = retryAfterMillis;
  }

  /**
   * Returns why.
   *
   * @return the reason
   */
  public RefusalReason reason() {
    return reason;
  }

  /**
   * Returns after how long trying again makes sense.
   *
   * @return milliseconds, or 0 if it does not
   */
  public int retryAfterMillis() {
    return retryAfterMillis;
  }
}
