package dev.rondo.net;

import java.util.concurrent.TimeUnit;

/**
 * How many WebSocket frames a client may still send: so many a second, and as many again at once.
 *
 * <p><b>Threads:</b> one.
 *
 * <p><b>Allocation:</b> none.
 */
final class FrameBudget {
  private final int framesPerSecond;
  private final long nanosPerFrame;
  private long creditNanos;
  private long lastNanos;

  FrameBudget(int framesPerSecond, long nowNanos) {
    this.framesPerSecond = framesPerSecond;
    this.nanosPerFrame = TimeUnit.SECONDS.toNanos(1) / framesPerSecond;
    this.creditNanos = TimeUnit.SECONDS.toNanos(1);
    this.lastNanos = nowNanos;
  }

  /** Takes one frame, and says whether it was allowed. */
  boolean take(long nowNanos) {
    creditNanos = Math.min(TimeUnit.SECONDS.toNanos(1), creditNanos + nowNanos - lastNanos);
    lastNanos = nowNanos;
    if (creditNanos < nanosPerFrame) {
      return false;
    }
    creditNanos -= nanosPerFrame;
    return true;
  }

  int framesPerSecond() {
    return framesPerSecond;
  }
}
