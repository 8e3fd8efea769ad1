package dev.rondo.client;

import java.util.function.DoubleSupplier;

/**
 * How long to wait before each attempt to come back: a random share of a bound that doubles. The share
 * spreads the clients of a server that all lost it at once, also over the first moment.
 *
 * <p>Exponential backoff with full jitter, as in Brooker, "Exponential Backoff And Jitter", 2015.
 */
final class Backoff {
  private final int firstMillis;
  private final int longestMillis;
  private final DoubleSupplier random;
  private int boundMillis;

  /**
   * Makes one that begins with the first attempt.
   *
   * @param random numbers from 0 to 1, without 1
   */
  Backoff(Times times, DoubleSupplier random) {
    firstMillis = times.backoff();
    longestMillis = times.longestBackoff();
    this.random = random;
    boundMillis = firstMillis;
  }

  /** Returns how long to wait now, in milliseconds. */
  int nextMillis() {
    int millis = (int) (boundMillis * random.getAsDouble());
    boundMillis = Math.min(longestMillis, 2 * boundMillis);
    return millis;
  }

  /** Begins again with the first attempt. */
  void reset() {
    boundMillis = firstMillis;
  }
}
